"""A brief as a folder: pages, tables, the facts beneath them, and the check that one follows from the other."""
