"""Commands that run inside the environment, started by ``./lgnet``: ``python -m lgnet.cli``."""
