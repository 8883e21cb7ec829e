"""Person × sub-action × date → verdict with reasons."""
