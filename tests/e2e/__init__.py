"""What a person does, done for real: a fresh clone, a browser, both languages."""
