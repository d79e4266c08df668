"""Steady windows of many runs to pace at heart rate over a block, with its interval."""
