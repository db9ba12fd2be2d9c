"""Documents: prose, tables and figures that show themselves as text, Markdown and HTML."""

import csv
import io
import json
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any, cast

import pytest

from mof.documents import (
    Document,
    Figure,
    Heading,
    ItemList,
    Named,
    Paragraph,
    Reference,
    Status,
    Table,
    Tone,
    format_duration,
    format_instant,
    format_share,
)
from mof.documents._blocks import (
    Callout,
    KeyFigure,
    KeyFigures,
)
from mof.documents._escaping import clean, measure_width, wrap
from mof.documents._formats import format_limit, format_number
from mof.documents._inlines import Anchor, Strong, Text, join_text, list_names, to_parts
from mof.documents._renderables import Block
from mof.documents._styles import DARK, LIGHT, PAGE_STYLE
from mof.errors import DefinitionError, NaiveTimestampError, UnknownReferenceError, ZoneError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9">{}</svg>'
HOSTILE = '<script>alert(1)</script> "]]> \x1b[31m \u202eabc | `x` [y](javascript:z)'
SHOWN = '<script>alert(1)</script> "]]> ␛[31m �abc | `x` [y](javascript:z)'


class Reader(HTMLParser):
    """What a browser makes of a page: its elements, attributes and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def make_blocks(text: str) -> tuple[Block, ...]:
    return (
        KeyFigures([KeyFigure(text, text, Tone.BAD, text), KeyFigure(text, text)]),
        Heading(text),
        Heading(text, 3, anchor=f"heading {text}"),
        Heading(text, 4),
        Paragraph((text, Strong(text), Status(text, Tone.WARNING), Reference("F1", text))),
        ItemList([text, (text, Anchor("F1", text))]),
        ItemList([text, text], ordered=True),
        *(Callout(text, tone, label=text) for tone in Tone),
        Callout(text),
        Table([text, "Number"], [[text, 1], [None, -2]], caption=text, note=text),
        Figure(SVG.format("<title>drawing</title>"), text, text),
    )


def make_document(text: str) -> Document:
    return Document(text, make_blocks(text), subtitle=text)


class TestClean:
    @pytest.mark.parametrize(
        "text, shown",
        [
            ("red\x1b[31m", "red␛[31m"),
            ("bell\x07nul\x00del\x7f", "bell␇nul␀del␡"),
            ("one\r\ntwo\nthree\tfour\u2028five\x85six", "one two three four five six"),
            ("csi\x9b31m", "csi�31m"),
            ("\u202eexe.txt", "�exe.txt"),
            ("half\ud800", "half�"),
            ("naïve 日本 ✓", "naïve 日本 ✓"),
        ],
    )
    def test_nothing_is_left_that_a_terminal_would_obey(self, text: str, shown: str) -> None:
        assert shown == clean(text)


class TestWrap:
    def test_words_stay_whole_where_they_fit(self) -> None:
        assert wrap("one two three", 8) == ["one two", "three"]

    def test_words_longer_than_a_line_are_split(self) -> None:
        assert wrap("see abcdefghij then", 8) == ["see", "abcdefgh", "ij then"]

    def test_words_with_hyphens_are_split_behind_one(self) -> None:
        assert wrap("sla-payroll-education", 14) == ["sla-payroll-", "education"]
        assert wrap("sla-payrolleducation", 8) == ["sla-", "payrolle", "ducation"]

    def test_wide_characters_count_twice_and_combining_ones_nothing(self) -> None:
        assert wrap("日本語", 5) == ["日本", "語"]
        assert measure_width("é!".replace("é", "e\u0301")) == 2

    def test_no_text_is_one_empty_line(self) -> None:
        assert wrap("", 10) == [""]


class TestShares:
    @pytest.mark.parametrize(
        "share, shown",
        [
            (None, "–"),
            (Fraction(0), "0.0 %"),
            (Fraction(1), "100.0 %"),
            (Fraction(984, 1000), "98.4 %"),
            (Fraction(9996, 10_000), "> 99.9 %"),
            (Fraction(4, 10_000), "< 0.1 %"),
            (Fraction("0.12345"), "12.3 %"),
            (Fraction("0.1225"), "12.2 %"),
            (Fraction("0.1235"), "12.4 %"),
            (Fraction("1.25"), "125.0 %"),
            (Fraction("-0.05"), "−5.0 %"),
        ],
    )
    def test_share_is_rounded_but_never_to_all_or_nothing(
        self, share: Fraction | None, shown: str
    ) -> None:
        assert shown == format_share(share)

    @pytest.mark.parametrize(
        "share, against, shown",
        [
            ("0.9496", "0.95", "94.96 %"),
            ("0.94996", "0.95", "94.996 %"),
            ("0.95", "0.95", "95.0 %"),
            ("0.9504", "0.95", "95.04 %"),
            ("0.9996", "0.9995", "> 99.9 %"),
            ("0.97", "0.95", "97.0 %"),
        ],
    )
    def test_share_held_against_another_shows_on_its_own_side(
        self, share: str, against: str, shown: str
    ) -> None:
        assert shown == format_share(Fraction(share), against=Fraction(against))

    def test_digits_may_be_left_out(self) -> None:
        assert format_share(Fraction("0.984"), digits=0) == "98 %"

    @pytest.mark.parametrize(
        "share, shown",
        [("0.95", "95 %"), ("0.995", "99.5 %"), ("0.9995", "99.95 %"), ("2/3", "66.6667 %")],
    )
    def test_limit_has_as_many_digits_as_it_was_agreed_with(self, share: str, shown: str) -> None:
        assert shown == format_limit(Fraction(share))


class TestDurations:
    @pytest.mark.parametrize(
        "duration, shown",
        [
            (None, "–"),
            (timedelta(0), "0 min"),
            (timedelta(microseconds=5), "< 1 s"),
            (timedelta(seconds=45), "45 s"),
            (timedelta(minutes=5), "5 min"),
            (timedelta(minutes=5, seconds=7, microseconds=999), "5 min 07 s"),
            (timedelta(hours=2, minutes=5), "2 h 05 min"),
            (timedelta(hours=2, seconds=1), "2 h 00 min 01 s"),
            (timedelta(days=3, hours=4), "76 h 00 min"),
            (timedelta(minutes=-90), "−1 h 30 min"),
        ],
    )
    def test_duration_is_hours_and_minutes(self, duration: timedelta | None, shown: str) -> None:
        assert shown == format_duration(duration)

    def test_seconds_may_be_cut_off(self) -> None:
        assert format_duration(timedelta(hours=2, seconds=359), seconds=False) == "2 h 05 min"
        assert format_duration(timedelta(seconds=59), seconds=False) == "< 1 min"


class TestInstants:
    def test_instant_is_shown_in_local_time(self) -> None:
        assert (
            format_instant(datetime(2026, 6, 3, 12, 5, 59, tzinfo=UTC), tz="Europe/Oslo")
            == "2026-06-03 14:05"
        )

    def test_hour_that_clocks_show_twice_names_its_offset(self) -> None:
        first, second = (
            format_instant(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), tz="Europe/Oslo")
            for hour in (0, 1)
        )

        assert (first, second) == ("2026-10-25 02:30 +0200", "2026-10-25 02:30 +0100")

    def test_no_instant_is_a_dash(self) -> None:
        assert format_instant(None, tz="Europe/Oslo") == "–"

    def test_naive_instants_and_unknown_zones_are_refused(self) -> None:
        with pytest.raises(NaiveTimestampError):
            format_instant(datetime(2026, 6, 3), tz="Europe/Oslo")
        with pytest.raises(ZoneError):
            format_instant(datetime(2026, 6, 3, tzinfo=UTC), tz="Europe/Nowhere")


class TestTable:
    def test_columns_are_aligned_and_numbers_set_to_the_right(self) -> None:
        table = Table(
            ["Service", "Share", "Count"],
            [["Payroll", "98.4 %", 7], ["メール", None, 12]],
            caption="Services",
            numbers=["Share"],
            note=("see ", Strong("below")),
        )

        assert table.to_text().splitlines() == [
            "Services",
            "",
            "Service   Share  Count",
            "-------  ------  -----",
            "Payroll  98.4 %      7",
            "メール        –     12",
            "",
            "see below",
        ]

    def test_long_cells_are_wrapped_into_the_width(self) -> None:
        table = Table(["Id", "Text"], [["F1", "some words that take more than one line"]])

        assert table.to_text(20).splitlines() == [
            "Id  Text",
            "--  ----------------",
            "F1  some words that",
            "    take more than",
            "    one line",
        ]

    def test_words_are_split_only_where_they_cannot_fit(self) -> None:
        table = Table(["Id", "What"], [["control-restore-test", "files are restored each month"]])

        assert "control-restore-test  files are" in table.to_text(36)
        assert "control-restore-test" not in table.to_text(20)

    def test_table_that_would_split_words_in_most_columns_is_shown_one_fact_a_line(self) -> None:
        words = ["responsibilities", "accountability", "management"]
        table = Table(["A", "B", "C"], [words])

        assert table.to_text(32).splitlines() == [
            "A: responsibilities",
            "B: accountability",
            "C: management",
            "-" * 20,
        ]
        assert "responsibilities  accountability" in table.to_text(50)

    def test_table_whose_words_are_split_stays_in_columns_where_that_takes_fewer_lines(
        self,
    ) -> None:
        words = ["responsibilities", "1", "accountability", "management"]
        table = Table(["A", "B", "C", "D"], [words])

        assert table.to_text(35).splitlines() == [
            "A          B  C          D",
            "---------  -  ---------  ---------",
            "responsib  1  accountab  managemen",
            "ilities       ility      t",
        ]

    def test_table_too_wide_for_the_terminal_is_shown_one_fact_a_line(self) -> None:
        table = Table(["First", "Second"], [["a long cell", "another one"]])

        assert table.to_text(10).splitlines() == [
            "First: a",
            "long cell",
            "Second:",
            "another",
            "one",
            "----------",
        ]

    def test_table_without_rows_says_so_everywhere(self) -> None:
        table = Table(["A", "B"])

        assert table.to_text().splitlines() == ["A  B", "-  -", "none"]
        assert table.to_markdown().splitlines() == ["| A | B |", "| --- | --- |", "", "none"]
        assert '<td class="none" colspan="2">none</td>' in table.to_html()
        assert table.to_csv() == "A,B\r\n"

    def test_markdown_is_a_pipe_table_that_text_cannot_break(self) -> None:
        table = Table(["A | B", "N"], [["x | y", 1]], caption="Two", note="a note")

        assert table.to_markdown().splitlines() == [
            "**Two**",
            "",
            r"| A \| B | N |",
            "| --- | ---: |",
            r"| x \| y | 1 |",
            "",
            "a note",
        ]

    def test_html_names_rows_and_columns_for_screen_readers(self) -> None:
        page = Table(["A", "N"], [["x", 1]], caption="Two", note="a note").to_html()

        assert "<caption>Two</caption>" in page
        assert '<th scope="col">A</th><th scope="col" class="number">N</th>' in page
        assert '<th scope="row">x</th><td class="number">1</td>' in page
        assert 'role="group" aria-label="Two" tabindex="0"' in page
        assert '<p class="note">a note</p>' in page

    @pytest.mark.parametrize("rows, size", [(12, "table short"), (13, "table")])
    def test_table_of_few_rows_stays_on_one_page_in_print(self, rows: int, size: str) -> None:
        page = Table(["A"], [["x"]] * rows).to_html()

        assert page.startswith(f'<div class="{size}">')

    def test_lines_do_not_break_inside_days_and_before_units_in_a_browser(self) -> None:
        page = Table(
            ["Due", "Within"], [["by 2026-06-30", "30 min, 4 h, 95 % of 7 months"]]
        ).to_html()

        assert 'by <span class="whole">2026-06-30</span>' in page
        assert "30&nbsp;min, 4&nbsp;h, 95&nbsp;% of 7 months" in page

    def test_html_folds_the_last_rows_under_their_number(self) -> None:
        table = Table(["A"], [["x"], ["y"], ["z"]], folded=2, folded_as="Met & kept")

        shown, rest = table.to_html().split("<details>")

        assert 'row">x<' in shown
        assert rest.startswith("<summary>Met &amp; kept: 2</summary>")
        assert 'aria-label="Met &amp; kept: 2"' in rest
        assert 3 == rest.count("<tr>")
        assert 'row">x<' not in rest
        assert table.to_text().splitlines()[2:] == ["x", "y", "z"]

    @pytest.mark.parametrize("folded", [-1, 2])
    def test_rows_that_are_not_there_cannot_be_folded(self, folded: int) -> None:
        with pytest.raises(DefinitionError, match=f"{folded} of 1 rows cannot be folded"):
            Table(["A"], [["x"]], folded=folded)

    def test_csv_disarms_all_text_with_a_sign_and_keeps_numbers(self) -> None:
        table = Table(
            ["Text", "Value"],
            [["=cmd()", -5], ["-5", "+1.5"], ["-5-3", "@x"], ["\t=1", None], ["\uff1d1", "-"]],
        )

        assert list(csv.reader(io.StringIO(table.to_csv(), newline=""))) == [
            ["Text", "Value"],
            ["'=cmd()", "-5"],
            ["'-5", "'+1.5"],
            ["'-5-3", "'@x"],
            ["'\t'=1", ""],
            ["'\uff1d1", "'-"],
        ]

    @pytest.mark.parametrize(
        "text, expected",
        [
            ("mail is down;=1+1", "mail is down;'=1+1"),
            ("mail is down\n=1+1", "mail is down\n'=1+1"),
            ('mail is down\r\n "=1+1', "mail is down\r\n \"'=1+1"),
            ("mail\t@SUM(A1)", "mail\t'@SUM(A1)"),
            ("\ufeff=1+1", "'\ufeff=1+1"),
            ("\u200b+1+1", "'\u200b+1+1"),
            ("+4712345678", "'+4712345678"),
            ("-0800", "'-0800"),
            ("+1", "'+1"),
            ("\u202e=1", "'\ufffd=1"),
            ("\u2066\u00ad=1", "'\ufffd\u00ad=1"),
            ("\x1b=1", "'\u241b=1"),
            ("a;\u2069=1", "a;\ufffd'=1"),
            ("a\x00b\x1b[31m\u202ec\td", "a\u2400b\u241b[31m\ufffdc\td"),
            ("mail = down; again", "mail = down; again"),
        ],
    )
    def test_csv_disarms_formulas_behind_separators_and_what_nobody_sees(
        self, text: str, expected: str
    ) -> None:
        written = Table(["A"], [[text]]).to_csv()

        assert [["A"], [expected]] == list(csv.reader(io.StringIO(written, newline="")))

    def test_csv_holds_the_words_without_signs(self) -> None:
        table = Table(
            ["A", "B"],
            [[Status("met", Tone.GOOD), ("see ", Reference("F1"), Strong("!"), Anchor("x", "y"))]],
        )

        assert table.to_csv() == "A,B\r\nmet,see F1!y\r\n"

    def test_csv_holds_names_as_people_know_them(self) -> None:
        table = Table(["A", "B"], [[Named("team-7", "Network team"), Named("team-8")]])

        assert table.to_csv() == "A,B\r\nNetwork team,team-8\r\n"

    def test_csv_can_be_written_even_with_broken_characters(self) -> None:
        assert Table(["A"], [["\ud800"]]).to_csv().encode() == b"A\r\n\xef\xbf\xbd\r\n"

    @pytest.mark.parametrize(
        "columns, rows, message",
        [
            ([], [], "a table has at least one column"),
            (["A", "B"], [["1", "2"], ["3"]], "row 2 has 1 cells, the table 2 columns"),
            (["A"], [[1.5]], "text is needed, not 1.5; format it first"),
            (["A"], [[float("nan")]], "text is needed, not nan"),
            (["A"], [[True]], "text is needed, not True"),
            (["A"], [[("a", 1)]], "text is needed, not 1"),
            ([1], [], "text is needed, not 1"),
            ("AB", [], "a list is needed, not 'AB'"),
            (["A"], ["x"], "a list is needed, not 'x'"),
            (["A"], 5, "a list is needed, not 5"),
        ],
    )
    def test_what_is_no_table_is_refused(self, columns: object, rows: object, message: str) -> None:
        with pytest.raises(DefinitionError, match=re.escape(message)):
            Table(cast("Any", columns), cast("Any", rows))

    def test_number_column_has_to_exist(self) -> None:
        with pytest.raises(DefinitionError, match="no column 'C'; there are A, B"):
            Table(["A", "B"], numbers=["C"])

    def test_table_prints_itself_and_shows_itself_in_a_notebook(self) -> None:
        table = Table(["A"], [["<b>"]])

        assert table.to_text() == str(table)
        assert table.to_markdown() == table._repr_markdown_()
        assert '<div class="mof"><style>' in table._repr_html_()
        assert "&lt;b&gt;" in table._repr_html_()


class TestBlocks:
    def test_headings_are_underlined_on_the_upper_levels(self) -> None:
        assert [
            Heading(text, level).to_text()
            for text, level in (("Two", 2), ("Three", 3), ("Four", 4))
        ] == ["Two\n---", "Three\n·····", "Four"]

    @pytest.mark.parametrize("level", [0, 1, 7])
    def test_heading_has_a_level_below_the_title(self, level: int) -> None:
        with pytest.raises(DefinitionError, match="a heading has level 2 to 6"):
            Heading("Too far", level)

    def test_heading_can_be_a_place_to_link_to(self) -> None:
        heading = Heading("Findings", anchor="all findings")

        assert heading.to_markdown() == '## <a id="all%20findings"></a>Findings'
        assert heading.to_html() == '<h2 id="all%20findings">Findings</h2>'
        assert Heading("Findings").to_html() == "<h2>Findings</h2>"

    def test_list_items_hang_on_their_marks(self) -> None:
        assert ItemList(["one two three", "four"]).to_text(10) == "• one two\n  three\n• four"
        assert ItemList(["one", "two"], ordered=True).to_markdown() == "1. one\n2. two"

    def test_one_text_is_no_list(self) -> None:
        with pytest.raises(DefinitionError, match="a list has several items"):
            ItemList("items")

    def test_callout_says_in_words_how_serious_it_is(self) -> None:
        callout = Callout("Late.", Tone.BAD)

        assert callout.to_text() == "| ✗ Critical: Late."
        assert callout.to_markdown() == "> **✗ Critical:** Late."
        assert (
            '<p class="label"><span aria-hidden="true">✗</span> Critical</p>' in callout.to_html()
        )

    def test_callout_may_have_its_own_label(self) -> None:
        assert Callout("12 tickets.", label="Basis").to_text() == "| Basis: 12 tickets."

    def test_key_figures_say_how_they_stand(self) -> None:
        figures = KeyFigures(
            [KeyFigure("Breaches", "12", Tone.BAD, "in June"), KeyFigure("New", "3")]
        )

        assert figures.to_text() == "✗ Breaches: 12 (in June)\n– New: 3"
        assert figures.to_markdown() == "- ✗ Breaches: 12 (in June)\n- – New: 3"
        assert '<span class="unseen">Critical: </span>' in figures.to_html()

    def test_figure_says_in_words_what_it_shows(self) -> None:
        figure = Figure(SVG.format(""), "Mail: 93 %\nPayroll: 98 %", "Attainment")

        assert figure.to_text() == "Attainment\nMail: 93 %\nPayroll: 98 %"
        assert figure.to_markdown() == "**Attainment**\n\n- Mail: 93 %\n- Payroll: 98 %"
        assert "<figcaption>Attainment</figcaption>" in figure.to_html()
        assert 'role="group" aria-label="Attainment" tabindex="0"' in figure.to_html()

    def test_figure_needs_no_caption(self) -> None:
        figure = Figure(SVG.format(""), "Mail: 93 %")

        assert figure.to_text() == "Mail: 93 %"
        assert figure.to_markdown() == "- Mail: 93 %"
        assert "figcaption" not in figure.to_html()

    @pytest.mark.parametrize(
        "svg, message",
        [
            ("<svg", "a figure is well-formed SVG"),
            ("<svg/>", "a figure is an svg element, not 'svg'"),
            ("<!DOCTYPE svg><svg/>", "a bare svg element that loads nothing"),
            (SVG.format("<script/>"), "a figure has no 'script' elements"),
            (SVG.format("<foreignObject/>"), "a figure has no 'foreignObject' elements"),
            (SVG.format('<rect onload="x"/>'), "a figure neither acts nor links"),
            (SVG.format('<text href="x"/>'), "a figure neither acts nor links"),
            (SVG.format("<style>a{fill:red}</style>"), "brings no style of its own"),
            (SVG.format('<rect fill="URL(//x/#y)"/>'), "loads nothing"),
            (SVG.format('<rect fill="\\75rl(//x)"/>'), "loads nothing"),
        ],
    )
    def test_figure_that_could_do_more_than_be_looked_at_is_refused(
        self, svg: str, message: str
    ) -> None:
        with pytest.raises(DefinitionError, match=re.escape(message)):
            Figure(svg, "nothing")


class TestDocument:
    def test_text_is_readable_in_a_terminal(self) -> None:
        document = Document(
            "Minutes", [Heading("Findings"), Paragraph("None.")], subtitle="June 2026"
        )

        assert str(document) == "Minutes\n=======\nJune 2026\n\nFindings\n--------\n\nNone."

    def test_markdown_is_one_block_after_the_other(self) -> None:
        document = Document("Minutes", [Paragraph("None.")], subtitle="June 2026")

        assert document.to_markdown() == "# Minutes\n\n*June 2026*\n\nNone."

    def test_references_lead_to_anchors(self) -> None:
        document = Document(
            "Minutes",
            [
                Table(["Finding"], [[Anchor("F 3", "F3")]]),
                Paragraph(
                    ("because of ", Reference("F 3", "finding 3"), " and ", Reference("F 3"))
                ),
            ],
        )

        assert '<span id="F%203">F3</span>' in document.to_html()
        assert '<a href="#F%203">finding 3</a>' in document.to_html()
        assert '<a id="F%203"></a>F3' in document.to_markdown()
        assert "[finding 3](#F%203)" in document.to_markdown()
        assert "because of finding 3 and F 3" in document.to_text()

    def test_reference_to_nowhere_is_refused(self) -> None:
        with pytest.raises(UnknownReferenceError, match="no anchor of the document; there are F1"):
            Document("Minutes", [Paragraph((Anchor("F1"), Reference("F3")))])
        with pytest.raises(UnknownReferenceError, match="there are none"):
            Document("Minutes", [Paragraph(Reference("F3"))])

    def test_anchor_is_there_once(self) -> None:
        with pytest.raises(DefinitionError, match="anchor 'F1' is in the document twice"):
            Document("Minutes", [Heading("F1", anchor="F1"), Paragraph(Anchor("F1"))])

    def test_headings_do_not_skip_a_level(self) -> None:
        with pytest.raises(DefinitionError, match="level 4 follows one of level 2; use 3"):
            Document("Minutes", [Heading("A"), Heading("B", 4)])

    def test_document_consists_of_blocks(self) -> None:
        with pytest.raises(DefinitionError, match="consists of blocks, not of 'text'"):
            Document("Minutes", cast("Any", ["text"]))

    def test_title_is_text(self) -> None:
        with pytest.raises(DefinitionError, match="text is needed, not 3"):
            Document(cast("Any", 3))

    def test_page_stands_alone(self) -> None:
        page = make_document("Minutes").to_html()
        reader = Reader(page)

        assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
        assert not {"script", "link", "img", "iframe", "object"} & set(reader.tags)
        assert "http" not in page.replace("http-equiv", "").replace(
            "http://www.w3.org/2000/svg", ""
        )
        assert "url(" not in page
        assert ("charset", "utf-8") in reader.attributes
        assert ("name", "viewport") in reader.attributes
        assert "prefers-color-scheme:dark" in page
        assert "@page{size:A4" in page

    def test_page_has_landmarks_and_a_way_past_the_contents(self) -> None:
        reader = Reader(
            Document("Minutes", [Heading(name) for name in ("One", "Two", "Three")]).to_html()
        )

        assert {"main", "header", "nav", "h1"} < set(reader.tags)
        assert ("href", "#page:main") in reader.attributes
        assert ("id", "page:main") in reader.attributes
        assert ("href", "#section:2") in reader.attributes
        assert ("id", "section:2") in reader.attributes

    def test_short_document_has_no_contents(self) -> None:
        assert "<nav" not in Document("Minutes", [Heading("One"), Heading("Two")]).to_html()

    def test_every_id_is_there_once_and_every_link_leads_to_one(self) -> None:
        reader = Reader(make_document(HOSTILE).to_html())
        ids = [value for name, value in reader.attributes if name == "id"]
        links = {value for name, value in reader.attributes if name == "href"}

        assert sorted(set(ids), key=str) == sorted(ids, key=str)
        assert links <= {f"#{value}" for value in ids}

    def test_hostile_text_stays_text_in_html(self) -> None:
        tame, hostile = (Reader(make_document(text).to_html()) for text in ("tame", HOSTILE))

        assert tame.tags == hostile.tags
        assert SHOWN in hostile.words

    def test_hostile_text_stays_text_in_a_terminal(self) -> None:
        shown = make_document(HOSTILE).to_text()

        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)

    def test_hostile_text_stays_text_in_markdown(self) -> None:
        shown = make_document(HOSTILE).to_markdown()

        assert "<script" not in shown
        assert r"\[y\](javascript" in shown
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", shown)

    def test_document_shows_itself_in_a_notebook_without_a_page_around_it(self) -> None:
        document = make_document("Minutes")

        assert "<!DOCTYPE" not in document._repr_html_()
        assert "<h1>Minutes</h1>" in document._repr_html_()
        assert document.to_markdown() == document._repr_markdown_()

    def test_document_is_a_value(self) -> None:
        document = make_document("Minutes")

        assert document == pickle.loads(pickle.dumps(document))
        assert hash(make_document("Minutes")) == hash(document)

    @pytest.mark.parametrize("text", ["# x", "- x", "+ x", "1. x", "12) x", "---", "=== ", ": x"])
    def test_paragraph_in_markdown_does_not_become_another_block(self, text: Text) -> None:
        assert "\\" in Paragraph(text).to_markdown()

    def test_empty_strong_words_leave_no_asterisks_in_markdown(self) -> None:
        assert Paragraph(("a", Strong(" "))).to_markdown() == "a"

    def test_addresses_do_not_become_links_in_markdown(self) -> None:
        assert (
            Paragraph("http://x.org www.x.org me@x.org").to_markdown()
            == r"http\://x.org www\.x.org me\@x.org"
        )


class TestJson:
    def write(self, *blocks: Block) -> list[Any]:
        written: list[Any] = json.loads(Document("Minutes", blocks).to_json())["blocks"]
        return written

    def test_document_is_an_object_with_its_blocks_in_order(self) -> None:
        document = Document("Minutes", [Heading("One"), Paragraph("Two")], subtitle="June")

        assert json.loads(document.to_json(indent=2)) == {
            "title": "Minutes",
            "subtitle": "June",
            "language": "en",
            "blocks": [
                {"type": "heading", "text": "One", "level": 2, "anchor": None},
                {"type": "paragraph", "text": "Two"},
            ],
        }

    def test_text_with_more_than_words_is_a_list_of_what_is_in_it(self) -> None:
        heading = Heading("Findings", anchor="all")
        text = ("see ", Reference("all"), Strong("now"), Status("met", Tone.GOOD), Anchor("x", "y"))

        assert self.write(heading, Paragraph(text))[1]["text"] == [
            "see ",
            {"type": "reference", "target": "all", "text": "all"},
            {"type": "strong", "text": "now"},
            {"type": "status", "text": "met", "tone": "good"},
            {"type": "anchor", "name": "x", "text": "y"},
        ]

    def test_named_thing_has_its_id_and_its_name_in_the_data(self) -> None:
        text = (Named("team-7", "Network team"), " and ", Named("team-8"))

        assert self.write(Paragraph(text))[0]["text"] == [
            {"type": "named", "id": "team-7", "name": "Network team"},
            " and ",
            "team-8",
        ]

    def test_named_things_without_names_are_plain_text_in_the_data(self) -> None:
        assert self.write(Paragraph((Named("a"), ", ", Named("b", ""))))[0]["text"] == "a, b"

    def test_cells_are_numbers_texts_and_null(self) -> None:
        table = Table(["A", "N"], [["x", 1], [("y", "z"), None]], caption="Two", note="a note")

        assert self.write(table, Table(["A"])) == [
            {
                "type": "table",
                "caption": "Two",
                "columns": ["A", "N"],
                "rows": [["x", 1], ["yz", None]],
                "note": "a note",
            },
            {"type": "table", "caption": None, "columns": ["A"], "rows": [], "note": None},
        ]

    def test_other_blocks_say_their_type_too(self) -> None:
        blocks = [
            ItemList(["a", "b"], ordered=True),
            Callout("late", Tone.BAD),
            KeyFigures([KeyFigure("Breaches", "3", Tone.BAD, "of 9")]),
            Figure(SVG.format(""), "Mail: 93 %\nPayroll: 98 %", "Attainment"),
        ]

        assert self.write(*blocks) == [
            {"type": "list", "items": ["a", "b"], "ordered": True},
            {"type": "callout", "label": "Critical", "tone": "bad", "text": "late"},
            {
                "type": "figures",
                "figures": [{"label": "Breaches", "value": "3", "tone": "bad", "note": "of 9"}],
            },
            {
                "type": "drawing",
                "caption": "Attainment",
                "alternative": ["Mail: 93 %", "Payroll: 98 %"],
            },
        ]

    def test_hostile_text_stands_as_it_was_given(self) -> None:
        written = Document(HOSTILE, [Paragraph(HOSTILE), Paragraph("\ud800")]).to_json()

        assert written.isascii()
        assert HOSTILE == json.loads(written)["blocks"][0]["text"]


def find_pairs(palette: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for ink in ("ink", "muted", "accent", "good", "warning", "bad", "neutral"):
        yield palette[ink], palette["ground"]
        yield palette[ink], palette["surface"]
        # What a link leads to is set apart by this ground, whatever it holds.
        yield palette[ink], palette["warning-soft"]
    for tone in ("good", "warning", "bad", "neutral"):
        yield palette["ink"], palette[f"{tone}-soft"]
        yield palette[tone], palette[f"{tone}-soft"]
    yield palette["ink"], palette["accent-soft"]
    yield palette["ground"], palette["accent"]


def measure_luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def read_palettes(style: str) -> Iterator[dict[str, str]]:
    """The custom properties as a browser reads them: those of light screens, then of dark ones."""
    light, dark = style.split("@media screen and (prefers-color-scheme:dark)", 1)
    for rules in (light, dark):
        (block, *_) = re.findall(r"\.mof\{(--[^}]*)\}", rules)
        yield dict(re.findall(r"--([\w-]+):(#\w{6});", block))


def test_page_uses_the_colors_that_are_compared_in_both_schemes() -> None:
    compared = {color for pair in find_pairs({name: name for name in LIGHT}) for color in pair}
    inks = set(re.findall(r"[{;\s]color:var\(--([\w-]+)\)", PAGE_STYLE))
    grounds = set(re.findall(r"background:var\(--([\w-]+)\)", PAGE_STYLE))

    assert [LIGHT, DARK] == list(read_palettes(PAGE_STYLE))
    assert {"ink", "muted", "accent", "good", "warning", "bad", "neutral"} == inks
    assert compared >= grounds >= {"ground", "surface"}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(palette: Mapping[str, str]) -> None:
    for ink, ground in find_pairs(palette):
        low, high = sorted(map(measure_luminance, (ink, ground)))

        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


@pytest.mark.parametrize(
    "value, against, expected",
    [
        ("0", None, "0"),
        ("1200", None, "1,200"),
        ("-2.5", None, "−2.5"),
        ("2/3", None, "0.67"),
        ("0.0004", None, "0.0004"),
        ("0.3001", "0.3", "0.3001"),
        ("0.3", "0.3", "0.3"),
        ("99.9999", "100", "99.9999"),
    ],
)
def test_number_is_never_shown_as_what_it_is_not(
    value: str, against: str | None, expected: str
) -> None:
    other = None if against is None else Fraction(against)

    assert expected == format_number(Fraction(value), against=other)


class TestNamed:
    @pytest.mark.parametrize(
        "write, expected",
        [
            (Paragraph.to_text, "R&D <desk>"),
            (Paragraph.to_markdown, "R&amp;D &lt;desk&gt;"),
            (Paragraph.to_html, '<p><span title="team-&quot;7">R&amp;D &lt;desk&gt;</span></p>'),
        ],
    )
    def test_name_is_read_and_the_id_is_its_title(
        self, write: Callable[[Paragraph], str], expected: str
    ) -> None:
        assert expected == write(Paragraph(Named('team-"7', "R&D <desk>")))

    @pytest.mark.parametrize("name", [None, "", "team-7"])
    def test_where_no_name_is_known_the_id_is_all_that_is_shown(self, name: str | None) -> None:
        assert Paragraph(Named("team-7", name)).to_html() == "<p>team-7</p>"

    def test_things_are_listed_in_the_order_of_their_ids(self) -> None:
        things: list[Any] = [Named("b", "First"), Named("a", "Second"), Named("c")]

        assert join_text(to_parts(list_names(things) or ())) == "Second, First, c"

    def test_list_without_any_name_is_plain_text(self) -> None:
        things: list[Any] = [Named("b"), Named("a")]

        assert "a, b" == list_names(things)

    def test_list_of_nothing_is_none(self) -> None:
        assert list_names([]) is None
