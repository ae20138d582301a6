"""Migrations of ballots on paper."""
