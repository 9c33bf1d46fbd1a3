"""Figures of the park, markets, thresholds, charts, published series."""
