"""What people agree on: declared groups first, opinion groups only behind a gate, Polis as Polis does it, Q-method."""
