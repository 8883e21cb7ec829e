"""The network itself: Comuni, organisations, the project sheet, who takes part and since when.

Everybody may read it; it never says anything about the people helped.
"""
