"""Interviews: what was said and may be used, how it was coded, and what leaves of it."""
