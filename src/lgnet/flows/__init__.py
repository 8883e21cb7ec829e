"""Use cases that cross rooms: they call operations of several packages in one transaction."""
