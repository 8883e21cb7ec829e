"""Where the table of attested spellings is."""

from importlib.util import find_spec
from pathlib import Path


def table() -> Path:
    """Return the table of spellings attested in Wikidata of `arabic-name-romanizer`."""
    found = find_spec("arabic_name_romanizer")
    if found is None or found.origin is None:
        raise FileNotFoundError("install requirements/bench.lock: ./lgnet bench does")
    return Path(found.origin).parent / "resources" / "names.sqlite3"
