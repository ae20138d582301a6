"""Tables that other people wrote, read into rows of one shape; one small file a layout."""
