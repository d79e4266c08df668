"""GPX and TCX: plain points lifted out as columns, the rest walked piece by piece, whatever is whole kept."""
