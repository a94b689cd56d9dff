"""Reads a calendar file from standard input and says what one event of it holds; strict where the format is."""

import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
(event,) = calendar.walk("VEVENT")
assert not event.errors and not calendar.errors
assert calendar["VERSION"] == "2.0"
alarms = event.walk("VALARM")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
print(event["SUMMARY"])
print(event["DESCRIPTION"])
print(event["DTSTART"].dt.isoformat())
print(event["DTEND"].dt.isoformat())
print(*(alarm["TRIGGER"].dt.days for alarm in alarms))
print(event["UID"])
