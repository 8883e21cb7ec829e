"""Report → priority with reasons."""
