"""Any regions and indicators side by side, at an address that can be sent."""
