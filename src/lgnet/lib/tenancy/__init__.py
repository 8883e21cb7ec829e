"""Tenancy by row-level security: code never filters by municipality, the database does.

A model declares a :class:`~lgnet.lib.tenancy.policies.Policy`; ``manage harden`` turns the
declarations into policies, grants and tenant-bound foreign keys. Grants follow policies: a table
nobody declared is closed to the application.
"""
