"""The nouns: frozen values that every layer above may speak about, and nothing else."""
