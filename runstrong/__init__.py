"""Strength training planned around your runs, from the files your watch writes."""

__version__ = "0.1.0"
