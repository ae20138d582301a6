"""Rating rounds of the scorecard: raters judge apart from one another, and a rating stays as it was given."""
