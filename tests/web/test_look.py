"""The look keeps its own rules: no inline code, all documented, every frame renders."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

import lgnet.web
from lgnet.web.sparkline import points
from lgnet.web.styleguide import context

WEB = Path(lgnet.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SHEETS = sorted((WEB / "static" / "lgnet" / "css").glob("*.css"))
COMPONENTS = sorted((WEB / "templates" / "cotton").glob("*.html"))
DESIGN = (WEB.parents[2] / "docs" / "design.md").read_text(encoding="utf-8")
INLINE = re.compile(r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']""")


def _tag(path: Path) -> str:
    return "c-" + path.stem.replace("_", "-")


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_template_has_no_inline_code(path: Path) -> None:
    assert INLINE.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_tells_its_props_and_stands_in_the_docs(path: Path) -> None:
    first_line = path.read_text(encoding="utf-8").splitlines()[0]
    assert first_line.startswith(f"{{# {_tag(path)}")
    assert f"`{_tag(path)}`" in DESIGN


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_sheet_is_short_and_turns_with_the_writing(path: Path) -> None:
    sheet = path.read_text(encoding="utf-8")
    assert len(sheet.splitlines()) <= 400
    assert not re.search(r"\b(?:margin|padding|border|inset)-(?:left|right)\b", sheet)
    assert not re.search(r"^\s*(?:left|right|text-align: (?:left|right))\b", sheet, re.MULTILINE)


@pytest.mark.parametrize("area", ["desk", "coordination", "field", "public"])
def test_styleguide_renders_in_each_area(area: str) -> None:
    request = RequestFactory().get("/")

    page = render_to_string("styleguide.html", {**context(), "base": f"{area}/base.html"}, request)

    assert "<c-" not in page
    assert 'id="main"' in page


@pytest.mark.parametrize("code", [403, 404, 409, 500, 503])
def test_error_page_renders_without_context(code: int) -> None:
    page = render_to_string(f"{code}.html")

    assert f"{code}" in page
    assert 'href="tel:112"' in page


def test_points_rise_from_bottom_to_top() -> None:
    assert points([1, 2]) == "4.0,24.0 76.0,4.0"


def test_points_of_a_flat_series_lie_half_way() -> None:
    assert points([3, 3]) == "4.0,14.0 76.0,14.0"


def test_points_of_one_value_are_none() -> None:
    assert points([3]) == ""
