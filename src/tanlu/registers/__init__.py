"""Who and what: regions, indicators, units, scopes and organisations, each row with its source."""
