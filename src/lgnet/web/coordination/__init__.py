"""Pages: coordination."""
