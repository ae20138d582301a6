"""Verification of a folder: everything is made again from the facts inside, and compared."""
