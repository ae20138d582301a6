"""What a person can do: one function each, one file a noun, called by every door."""
