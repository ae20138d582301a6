"""Votes, apart from who cast them: sealed while a round is open, shuffled and without any link once it is closed."""
