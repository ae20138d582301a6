"""Tests mirror src; golden/, against/, contract/ and e2e/ stand beside them."""
