"""Where strength work may lie around the runs, which place is best, and why."""
