"""What `./lgnet` does: environment, embedded PostgreSQL, processes, checks.

Standard library only, because it runs before anything is installed. It never imports `lgnet`:
it starts it, and speaks to it through environment variables and `python -m lgnet.cli`.
"""
