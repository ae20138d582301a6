"""The outlook with assumptions of one's own: sliders, a job that runs the real recipe, an address that can be sent."""
