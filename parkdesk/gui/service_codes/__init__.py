"""The list of outsourcing services: its editions, their codes, what a newer one makes of them."""
