"""Common given and family names by language family, in script and in Latin spellings.

Each module holds text blocks in one notation, read by `names.read_names`: entries are
divided by commas; `script=Latin/Latin/Latin` gives the original form and the spellings
met in Italian offices, most common first; without `=` the language is written in Latin
letters and its first spelling is the original one. Written by hand for the demonstration;
a cultural mediator should review them before they serve anything else.
"""
