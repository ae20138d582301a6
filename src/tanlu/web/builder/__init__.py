"""The brief builder: both languages beside what the guard says of them, and the folder to take away."""
