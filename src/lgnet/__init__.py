"""The working system of a network of municipalities (LGNet)."""
