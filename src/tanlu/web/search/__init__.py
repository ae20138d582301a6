"""Search over everything public, in both languages at once."""
