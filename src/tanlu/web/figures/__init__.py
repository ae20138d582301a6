"""One number: what it is, where it comes from, who says otherwise; and what is held of an indicator or a source."""
