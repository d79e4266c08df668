"""What a session holds and how much of it: phase, choice of exercises, sets, loads."""
