"""Every task there is; procrastinate finds this module, each file below holds one room's."""

__all__: list[str] = []
