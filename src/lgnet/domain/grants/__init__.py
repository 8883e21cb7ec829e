"""What the funder is told (Sub-Az. 1): figures computed from the ledger and from nothing else."""
