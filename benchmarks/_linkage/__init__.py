"""Parts of the benchmark of linkage: invented people, measures, the other programs."""
