"""The brief of the scorecard: how far a just transition has been carried out, and how sure that is."""
