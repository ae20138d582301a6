"""Connectors: each fetches what an agency publishes, and reads it into the rows that every import has."""
