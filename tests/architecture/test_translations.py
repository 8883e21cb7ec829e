"""Italian is the source; English is complete."""

import re

import pytest

from lgnet.web.translations import missing, translated


def test_every_text_has_its_english() -> None:
    lacking = missing("en")
    assert not lacking, "\n".join(f"{place}: {text}" for text, place in list(lacking.items())[:40])


@pytest.mark.parametrize("language", ["en"])
def test_placeholders_survive_translation(language: str) -> None:

    holes = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    for source, target in translated(language).items():
        assert sorted(set(holes.findall(source))) == sorted(set(holes.findall(target))), source
