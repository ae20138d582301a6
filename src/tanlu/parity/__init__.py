"""Do both languages say the same: read, align, check, and let a reviewed exception rest."""
