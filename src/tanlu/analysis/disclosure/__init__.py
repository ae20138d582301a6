"""What a released table of votes still leaves open for someone who knows some of the votes."""
