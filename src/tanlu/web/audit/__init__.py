"""What was done by whom in the running of the site: a chain that cannot be changed unseen. No vote is in it."""
