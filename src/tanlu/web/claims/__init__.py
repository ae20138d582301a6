"""Claims of the programme, recomputed, and a sentence of one's own."""
