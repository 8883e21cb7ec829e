"""Households × places over nights → proposals with reasons.

For: ranking the units for one household, planning all who wait, solving plain tables of
families and places; always with the reasons, the rules that failed and the effect on others.
Never: a decision about a person, a score of vulnerability, a reservation, any input/output.
Priority classes are given by people under a published rule; this core only respects them.
"""
