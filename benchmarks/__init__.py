"""Benchmarks, run by `./lgnet bench NAME` on a durable PostgreSQL of its own."""
