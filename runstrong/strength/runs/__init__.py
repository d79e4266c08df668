"""What the runs of a week are: recorded, typed in, or expected from habit."""
