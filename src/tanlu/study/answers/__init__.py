"""Answers: brought back from whatever asked the questions, as codes, with what is missing told apart."""
