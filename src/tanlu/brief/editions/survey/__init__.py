"""The brief of a survey: what people answered, as far as it may be told, and what may be compared."""
