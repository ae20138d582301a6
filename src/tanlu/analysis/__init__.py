"""What follows from the figures: pure functions, numbers in, numbers out; no files, no clock, no chance."""
