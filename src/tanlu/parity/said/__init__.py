"""What a segment says that can be held against the other language: numbers, dates, hedges, negation, names, terms."""
