"""One region in depth: everything that is held of it, what is not known, and who said so."""
