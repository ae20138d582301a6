"""What a sample says of the whole: estimates that carry their design, with their error and degrees of freedom."""
