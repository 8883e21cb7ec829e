"""Whether a partner city may know the same person, without either telling who.

For: fingerprints of people, written by their city; comparing them, by somebody who reads nothing
else and has no key; asking the other city, and its answer. Never: a name, an id or a case of another
city, a merge, an answer about somebody protected.
"""
