"""Dialogues on the site: planned, held, voted in, told; kept by the actions of the command line on this store."""
