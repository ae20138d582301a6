"""The expressions of XLSForm: read into a tree, checked, and evaluated as ODK does."""
