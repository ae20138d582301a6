"""The brief of a dialogue: what the declared groups agree on, as far as it may be told."""
