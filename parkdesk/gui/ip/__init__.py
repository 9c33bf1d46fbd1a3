"""What the intellectual-property platform follows: filings and disputes."""
