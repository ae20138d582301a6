"""Proposals of a dialogue, and the thread from a statement to the evidence of a commitment."""
