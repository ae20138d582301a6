"""Challenges to figures, and the answers of the secretariat."""
