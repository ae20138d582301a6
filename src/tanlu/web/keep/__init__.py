"""Backup and restore of the site, and the public part as files that any host can serve."""
