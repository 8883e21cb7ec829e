"""What every test stands on: a database as the application sees it, and strictness.

`plugin` is loaded by `pyproject.toml` before Django's settings are read.
"""
