"""The review desk (审核台): a queue, one case with facts and signals, its papers."""
