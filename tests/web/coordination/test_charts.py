"""Charts of a city that has just begun."""

from lgnet.domain.grants.queries import Trend
from lgnet.web.coordination.charts import line


def test_a_trend_of_nothing_but_zero_is_a_line_at_the_bottom():
    drawn = line(Trend(values=(0, 0), lowest=(0, 0), highest=(0, 0)), ["T1", "T2"])
    assert drawn is not None
    assert drawn.path == "44,150 356,150"
