"""Parts of the measurement of a bulk import: simpler ways beside it, the import itself, the import broken off."""
