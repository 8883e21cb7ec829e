"""The domain: one package per room, each knowing only the rooms below it."""
