"""Help: the pages that ship with Tanlu, in the language of the reader."""
