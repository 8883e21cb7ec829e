"""The case file (presa in carico): one person taken in charge, their needs, and what was done.

Every action is logged once, with minutes and persons; a group action is one entry.
"""
