"""Input-output: who supplies whom, what follows from it for a sector, and what cannot follow from it."""
