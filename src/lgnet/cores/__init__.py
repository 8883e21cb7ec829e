"""Floor 0: the pure cores of lgnet.

Each core turns plain immutable data into plain immutable results. None of them knows the
framework, the database, the clock, the network or a natural language: dates and moments are
arguments, and whatever must be said to a person leaves as a coded reason.
"""
