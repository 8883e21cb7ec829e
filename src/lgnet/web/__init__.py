"""Pages, by audience: desk, field, coordination, public."""
