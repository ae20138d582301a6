"""The commitments edition: what was promised, and what evidence there is."""
