"""GPX and TCX: walked one small element at a time, whatever is whole kept."""
