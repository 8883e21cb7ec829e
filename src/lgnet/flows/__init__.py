"""Use cases that cross domain packages. Each flow is one act a person asks for, end to end."""
