"""Templates prepared once per process, so that a page only works out what changes from page to page.

After a template is loaded, every run of parts that print the same on each page (markup, translated
texts, static files, addresses without arguments, components given constants only) becomes one
piece, written once per language and kept. What a page is given is never kept: a part that reads a
variable stays as it is, so nothing about persons outlives its request.

Addresses count as constant: the site is mounted in one place, and each application once.
"""

from collections.abc import Iterator
from html import escape
from threading import Lock
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Template,
    TextNode,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import ForNode, IfNode, LoadNode, TemplateLiteral, URLNode
from django.template.loaders import cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_cotton.templatetags._component import AttrKind, CottonComponentNode, PreparedAttr

from lgnet.lib.addresses import path_of

_NAMES_KEPT = 1000
_lock = Lock()


class Loader(cached.Loader):
    """The cached loader; each template is settled before its first use."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Return a template, settled."""
        template = super().get_template(template_name, skip)
        if not getattr(template, "settled", False):
            with _lock:
                if not getattr(template, "settled", False):
                    settle(template.nodelist)
                    template.settled = True
        return template


class Constant(Node):
    """Parts that print the same on every page of a language."""

    child_nodelists = ()

    def __init__(self, parts: list[Node]) -> None:
        self.parts = parts
        self.token, self.origin = parts[0].token, getattr(parts[0], "origin", None)
        self._written: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Any) -> str:
        """Return the text in the language of the page."""
        key = get_language(), context.autoescape
        text = self._written.get(key)
        if text is None:
            text = "".join(part.render_annotated(context) for part in self.parts)
            self._written[key] = text
        return text


class Looked(Variable):
    """A variable; attributes are read without trying first whether the object is a mapping."""

    __slots__ = ()

    def resolve(self, context: Any) -> Any:
        """Return the value as Django would; what is not a plain look-up is left to Django."""
        try:
            value = context[self.lookups[0]]
            for name in self.lookups[1:]:
                if type(value) is dict:
                    value = value[name]
                elif callable(value) or hasattr(type(value), "__getitem__"):
                    return super().resolve(context)
                else:
                    value = getattr(value, name)
        except (KeyError, AttributeError):
            return super().resolve(context)
        return super().resolve(context) if callable(value) else value


class Printed(VariableNode):
    """A variable; text takes a short way past what numbers and dates need."""

    def render(self, context: Any) -> str:
        """Return the value as printed."""
        value = self.filter_expression.resolve(context)
        kind = type(value)
        if kind is SafeString or (kind is str and not context.autoescape):
            return str(value)
        if kind is str:
            return escape(value)
        return str(render_value_in_context(value, context))


class Address(URLNode):
    """An address of ids and words that stand in the template."""

    def render(self, context: Any) -> str:
        """Return the address."""
        parts = [part.resolve(context) for part in self.args]
        if not all(isinstance(part, UUID | str) for part in parts):
            return str(super().render(context))
        return path_of(self.view_name.resolve(context), *parts)


class Named(CottonComponentNode):
    """A component made of names alone, such as an icon: each combination is written once."""

    _written: dict[tuple[Any, ...], str] = {}

    def render(self, context: Any) -> str:
        """Return the component, in the language of the page."""
        given = tuple(_given(attr, context) for attr in self._prepared_attrs)
        key = get_language(), self.component_name, given
        text = self._written.get(key)
        if text is None:
            text = str(super().render(context))
            if len(self._written) < _NAMES_KEPT:
                self._written[key] = text
        return text


def _given(attr: PreparedAttr, context: Any) -> tuple[str, str]:
    return attr.key, str(attr.compiled.render(context) if attr.compiled else attr.value)


