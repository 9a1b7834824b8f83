"""The SQL store: its tables, and what is kept in them; the one truth that the indexes are derived from."""
