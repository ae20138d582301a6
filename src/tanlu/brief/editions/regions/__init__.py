"""Coal regions side by side: a comparison of any regions in the evidence."""
