"""What happened, once: append-only, keyed, reversible operational facts without names.

Every figure of the network is a count of these. A correction is a reversal, never an edit.
"""
