"""`parkdesk screenshots`: a picture of every page and dialogue."""
