"""The ports of the hub kept in SQLite and on disk."""
