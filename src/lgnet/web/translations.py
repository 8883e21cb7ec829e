"""The catalogues: Italian is the source, English stands beside it, compiled at start by Babel."""

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
_KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = str | tuple[str, ...]


def catalogues(language: str) -> list[Path]:
    """Return the catalogue of every room for a language."""
    return sorted(
        path
        for folder in settings.LOCALE_PATHS
        if (path := Path(folder) / language / "LC_MESSAGES" / "django.po").exists()
    )


def compile_stale() -> list[Path]:
    """Compile catalogues newer than their compiled form; return those written.

    Each is written aside and moved into place, so processes that start together do not meet.
    """
    written = []
    for language, _name in settings.LANGUAGES:
        for path in catalogues(language):
            target = path.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
                continue
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
            draft = target.with_suffix(f".{os.getpid()}.tmp")
            with draft.open("wb") as file:
                write_mo(file, catalogue)
            draft.replace(target)
            written.append(target)
    return written


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        text = templatize(path.read_text(), origin=str(path))
        yield path, "\n".join(line.lstrip() for line in text.splitlines())


def extracted() -> dict[Message, str]:
    """Return every text the interface shows, with the first place it stands in."""
    found: dict[Message, str] = {}
    for path, text in _sources():
        stream = io.BytesIO(text.encode())
        for line, message, _comments, _context in extract(
            "python", stream, keywords=_KEYWORDS, options={"encoding": "utf-8"}
        ):
            key: Message = tuple(message) if isinstance(message, list | tuple) else message
            if key and (not isinstance(key, tuple) or all(key)):
                found.setdefault(key, f"{path.relative_to(SOURCE)}:{line}")
    return found


def translated(language: str) -> dict[str, str]:
    """Return what the catalogues of a language say, text by text."""
    merged: dict[str, str] = {}
    for path in catalogues(language):
        with path.open("rb") as file:
            catalogue: Catalog = read_po(file, locale=language)
        for message in catalogue:
            if message.id:
                key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                value = message.string
                parts: Iterable[str] = value if isinstance(value, tuple | list) else (value,)
                if all(parts) and not message.fuzzy:
                    merged[key] = next(iter(parts))
    return merged


def missing(language: str) -> dict[str, str]:
    """Return the texts a language lacks, with where they stand."""
    there = translated(language)
    lacking = {}
    for message, place in extracted().items():
        # ngettext gives (singular, plural); pgettext gives (text,) after Babel takes the context.
        text = message[0] if isinstance(message, tuple) else message
        if text not in there:
            lacking[text] = place
    return lacking
