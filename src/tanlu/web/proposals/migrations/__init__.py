"""Migrations of proposals."""
