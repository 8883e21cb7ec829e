"""What the frame around a page shows: who, where, navigation.

Templates read two context variables, `frame` and `nav`; a context processor per area
builds them from the actor. Nothing here queries.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of a navigation.

    `count` None shows no number, 0 shows 0. `hot` fills the number (desk) or makes the entry
    the loud one (field). `sub` puts it under the entry before. `rule` draws a line before it.
    `phone` keeps it in the bottom bar of the phone: at most four, the others go under "Altro".
    """

    name: str
    url: str
    icon: str = ""
    count: int | None = None
    hot: bool = False
    current: bool = False
    sub: bool = False
    rule: bool = False
    phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The tenant and the person signed in, as printed in the header."""

    tenant: str
    office: str = ""
    demo: bool = False
    user_name: str = ""
    user_initials: str = ""
    user_role: str = ""
    user_links: tuple[NavItem, ...] = ()
    new_links: tuple[NavItem, ...] = ()
