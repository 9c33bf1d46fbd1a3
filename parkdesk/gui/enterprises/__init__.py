"""The registry of enterprises: its page, its form, its import and export."""
