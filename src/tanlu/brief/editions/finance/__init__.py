"""The finance edition: a pipeline by stage, which projects a budget should carry, and what each floor costs."""
