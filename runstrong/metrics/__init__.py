"""Track to RunFacts, and RunFacts to a score for one athlete: pure functions with their formula's source."""
