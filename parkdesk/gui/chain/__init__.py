"""The industry chain: the picture, the table behind it, the links that people enter."""
