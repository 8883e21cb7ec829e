"""Secrets about people: sealed at rest, opened only for an actor, gone when their key is destroyed.

AES-256-GCM with a key per subject (a person, a report), wrapped by a key per municipality, wrapped
by a root key kept in a file outside the database. The wrapped keys stand in the PostgreSQL schema
``keys``: backups of the data leave it out, a backup of the keys keeps its latest state only, so a
restored backup never brings an erased person back.
"""
