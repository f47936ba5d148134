"""The changes of the tables, one after another, the same for SQLite and PostgreSQL."""
