"""What leaves the program as a file: watch files, and later calendars and takeouts."""
