"""The site: the one room that knows Django; one app a concern, every change of state an action."""
