"""Paper: a frozen dataclass in, a PDF out. Computes nothing, asks no database."""
