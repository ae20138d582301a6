"""The first page, the regions on maps of equal squares, and a page for each region."""
