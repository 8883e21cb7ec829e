"""Settled templates print what Django's own print, in each language, and keep nothing of a page."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.template import Context, Engine, Template, engines
from django.template.base import Variable
from django.utils.translation import override
from django_cotton.templatetags._vars import CottonVarsNode

from lgnet.lib.templating import Constant, settle

ID = UUID(int=7)
ROW = SimpleNamespace(name="<b>Ada</b>", n=1234.5, id=ID, call=lambda: "called", more={"k": "v"})
PIECES = [
    "{% translate 'Persone' %} & {% static 'lgnet/img/favicon.svg' %} {% url 'desk:people' %}",
    "{{ row.name }} {{ row.n }} {{ row.call }} {{ row.more.k }} {{ row.absent|default:'–' }}",
    "{{ row.name|safe }}{% autoescape off %}{{ row.name }}{% endautoescape %}",
    "{% for one in rows %}{{ forloop.counter }}{{ one }}{% empty %}–{% endfor %}",
    "{% if row.n > 3 and row.name %}{% translate 'Oggi' %}{% else %}no{% endif %}",
    "{% if row.absent %}yes{% elif rows|length == 2 %}two{% endif %}",
    "{% url 'desk:case' row.id %} {% url 'desk:case_tab' row.id 'needs' %}",
    "{% cotton icon name='plus' size='s' %}{% endcotton %}{% cotton icon name=word %}{% endcotton %}",
    "{% cotton button href=word %}{% translate 'Esci' %}{% endcotton %}",
    "{% with x=row.name %}{{ x }}{% translate 'Turni' as y %}{{ y }}{% endwith %}",
]
VALUES = {"row": ROW, "rows": ["a", "<"], "word": "user"}


def _engine() -> Engine:
    return engines["django"].engine  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("source", PIECES)
def test_a_settled_template_prints_the_same(source: str, language: str) -> None:
    plain, quick = Template(source, engine=_engine()), Template(source, engine=_engine())
    settle(quick.nodelist)
    with override("en" if language == "it" else "it"):
        quick.render(Context(VALUES))  # what is kept now must not show in the other language
    with override(language):
        expected = plain.render(Context(VALUES))
        assert quick.render(Context(VALUES)) == expected
        assert quick.render(Context(VALUES)) == expected


def test_what_never_changes_becomes_one_piece() -> None:
    template = Template(
        "<p>{% translate 'Persone' %}</p>{% cotton icon name='plus' %}{% endcotton %}",
        engine=_engine(),
    )
    settle(template.nodelist)
    assert [type(node) for node in template.nodelist] == [Constant]


def test_what_a_page_is_given_is_not_kept() -> None:
    source = (
        "<p>{% translate 'Persone' %}</p>{% cotton tag %}{{ row.name }}{% endcotton %}"
        "{% cotton button title='{{ row.name }}' %}x{% endcotton %}{{ row.name }}"
    )
    template = Template(source, engine=_engine())
    settle(template.nodelist)
    assert "Ada" in template.render(Context({"row": SimpleNamespace(name="Ada")}))
    later = template.render(Context({"row": SimpleNamespace(name="Berta")}))
    assert later.count("Berta") == 3
    assert "Ada" not in later


@pytest.mark.parametrize(
    "source",
    [
        "{% cotton icon name='{{ word }}' size='s' %}{% endcotton %}",
        "{% cotton icon :name='word' %}{% endcotton %}",
        "{% cotton icon name=word %}{% endcotton %}",
        "{% cotton button type='submit' %}{{ word }}{% endcotton %}",
    ],
)
def test_a_component_follows_what_it_is_given(source: str) -> None:
    template = Template(source, engine=_engine())
    settle(template.nodelist)
    for word in ("plus", "user", "plus"):
        assert word in template.render(Context({"word": word}))


# Components


def _variables(thing: Any, seen: set[int]) -> Iterator[Variable]:
    """Every variable a compiled template looks up, wherever Django keeps it."""
    if id(thing) in seen or isinstance(thing, str | int | type | Engine):
        return
    seen.add(id(thing))
    if isinstance(thing, Variable):
        yield thing
    elif isinstance(thing, dict):
        for one in thing.values():
            yield from _variables(one, seen)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _variables(one, seen)
    elif type(thing).__module__.startswith(("django.template", "django_cotton", "lgnet.lib")):
        names = [n for cls in type(thing).__mro__ for n in getattr(cls, "__slots__", ())]
        for name in {*names, *getattr(thing, "__dict__", {})} - {"active_library", "origin"}:
            yield from _variables(getattr(thing, name, None), seen)


@pytest.mark.parametrize("name", sorted(settings.LGNET_CLOSED_COMPONENTS))
def test_a_closed_component_prints_only_what_it_is_given(name: str) -> None:
    path = Path(settings.COTTON_DIR) / f"{name.replace('-', '_')}.html"
    template = _engine().get_template(str(path))
    nodes = template.nodelist.get_nodes_by_type(CottonVarsNode)
    own = {var.accessible_key for node in nodes for var in node._prepared_vars}
    own |= {key for node in nodes for key in node.empty_vars} | {"slot", "attrs"}
    looked_up = {one.lookups[0] for one in _variables(template.nodelist, set()) if one.lookups}
    assert looked_up, "nothing was found: look again how Django keeps variables"
    assert looked_up <= own


def test_named_components_are_closed() -> None:
    assert settings.LGNET_NAMED_COMPONENTS <= settings.LGNET_CLOSED_COMPONENTS
