"""The ledger of agreements: what was promised, by whom, until when, and what evidence there is."""
