"""Migrations of challenges."""
