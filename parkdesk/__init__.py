"""ParkDesk (园务通): the desk of a service-outsourcing park's administration."""

__version__ = "0.1.0"
