"""Work that costs memory, done in processes of their own, which end when nobody asks any more."""
