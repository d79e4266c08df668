"""What the two trend benchmarks share: simulated lives, baselines, and figures over many answers."""
