<<<<<<< HEAD
"""Commands that run inside the environment, started by ``./lgnet``: ``python -m lgnet.cli``."""
=======
"""Commands for a terminal: they read files, call a core, print and write the answer.

For: work on tables without the rest of the system.
Never: the database, the web, or rules of the domain.
"""
>>>>>>> refs/heads/cores
