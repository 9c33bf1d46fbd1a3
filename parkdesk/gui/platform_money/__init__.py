"""The platforms' money and evaluation: assets, use of funds, indicators."""
