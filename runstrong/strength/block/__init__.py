"""The training block: which phase a week belongs to, by what was done, and why."""
