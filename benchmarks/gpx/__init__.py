"""GPX and TCX files to be read, and others who read them."""
