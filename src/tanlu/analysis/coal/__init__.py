"""How far a region depends on coal."""
