"""A form sent twice is done once (idempotency keys, attacks.md M06)."""
