"""The DuckDB backend: the plan's statements as SQL, bounded in memory, to N-Quads."""
