"""What is published: one block model, its prose rules, its editions and renderers."""
