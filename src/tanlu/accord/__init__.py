"""What was said and agreed: dialogues under their rules, instruments, commitments, practices and the network they make."""
