"""Quarterly statistics (季度统计): the park's figures, each enterprise's, the returns."""
