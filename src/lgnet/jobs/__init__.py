"""Periodic and background work: the only clock readers beside web and api."""
