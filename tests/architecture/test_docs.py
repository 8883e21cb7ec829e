"""What the documents name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path.relative_to(ROOT)
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
    if path.name != "CHANGELOG.md" and "generated" not in path.parts
)
# Where a short path in the text may start.
_BASES = ("", "src/lgnet", "docs", "tests", "src/lgnet/web", "src/lgnet/web/templates")
_QUOTED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
_LINKED = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")


def _exists(name: str, document: Path) -> bool:
    bases = [ROOT / base for base in _BASES] + [ROOT / document.parent]
    return any((base / name).exists() for base in bases)


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_path_a_document_names_exists(document: Path) -> None:
    text = (ROOT / document).read_text()
    missing = [
        name
        for name in (*_QUOTED.findall(text), *_LINKED.findall(text))
        if not _exists(name, document)
    ]
    assert missing == []
