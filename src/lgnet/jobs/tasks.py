"""Every task there is; procrastinate finds this module, each file below holds one room's."""

from lgnet.jobs.grants import snapshot_open_periods
from lgnet.jobs.housing import expire_holds, record_bed_nights

__all__ = ["expire_holds", "record_bed_nights", "snapshot_open_periods"]
