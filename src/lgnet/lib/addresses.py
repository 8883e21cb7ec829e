"""Addresses by route, found once per process: a page prints dozens of them."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse


@lru_cache(maxsize=1000)
def _pattern(route: str, parts: tuple[str | None, ...]) -> str:
    """Return a route's address with holes where ids go."""
    blanks = [UUID(int=number) for number, part in enumerate(parts) if part is None]
    left = iter(blanks)
    address = reverse(route, args=[next(left) if part is None else part for part in parts])
    for number, blank in enumerate(blanks):
        address = address.replace(str(blank), f"{{{number}}}")
    return address


def path_of(route: str, *parts: UUID | str) -> str:
    """Return the address of a route by its parts: ids, and words of ours such as a tab's name."""
    ids = [part for part in parts if isinstance(part, UUID)]
    words = tuple(None if isinstance(part, UUID) else part for part in parts)
    return _pattern(route, words).format(*ids)
