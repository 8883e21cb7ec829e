"""The tests of lgnet."""
