"""Clocks, and moments as calendars have them."""

import _time
from _time import (
    time, time_ns, perf_counter, perf_counter_ns, monotonic, monotonic_ns, process_time, process_time_ns, sleep,
    strftime, asctime, ctime,
)
from _time import process_time as thread_time
from _time import timezone, altzone, daylight, tzname


class struct_time(tuple):
    __slots__ = ()
    n_fields = 11
    n_sequence_fields = 9
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = property(lambda self: "UTC")
    tm_gmtoff = property(lambda self: 0)

    def __repr__(self):
        names = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")
        return f"time.struct_time({', '.join([f'{name}={value}' for name, value in zip(names, self)])})"


def gmtime(seconds=None, /):
    return struct_time(_time.gmtime(seconds))


def localtime(seconds=None, /):
    return struct_time(_time.localtime(seconds))


def mktime(t, /):
    days = _days(t[0], t[1], t[2])
    moment = ((days * 24 + t[3]) * 60 + t[4]) * 60 + t[5]
    # The offset of the time zone there.
    local = _time.localtime(moment)
    offset = ((_days(*local[:3]) * 24 + local[3]) * 60 + local[4]) * 60 + local[5] - moment
    return float(moment - offset)


def _days(year, month, day):
    """Days since the epoch."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
