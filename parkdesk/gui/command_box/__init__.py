"""The Ctrl+K box: any page, action or record by name, initials or code."""
