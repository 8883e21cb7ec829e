"""Rapid response (Sub-Az. 3): a report comes in, is assessed by a person, and a team goes out."""
