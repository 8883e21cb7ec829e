"""publiccode.yml keeps to the standard it names (0.4), as far as it can be told without a network.

No validator of the standard can be had from a package index of Python, so what it asks of the keys
we use is said here: https://yml.publiccode.tools/ (schema.core, categories-list, scope-list).
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from launcher.folders import ROOT

CATEGORIES = {"workflow-management", "resource-management", "data-collection"}
SCOPES = {"local-authorities", "welfare", "society", "emergency-services"}
KEYS = {
    "publiccodeYmlVersion",
    "name",
    "applicationSuite",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "intendedAudience",
    "description",
    "legal",
    "maintenance",
    "localisation",
    "dependsOn",
}
MANDATORY = KEYS - {"applicationSuite", "intendedAudience", "dependsOn"}
STATES = {"concept", "development", "beta", "stable", "obsolete"}


def problems(told: dict[str, Any]) -> Iterator[str]:
    """Say what the standard would refuse."""
    yield from (f"{key} is missing" for key in MANDATORY - told.keys())
    yield from (f"{key} is not looked at here" for key in told.keys() - KEYS)
    if told["publiccodeYmlVersion"] != "0.4":
        yield "publiccodeYmlVersion is a text, and the version looked at here"
    url = urlsplit(told["url"])
    if url.scheme != "https" or not url.netloc or not url.path.strip("/"):
        yield "url is the https address of a repository"
    if told["platforms"] != ["web"] or told["softwareType"] != "standalone/web":
        yield "it is a web application"
    if not set(told["categories"]) <= CATEGORIES or not told["categories"]:
        yield "categories are of the controlled list"
    if told["developmentStatus"] not in STATES:
        yield "developmentStatus is one of five"
    audience = told["intendedAudience"]
    if not all(re.fullmatch("[a-z]{2}", code) for code in audience["countries"]):
        yield "countries are lowercase codes of ISO 3166-1"
    if not set(audience["scope"]) <= SCOPES:
        yield "scopes are of the controlled list"
    for language, texts in told["description"].items():
        yield from (f"{language}: {problem}" for problem in _description(language, texts))
    if told["legal"]["license"] != "EUPL-1.2":
        yield "the licence is the one of LICENSE, by its SPDX name"
    yield from _maintenance(told["maintenance"])
    ready, languages = (
        told["localisation"][key] for key in ("localisationReady", "availableLanguages")
    )
    if ready is not True or sorted(languages) != ["en", "it"]:
        yield "localisation names the languages of the interface"
    for dependency in told["dependsOn"]["open"]:
        if not all(isinstance(value, str) for value in dependency.values()):
            yield "versions are texts"


def _description(language: str, texts: dict[str, Any]) -> Iterator[str]:
    if not re.fullmatch("[a-z]{2,3}", language):
        yield "the language is a tag of BCP 47"
    if set(texts) != {"shortDescription", "longDescription", "features"}:
        yield "a key is missing, or deprecated"
    if not 0 < len(texts["shortDescription"]) <= 150 or "\n" in texts["shortDescription"].strip():
        yield "shortDescription is one line of 150 characters at most"
    if not 150 <= len(texts["longDescription"]) <= 10_000:
        yield "longDescription is of 150 to 10000 characters"
    if not texts["features"] or not all(isinstance(text, str) for text in texts["features"]):
        yield "features are texts"


def _maintenance(told: dict[str, Any]) -> Iterator[str]:
    needs = {"internal": "contacts", "community": "contacts", "contract": "contractors"}
    kind = told["type"]
    if kind not in {*needs, "none"}:
        yield "maintenance is of one of four types"
    elif kind in needs and not told.get(needs[kind]):
        yield f"{kind} maintenance names its {needs[kind]}"


@pytest.fixture
def told() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_file_keeps_to_the_standard(told: dict[str, Any]) -> None:
    assert list(problems(told)) == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("url",), "git@example.org:lgnet.git"),
        (("categories",), ["case-management"]),
        (("publiccodeYmlVersion",), 0.4),
        (("description", "it", "shortDescription"), "x" * 151),
        (("description", "en", "longDescription"), "short"),
        (("description", "en", "genericName"), "Case management"),
        (("maintenance", "type"), "community"),
        (("legal", "license"), "EUPL 1.2"),
        (("releaseDate",), "2026-11-22"),
    ],
)
def test_what_the_standard_refuses_is_found(
    told: dict[str, Any], place: tuple[str, ...], wrong: object
) -> None:
    *path, last = place
    inside = told
    for name in path:
        inside = inside[name]
    inside[last] = wrong
    assert list(problems(told))
