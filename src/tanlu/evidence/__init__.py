"""What is known: facts with unit, scope, vintage, status and source, in immutable releases."""
