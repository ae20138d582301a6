"""Who may come in: people, their roles for a time, and invitations that need no mail."""
