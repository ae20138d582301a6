"""What every page of the site stands in: language, look, safety, plain errors."""
