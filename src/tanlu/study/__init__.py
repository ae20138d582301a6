"""The study: how far a just transition has been carried out, as rated, measured and felt."""
