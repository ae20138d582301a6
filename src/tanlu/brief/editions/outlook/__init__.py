"""Coal outlook: what may happen, how often such bands held, and what they cannot see."""
