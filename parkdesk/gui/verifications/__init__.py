"""After-payment verification."""
