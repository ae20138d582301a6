"""Ballots on paper: typed in or imported by the facilitator, and joined to nobody."""
