"""What the documents name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "src" / "lgnet" / "config" / "settings.py"
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


def test_every_variable_the_settings_read_is_explained_and_no_other() -> None:
    read = set(re.findall(r'environ(?:\.get\(|\[)\s*"([A-Z_]+)"', SETTINGS.read_text()))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.M))
    launcher = "".join(path.read_text() for path in (ROOT / "launcher").glob("*.py"))
    harness = "".join(path.read_text() for path in (ROOT / "tests/harness").glob("*.py"))
    assert read - told == set()
    assert {name for name in told - read if name not in launcher + harness} == set()
