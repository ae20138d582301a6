"""Briefs to read in the page and to take away."""
