"""Economic diversification: what each region lives on, what could come next, and how often such lists were right."""
