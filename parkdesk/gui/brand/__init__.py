"""Events of the public brand platform: the page, its forms and words."""
