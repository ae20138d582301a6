"""Wordings of statements side by side: original, translation, and the translation brought back by a second person."""
