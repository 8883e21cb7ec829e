"""Italian sentences of the demonstration: what callers say, what operators write."""
