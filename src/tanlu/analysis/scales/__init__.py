"""How far raters agree, how far a scale holds together, and what a composite index can bear."""
