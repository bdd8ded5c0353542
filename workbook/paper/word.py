"""A sheet as a Word document: real headings, a language, tables whose header repeats, and room to type."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from workbook.language import say
from workbook.paper.needs import needed
from workbook.paper.sheet import ENDS, Block, Sheet, paragraphs, runs_leftwards

if TYPE_CHECKING:
    from docx.document import Document

LOCALES = {"en": "en-GB", "nl": "nl-NL"}
FONT = "Calibri"  # Word has it; other programs have one of the same widths
ACCENT = "1F4E5C"
QUIET = "4D585E"
LONGEST_CORE = 255  # characters of a document's property, by its format
FIXED = (1980, 1, 1, 0, 0, 0)


def as_word(sheet: Sheet) -> bytes:
    """The sheet as a Word document; the same sheet gives the same bytes.

    Raises:
        WorkbookError: python-docx is not installed.
    """
    with needed(sheet.lang):
        import docx  # noqa: PLC0415  only for those who print

    document = docx.Document()
    _set_up(document, sheet)
    _paragraph(document, " ".join(paragraphs(sheet.title)) or _title(sheet), style="Title")
    for line in paragraphs(sheet.subtitle):
        _paragraph(document, line, style="Subtitle")
    rank = 1
    for block in sheet.blocks:
        title = " ".join(paragraphs(block.title))
        if title:
            level = 1 if block.kind == "heading" else rank
            _paragraph(document, title, style=f"Heading {level}")
            if block.kind == "heading":
                rank = 2
        _part(document, block, sheet.lang)
    made = io.BytesIO()
    document.save(made)
    return _undated(made.getvalue())


def _title(sheet: Sheet) -> str:
    return say(sheet.lang, "Worksheet")


def _set_up(document: Document, sheet: Sheet) -> None:
    """Paper, fonts, language, properties and footer."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(22)

    core = document.core_properties
    core.title = (" ".join(paragraphs(sheet.title)) or _title(sheet))[:LONGEST_CORE]
    core.language = LOCALES[sheet.lang]
    core.author = core.comments = ""
    # The dates of python-docx's own template would be untrue, and none are needed.
    for name in ("dcterms:created", "dcterms:modified"):
        for dated in core._element.findall(qn(name)):  # noqa: SLF001  there is no other way to take them out
            dated.getparent().remove(dated)

    styles = document.styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for name in [qn("w:lang")]:
        for old in defaults.findall(name):
            defaults.remove(old)
    defaults.append(
        _element("w:lang", val=LOCALES[sheet.lang], eastAsia=LOCALES[sheet.lang], bidi="ar-SA")
    )
    looks = {
        "Normal": (12, None),
        "Title": (24, ACCENT),
        "Subtitle": (12, QUIET),
        "Caption": (10.5, QUIET),
        "Heading 1": (15, ACCENT),
        "Heading 2": (12.5, "1C2326"),
    }
    for name, (size, colour) in looks.items():
        style: Any = styles[name]
        style.font.size, style.font.name, style.font.italic = Pt(size), FONT, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), FONT)
        if colour:
            style.font.color.rgb = RGBColor.from_string(colour)
    normal: Any = styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15

    footer = section.footer.paragraphs[0]
    _say(footer, " ".join(paragraphs(sheet.footer)))
    footer.add_run("   " if sheet.footer.strip() else "")
    _page_number(footer)
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(QUIET)


def _part(document: Document, block: Block, lang: str) -> None:
    match block.kind:
        case "list":
            for text in block.texts:
                _item(document, text)
        case "table":
            _table(document, block.grid)
        case "scale":
            _scale(document, block, lang)
        case "lines":
            written, empty = block.ruled
            for line in written:
                _paragraph(document, line)
            for _ in range(empty):
                _ruled(_paragraph(document, ""))
        case _:
            for text in block.texts:
                for line in paragraphs(text):
                    _paragraph(document, line)


def _item(document: Document, text: str) -> None:
    first, *later = paragraphs(text) or [""]
    item = _paragraph(document, first, style="List Bullet")
    if not first:
        _ruled(item)
    for line in later:
        _paragraph(document, line, style="List Continue")


def _table(document: Document, grid: list[list[str]]) -> None:
    if not grid:
        return
    from docx.shared import Mm  # noqa: PLC0415

    table = document.add_table(rows=len(grid), cols=len(grid[0]))
    table.style = "Table Grid"
    # Cell by cell through the table, python-docx counts all of them again each time.
    for at, (row, cells) in enumerate(zip(table.rows, grid, strict=True)):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001  it has no name of its own
        if at == 0:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001
        elif not any(cell.strip() for cell in cells):
            row.height = Mm(12)
        for cell, text in zip(row.cells, cells, strict=True):
            lines = paragraphs(text) or [""]
            _say(cell.paragraphs[0], lines[0], bold=at == 0)
            for line in lines[1:]:
                _say(cell.add_paragraph(), line, bold=at == 0)
            if at == 0:
                _shade(cell, "E8EFF1")
    document.add_paragraph()


def _scale(document: Document, block: Block, lang: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import RGBColor  # noqa: PLC0415

    given, low, high = block.marked
    table = document.add_table(rows=1, cols=len(ENDS))
    table.style = "Table Grid"
    for at, cell in zip(ENDS, table.rows[0].cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(str(at))
        if at == block.number:
            run.bold, run.font.color.rgb = True, RGBColor(0xFF, 0xFF, 0xFF)
            _shade(cell, ACCENT)
    ends = [f"{ENDS[0]}: {low}" if low else "", f"{ENDS[-1]}: {high}" if high else ""]
    # Colour alone says nothing to a screen reader.
    mark = (
        say(lang, "Marked: {number}", number=block.number) if block.number is not None else given
    )
    line = " · ".join(part for part in (mark, *ends) if part)
    if line:
        _paragraph(document, line, style="Caption")


def _paragraph(document: Document, words: str, *, style: str | None = None) -> Any:
    paragraph = document.add_paragraph(style=style)
    _say(paragraph, words)
    return paragraph


def _say(paragraph: Any, words: str, *, bold: bool = False) -> None:
    """Words into a paragraph, in the direction they are read."""
    run = paragraph.add_run(words)
    if bold:
        run.bold = True
    if runs_leftwards(words):
        paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  python-docx knows no direction
            _element("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
        run.font.rtl = True


def _ruled(paragraph: Any) -> None:
    """A line under the paragraph, to write on; "between" keeps neighbours from sharing one."""
    from docx.shared import Pt  # noqa: PLC0415

    borders = _element("w:pBdr")
    for side in ("w:bottom", "w:between"):
        borders.append(_element(side, val="single", sz="4", space="1", color="8A979D"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders, "w:shd", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    paragraph.paragraph_format.space_before = Pt(12)


def _shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001
        _element("w:shd", val="clear", color="auto", fill=colour)
    )


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    for kind in ("begin", "instr", "end"):
        if kind == "instr":
            order = _element("w:instrText")
            order.text = "PAGE"
            run._r.append(order)  # noqa: SLF001
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001


def _element(name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _undated(made: bytes) -> bytes:
    """The same file with nothing in it of the hour at which it was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, FIXED)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(entry))
    return packed.getvalue()
