"""Every task there is; procrastinate finds this module, each file below holds one room's."""

from lgnet.jobs.grants import snapshot_open_periods

__all__ = ["snapshot_open_periods"]
