"""The week's strength sessions: what the days hold, where lifting fits, what is done, and why."""
