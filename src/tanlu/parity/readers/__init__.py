"""Read Markdown, plain text, HTML and Word into segments."""
