"""Long work: done beside the pages, with progress, and stopped when asked."""
