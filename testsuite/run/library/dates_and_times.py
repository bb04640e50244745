# datetime.
from datetime import datetime, date, timedelta, time, timezone
d = datetime(2024, 2, 29, 13, 5, 7)
print(d, repr(d), d.date(), d.time(), d.isoformat(), d + timedelta(days=1, hours=2), d - datetime(2024, 1, 1), d.weekday(), d.strftime("%Y-%m-%d %H:%M:%S %A %B %j"), d.replace(year=2023, day=1), date(2024, 1, 31) < date(2024, 2, 1), timedelta(seconds=3661), (timedelta(days=2) / 2).total_seconds(), d.year, d.timetuple()[:3], datetime.fromisoformat("2024-05-06T07:08:09"), date.fromisoformat("2024-05-06"), datetime(2024, 1, 1, tzinfo=timezone.utc).isoformat(), d.timestamp() > 0, date(2024, 3, 1).toordinal(), datetime.min, d.isocalendar()[1], f"{d:%d/%m/%y}")
try: date(2023, 2, 30)
except ValueError as e: print(type(e).__name__)
