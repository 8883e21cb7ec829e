"""Pages: field."""
