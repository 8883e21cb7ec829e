"""All routes there are, for tests that walk every one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Route:
    """An address pattern with its view and the names of its parameters."""

    name: str
    view: Any
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def _walk(resolver: URLResolver, namespace: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, here)
        elif isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}", pattern.callback, here)


def all_routes() -> list[Route]:
    """Return every route of the site, by name."""
    return sorted(_walk(get_resolver(), "", ()), key=lambda route: route.name)
