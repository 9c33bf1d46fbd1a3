"""ParkDesk without a window: for scheduled jobs, checks and set-up. No Qt."""
