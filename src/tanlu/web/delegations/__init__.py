"""Delegations: who comes together to a dialogue, for which region or organisation, and who leads them."""
