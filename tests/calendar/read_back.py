"""Reads calendar files, a JSON list of texts on standard input, and says what the one event of each holds; strict where the
format is."""

import json
import sys

from icalendar import Calendar


def read(text):
    calendar = Calendar.from_ical(text.encode())
    (event,) = calendar.walk("VEVENT")
    assert not event.errors and not calendar.errors
    assert calendar["VERSION"] == "2.0"
    alarms = event.walk("VALARM")
    return {
        "title": str(event["SUMMARY"]),
        "text": str(event["DESCRIPTION"]),
        "days": [event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()],
        "alarms": [alarm["TRIGGER"].dt.days for alarm in alarms],
        "uid": str(event["UID"]),
        # Everything there is, so that nothing more can be there.
        "parts": [component.name for component in calendar.walk()],
        "properties": [sorted(calendar), sorted(event), *(sorted(alarm) for alarm in alarms)],
        "said": [str(alarm["DESCRIPTION"]) for alarm in alarms],
    }


print(json.dumps([read(text) for text in json.load(sys.stdin)]))
