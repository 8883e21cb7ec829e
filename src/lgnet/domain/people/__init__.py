"""People and households: from a street alias to a full identity, without losing what was known.

Names, contacts and identifiers are sealed; people are found through keyed tokens.
"""
