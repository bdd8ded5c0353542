"""A day for one's own calendar: the whole day, with a reminder on the day before, and nobody invited."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from workbook.paper.needs import needed
from workbook.paper.sheet import clean, paragraphs

NINE_THE_DAY_BEFORE = timedelta(hours=-15)  # from midnight, when the day begins


def as_calendar(
    title: str, on: date, *, lang: str, note: str = "", uid: str, now: datetime
) -> bytes:
    """An appointment of one day, as a calendar file; no address and no name stands in it.

    Args:
        title: what the day is for.
        on: the day.
        lang: the language of title and note.
        note: more about it.
        uid: the same for the same appointment, so that a calendar replaces an older one.
        now: when it was made, with its time zone.

    Raises:
        WorkbookError: icalendar is not installed.
        ValueError: ``now`` has no time zone.
    """
    with needed(lang):
        from icalendar import Alarm, Calendar, Event  # noqa: PLC0415  rarely asked for
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    summary = " ".join(paragraphs(clean(title)))
    spoken = {"LANGUAGE": lang}

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", NINE_THE_DAY_BEFORE)
    alarm.add("description", summary, parameters=spoken)

    event = Event()
    event.add("uid", " ".join(paragraphs(clean(uid))))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", on)
    if on < date.max:  # an appointment without an end lasts its day
        event.add("dtend", on + timedelta(days=1))
    event.add("summary", summary, parameters=spoken)
    if clean(note).strip():
        event.add("description", clean(note), parameters=spoken)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # the day stays free for other things
    event.add_component(alarm)

    calendar = Calendar()
    calendar.add("prodid", f"-//Therapist training workbook//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
