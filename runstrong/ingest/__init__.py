"""Bytes to Recording to Track: sniff what a file is, read what it says, make one honest table of it."""
