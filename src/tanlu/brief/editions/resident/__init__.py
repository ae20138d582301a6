"""One page for the people who live there: what is known, what is not, and who said so."""
