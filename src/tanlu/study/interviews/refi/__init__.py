"""REFI-QDA: projects (.qdpx) and codebooks (.qdc) of the programs in which interviews are coded."""
