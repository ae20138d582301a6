"""What holds for the whole repository: architecture, licences, set-up, both languages."""
