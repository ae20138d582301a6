"""Questionnaires: XLSForm read, checked cell by cell in both languages, and carried to where it is answered."""
