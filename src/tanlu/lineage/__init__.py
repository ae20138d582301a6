"""How a number came about: recipes, derived values, traces and claims."""
