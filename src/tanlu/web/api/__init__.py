"""Data for programs: read only, the same in both languages."""
