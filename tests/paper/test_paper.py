"""Documents: what was written comes out again in each form, whatever it was."""

import io
import subprocess
import sys
from datetime import UTC, date, datetime

import docx
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.paper import samples
from workbook.errors import WorkbookError
from workbook.language import LANGUAGES
from workbook.paper import Block, Sheet, as_calendar, as_pdf, as_text, as_word, pdf
from workbook.paper.pdf import as_pictures
from workbook.paper.sheet import clean

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STRANGE = [
    "<script>alert(1)</script>",
    "#let x = 1 #x *bold* _it_ $a^2$ @ref \\ `raw` [link](x) // note",
    "مرحبا بالعالم",
    "Zoë, façade, één, €3, “quotes”, ’s avonds … –",
    "👩\u200d💻 🙂 🏳️\u200d🌈",
    "a\x00b\x07c\ud83dd",
    "word " * 2000,
    "x" * 10_000,
    "= Heading\n- item\n+ item\n/ term: x",
]


def words_of(document):
    found = [paragraph.text for paragraph in document.paragraphs]
    found += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(found)


def sheet_with(words, lang="en"):
    return Sheet(
        title="My plan",
        lang=lang,
        blocks=(
            Block(kind="text", title="What I want", texts=(words,)),
            Block(kind="list", title="Steps", texts=(words, words)),
            Block(kind="table", title="Rows", rows=(("If", "Then"), (words, words))),
            Block(kind="scale", title="How sure", texts=("8",)),
            Block(kind="lines", title="Room to write"),
        ),
        footer="Made up.",
    )


