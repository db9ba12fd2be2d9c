"""Oracles: the standard library's HTML and CSV parsers, and a Markdown parser."""

import csv
import io
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from mof.documents import (
    Document,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Status,
    Table,
)
from mof.documents._blocks import (
    Callout,
    KeyFigure,
    KeyFigures,
)
from mof.documents._escaping import clean, clean_lines, measure_width
from mof.documents._inlines import Strong

SPICE = st.sampled_from(
    [
        "<script>",
        "</style>",
        "&lt;",
        "]]>",
        "|",
        "`",
        "*",
        "_",
        "[a](b)",
        "\\",
        "#",
        "-",
        "1.",
        "=",
        "'",
        "<!--",
        "$x$",
        "~~",
        "http://a.b",
        "語",
        '"',
        " ",
        "\n",
        "\r\n",
        "\x1b[31m",
        "\u202e",
    ]
)
TEXTS = st.lists(SPICE | st.text(max_size=8), max_size=6).map("".join)


class Reader(HTMLParser):
    """The tags and the words of a page, apart from its styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        self.words.append("")

    def handle_data(self, data: str) -> None:
        self.words[-1:] = [("".join(self.words[-1:])) + data]


def make_document(text: str) -> Document:
    return Document(
        text,
        [
            Heading(text),
            Paragraph((Strong(text), Status(text))),
            ItemList([text]),
            Callout(text, label=text),
            KeyFigures([KeyFigure(text, text, note=text)]),
            Table([text], [[text]], caption=text, note=text),
            Figure('<svg xmlns="http://www.w3.org/2000/svg"/>', text, text),
        ],
        subtitle=text,
    )


@given(TEXTS)
def test_any_text_in_any_block_is_text_in_html(text: str) -> None:
    plain, reader = Reader(make_document("PLAIN").to_html()), Reader(make_document(text).to_html())

    assert plain.tags == reader.tags
    assert [words.replace("PLAIN", clean(text)) for words in plain.words] == reader.words


@given(st.lists(st.lists(TEXTS | st.integers() | st.none(), min_size=2, max_size=2), max_size=4))
def test_csv_reads_back_as_the_cells(rows: list[list[str | int | None]]) -> None:
    header, *body = csv.reader(io.StringIO(Table(["A", "B"], rows).to_csv(), newline=""))

    assert header == ["A", "B"]
    for row, read in zip(rows, body, strict=True):
        for cell, found in zip(row, read, strict=True):
            shown = "" if cell is None else clean_lines(str(cell))
            assert found in {shown, f"'{shown}"}
            assert isinstance(cell, int) or found[:1] not in set("=+-@\t\r")


@given(TEXTS, TEXTS, st.integers(24, 100))
def test_text_stays_inside_its_width_and_on_its_lines(one: str, two: str, width: int) -> None:
    blocks = [
        Table(["First", "Second"], [[one, two], [two, 7]], caption=one, note=two),
        Paragraph((one, two)),
        Callout(one),
        ItemList([one, two]),
        KeyFigures([KeyFigure("Label", one, note=two)]),
    ]

    for block in blocks:
        for line in block.to_text(width).split("\n"):
            assert measure_width(line) <= width
            assert not any(unicodedata.category(character) == "Cc" for character in line)


@given(TEXTS, TEXTS)
def test_any_text_is_text_in_markdown(one: str, two: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    document = Document("T", [Paragraph(("x", one)), Table(["A", "B"], [[one, two]])])

    reader = Reader(parser.render(document.to_markdown()))

    assert reader.tags == ["h1", "p", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    words = "".join(reader.words)
    for text in (one, two):
        assert "".join(clean(text).split()) in "".join(words.split())
