"""Workforce: which work displaced people could do, with reasons, and what stands in the way."""
