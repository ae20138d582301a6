"""One reader for each way in which answers come; all of them give rows of levels, and none knows what a code means."""
