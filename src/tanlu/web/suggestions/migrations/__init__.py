"""Migrations of suggestions."""
