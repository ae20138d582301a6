"""What a dialogue lets out of its rounds, and nothing before it does."""
