"""Papers as tagged PDF, made here by typst: no network, no font of the machine, no template engine.

What is written goes in as data, never as markup, so nothing in a name or note can be a command.
"""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

# One family for each script people write their names in; packages, so nothing is fetched.
FONTS = {
    "fontpkg_noto_sans": "files",
    "fontpkg_ibm_plex_sans_arabic": "files",
    "fontpkg_hind_siliguri": "files",
    "justmytype_intl_africa": "fonts/ofl/notosansethiopic",
}
_PAGE = Path(__file__).with_name("paper.typ")


@cache
def _font_paths() -> list[str]:
    return [str(files(package).joinpath(folder)) for package, folder in FONTS.items()]


def pdf(content: dict[str, Any]) -> bytes:
    """Return a paper of titles, pairs and tables as PDF/UA.

    Parameters
    ----------
    content
        ``lang``, ``title``, ``intro``, ``foot`` and ``sections``: each with ``title``, ``note``,
        ``pairs`` (name and value) and ``heads`` with ``rows``.
    """
    try:
        made = _compiled(content, ["ua-1"])
    except typst.TypstError as error:
        # A sign no font has: better a paper with an empty box than no paper.
        if "could not be displayed" not in str(error):
            raise
        made = _compiled(content, [])
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made


def _compiled(content: dict[str, Any], standards: list[str]) -> object:
    return typst.compile(
        _PAGE.read_bytes(),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        font_paths=_font_paths(),
        ignore_system_fonts=True,
        pdf_standards=standards,
        format="pdf",
    )
