"""The page of one enterprise: everything the park knows of it, a tab a subject."""
