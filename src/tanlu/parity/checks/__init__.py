"""The checks, one a class of finding or two that share their reading."""
