"""The only home of DuckDB: schema, writes, reads, and the original files beside it."""
