"""Rooms and equipment of the platforms: the week of a place, its bookings, the places."""
