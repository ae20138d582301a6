"""Finance: cash flows, levelised cost, blended capital, portfolios under floors, revolving funds, pipelines."""