def settle(nodes: NodeList) -> None:
    """Prepare the parts of a template in place, inner ones first."""
    run: list[Node] = []
    settled: list[Node] = []
    for node in [*nodes, None]:
        if node is not None:
            for inner in _inside(node):
                settle(inner)
            if _is_constant(node):
                run += node.parts if isinstance(node, Constant) else [node]
                continue
        if run:
            settled.append(run[0] if _is_plain(run) else Constant(run))
            run = []
        if node is not None:
            settled.append(_quicker(node))
    nodes[:] = settled


def _is_plain(run: list[Node]) -> bool:
    return len(run) == 1 and isinstance(run[0], TextNode)


def _inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _, nodes in node.conditions_nodelists)
        return
    if isinstance(node, CottonComponentNode):
        yield from (attr.compiled.nodelist for attr in node._prepared_attrs if _is_written(attr))
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            yield inner


def _is_written(attr: PreparedAttr) -> bool:
    """Tell whether an attribute is a small template of its own."""
    return attr.kind is AttrKind.ESCAPED and attr.compiled is not None


def _is_constant(node: Node) -> bool:
    if isinstance(node, TextNode | LoadNode | Constant):
        return True
    if isinstance(node, TranslateNode):
        expression = node.filter_expression
        return not node.asvar and not node.message_context and _is_literal(expression)
    if isinstance(node, StaticNode):
        return node.varname is None and _is_literal(node.path)
    if isinstance(node, URLNode):
        given = (node.asvar, node.args, node.kwargs)
        return not any(given) and _is_literal(node.view_name)
    if isinstance(node, CottonComponentNode):
        closed = node.component_name in settings.LGNET_CLOSED_COMPONENTS
        parts = [*node.nodelist]
        parts += [p for a in node._prepared_attrs if _is_written(a) for p in a.compiled.nodelist]
        kinds = {attr.kind for attr in node._prepared_attrs}
        fixed = kinds <= {AttrKind.BOOLEAN, AttrKind.STATIC, AttrKind.ESCAPED}
        return closed and fixed and all(_is_constant(part) for part in parts)
    return False


def _is_literal(expression: FilterExpression) -> bool:
    value = expression.var
    return not expression.filters and not (isinstance(value, Variable) and value.lookups)


def _is_of_ids(node: URLNode) -> bool:
    """Tell whether an address is made of ids (by their names) and words of the template."""
    names = [part.token.rpartition(".")[2] for part in node.args if not _is_literal(part)]
    ids = all(name in {"id", "pk"} or name.endswith("_id") for name in names)
    return ids and not (node.kwargs or node.asvar)


def _is_of_names(node: CottonComponentNode) -> bool:
    """Tell whether a component may be kept by the names it is given."""
    kinds = {attr.kind for attr in node._prepared_attrs}
    named = node.component_name in settings.LGNET_NAMED_COMPONENTS
    return named and not node.nodelist and kinds <= {AttrKind.STATIC, AttrKind.ESCAPED}


def _expressions(node: Node) -> Iterator[FilterExpression]:
    if isinstance(node, VariableNode):
        yield node.filter_expression
    if isinstance(node, ForNode):
        yield node.sequence
    if isinstance(node, IfNode):
        for condition, _ in node.conditions_nodelists:
            yield from _asked(condition)


def _asked(condition: Any) -> Iterator[FilterExpression]:
    """Return the expressions of a condition: a tree of `and`, `or`, comparisons."""
    if isinstance(condition, TemplateLiteral):
        yield condition.value
    elif condition is not None:
        yield from _asked(condition.first)
        yield from _asked(condition.second)


def _quicker(node: Node) -> Node:
    """Let a part that changes be worked out the short way, where there is one."""
    for expression in _expressions(node):
        variable = expression.var
        if type(variable) is Variable and variable.lookups and not variable.translate:
            variable.__class__ = Looked
    if type(node) is VariableNode:
        node.__class__ = Printed
    elif type(node) is URLNode and _is_of_ids(node):
        node.__class__ = Address
    elif type(node) is CottonComponentNode and _is_of_names(node):
        node.__class__ = Named
    return node
