"""Passwords in tests: the real algorithm with the least work; the real site accepts them."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 in well under a millisecond."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
