"""How forms are drawn."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import escape
from django.utils.safestring import mark_safe

_INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in ("text", "number", "date", "time", "hidden", "password", "email", "input")
)


class Renderer(DjangoTemplates):
    """Django's own, with one-line inputs written without a template: they cost most of a form."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return a widget as Django's template of that name prints it."""
        if template_name not in _INPUTS:
            return str(super().render(template_name, context, request))
        widget = context["widget"]
        given = {"type": widget["type"], "name": widget["name"]}
        if widget["value"] is not None:
            given["value"] = widget["value"]
        parts = [*given.items(), *((n, v) for n, v in widget["attrs"].items() if v is not False)]
        text = " ".join(n if v is True else f'{n}="{escape(str(v))}"' for n, v in parts)
        return mark_safe(f"<input {text}>")  # noqa: S308
