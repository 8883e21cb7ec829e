"""Numbers people can say on the phone: one counter per municipality, kind and year."""
