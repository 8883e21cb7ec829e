"""Places, names of facilities and of staff for the nineteen cities.

Squares and quarters are real and well known, their coordinates approximate (a few hundred
metres). Facilities, cooperatives and people who work there are invented.
"""
