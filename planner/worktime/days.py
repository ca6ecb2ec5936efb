"""Days that moments stand for."""

from datetime import date, datetime, time, timedelta


def last_day(finish: datetime) -> date:
    """The day on which something that ends then is last worked on."""
    return (finish - timedelta(microseconds=1)).date() if finish.time() == time() else finish.date()
