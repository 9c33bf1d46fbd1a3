"""What ParkDesk keeps: SQLAlchemy tables, units of work, the trail, migrations."""