@pytest.mark.parametrize("words", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_was_typed_can_be_printed(words, lang):
    sheet = sheet_with(words, lang)
    assert as_pdf(sheet).startswith(b"%PDF")
    assert as_word(sheet).startswith(b"PK")
    assert "My plan" in as_text(sheet)


@pytest.mark.parametrize("words", STRANGE[:2], ids=["html", "typst"])
def test_markup_stays_the_words_it_is(words):
    sheet = sheet_with(words)
    assert words in words_of(docx.Document(io.BytesIO(as_word(sheet))))
    assert words[:30] in as_text(sheet)


@given(words=some.text(min_size=1, max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_survives_in_word_and_plain_text(words):
    sheet = sheet_with(words)
    kept = clean(words).split()
    written = words_of(docx.Document(io.BytesIO(as_word(sheet)))).split()
    for word in kept:
        assert word in " ".join(written)
        assert word in "".join(as_text(sheet).split()) or len(word) > 60


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_tagged_and_says_its_language_and_title(lang):
    content = as_pdf(sheet_with("Tuesday", lang))
    for part in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang"):
        assert part in content
    assert f"({lang}".encode() in content


def test_the_same_sheet_gives_the_same_bytes():
    sheet = sheet_with("Tuesday at eight")
    assert as_pdf(sheet) == as_pdf(sheet)
    assert as_text(sheet) == as_text(sheet)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_file_says_its_language_and_has_real_headings(lang):
    document = docx.Document(io.BytesIO(as_word(sheet_with("Tuesday", lang))))
    assert document.core_properties.title == "My plan"
    headings = [
        p.text for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))
    ]
    assert {"My plan", "What I want", "Steps"} <= set(headings)


def test_plain_text_is_no_wider_than_a_page():
    assert max(map(len, as_text(sheet_with("word " * 300)).splitlines())) <= 76


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_review_date_is_a_day_with_a_reminder_the_day_before(lang):
    content = as_calendar("My plan", date(2026, 12, 7), lang=lang, uid="plan-1", now=NOW)
    calendar = icalendar.Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == date(2026, 12, 7)
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt.total_seconds() < 0
    assert b"mailto" not in content.lower()


def test_nothing_heavy_is_loaded_before_a_document_is_asked_for():
    ask = (
        "import sys, workbook.paper, workbook.practice;"
        "print(sorted({'typst', 'docx', 'icalendar'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(words=some.text(alphabet=some.characters(), max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_becomes_a_pdf_and_an_appointment(words):
    sheet = Sheet(
        title=words,
        lang="nl",
        subtitle=words,
        footer=words,
        blocks=tuple(
            Block(kind=kind, title=words, texts=(words,), rows=((words, words), (words,)))
            for kind in ("heading", "text", "list", "table", "scale", "lines")
        ),
    )
    assert as_pdf(sheet).startswith(b"%PDF")
    assert as_word(sheet).startswith(b"PK")
    made = as_calendar(words, date(2026, 12, 7), lang="nl", note=words, uid=words, now=NOW)
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert " ".join(str(event["summary"]).split()) == " ".join(clean(words).split())


def test_half_a_character_is_replaced_rather_than_refused():
    block = Block(kind="text", texts=("ah \ud83d",), rows=(("\udc00",),))
    assert block.texts == ("ah \N{REPLACEMENT CHARACTER}",)
    assert block.rows == (("\N{REPLACEMENT CHARACTER}",),)


@pytest.mark.parametrize(
    ("words", "undrawn"),
    [("Zoë €3 ’s ✓ → 🙂 👍 ❤️", False), ("مرحبا שלום Привет", False), ("漢字", True)],
)
def test_what_no_font_has_is_marked_and_said(words, undrawn, monkeypatch):
    filled = []
    before = pdf._without
    monkeypatch.setattr(
        pdf, "_without", lambda *given: filled.append(before(*given)) or filled[-1]
    )
    as_pdf(sheet_with(words))
    assert ("note" in filled[-1]) is undrawn


def test_drawing_goes_on_when_a_mark_cannot_stand_on_its_letter():
    assert as_pdf(sheet_with("“\U00011c73\ua7b9\u094f\u333f\ufbda” 漢\u0301")).startswith(b"%PDF")


def test_a_paragraph_that_is_mostly_arabic_runs_from_the_right_in_word():
    document = docx.Document(io.BytesIO(as_word(sheet_with("مرحبا بالعالم ok"))))
    leftwards = [p.text for p in document.paragraphs if p._p.xpath("./w:pPr/w:bidi")]
    assert leftwards == ["مرحبا بالعالم ok"] * 3


def test_a_table_in_word_repeats_its_header_and_a_word_file_is_the_same_each_time():
    sheet = sheet_with("Tuesday")
    document = docx.Document(io.BytesIO(as_word(sheet)))
    first, second = document.tables[0].rows
    assert first._tr.xpath("./w:trPr/w:tblHeader")
    assert not second._tr.xpath("./w:trPr/w:tblHeader")
    assert as_word(sheet) == as_word(sheet)
    assert document.core_properties.author == ""


@pytest.mark.parametrize(("number", "marked"), [("8", "[8]"), ("", " 8 "), ("11", " 8 ")])
def test_a_scale_marks_the_number_it_has(number, marked):
    block = Block(kind="scale", texts=(number, "not at all", "quite sure"))
    text = as_text(Sheet(title="x", lang="en", blocks=(block,)))
    assert marked in text
    assert "0 = not at all\n10 = quite sure" in text


def test_an_empty_box_is_room_to_write():
    blocks = (
        Block(kind="lines"),
        Block(kind="list", texts=("one", "")),
        Block(kind="table", rows=(("If", "Then"),)),
    )
    text = as_text(Sheet(title="x", lang="en", blocks=blocks))
    assert text.count("_" * 76) == 3
    assert "\n- ____" in text
    assert text.count("If: ____") == 3


def test_a_sheet_without_a_title_has_one_all_the_same():
    sheet = Sheet(title=" ", lang="nl", blocks=())
    assert as_text(sheet).startswith("Werkblad\n")
    assert docx.Document(io.BytesIO(as_word(sheet))).core_properties.title == "Werkblad"


@pytest.mark.parametrize(
    ("library", "made"),
    [
        ("typst", lambda: as_pdf(sheet_with("x", "nl"))),
        ("docx", lambda: as_word(sheet_with("x", "nl"))),
        (
            "icalendar",
            lambda: as_calendar("x", date(2026, 12, 7), lang="nl", uid="x", now=NOW),
        ),
    ],
)
def test_a_library_that_is_missing_is_named_with_what_to_do(library, made, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(WorkbookError, match=f"{library}.*pip install"):
        made()


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        as_calendar(
            "x",
            date(2026, 12, 7),
            lang="en",
            uid="x",
            now=datetime(2026, 11, 23),  # noqa: DTZ001
        )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made", samples.SAMPLES.values(), ids=samples.SAMPLES)
def test_a_sheet_for_a_client_fits_on_one_page(made, lang):
    assert len(as_pictures(made(lang), ppi=20)) == 1
