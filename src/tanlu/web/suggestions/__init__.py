"""Statements that people propose: the text is kept, who wrote it is not."""
