"""The demonstration network: real places and figures, invented people.

The modules here are plain data and plain Python. They draw a network from a seed and
never touch the database; `play` (elsewhere in this package) makes the life they describe
by calling the real operations. Nothing here describes a living person: names are common
ones of each origin, joined at random.
"""
