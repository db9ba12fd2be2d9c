"""Hostile and damaged input: what went wrong in tools of the field, case by case."""

import csv
import io
import random
import re
import time

import pytest

from mof.documents import Figure, Table, draw_line
from mof.documents._tables import _disarm
from mof.errors import DefinitionError
from mof.problems import FiveWhys
from mof.values._graphs import AcyclicGraph, quote_mermaid

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9">{}</svg>'


class TestHI2:
    """A figure that acts or loads."""

    @pytest.mark.parametrize(
        "svg",
        [
            '<svg xmlns="http://www.w3.org/2000/svg" ONLOAD="alert(1)"/>',
            SVG.format('<g tabindex="1" ONFOCUS="alert(1)" autofocus=""/>'),
            SVG.format(r'<style>@\69mport "//evil/x.css";</style>'),
            SVG.format("<style>*{background:URL(//evil/x)}</style>"),
            SVG.format("<rect style=\"background:image-set('//evil/x' 1x)\"/>"),
            SVG.format('<rect fill="URL(//evil/#x)"/>'),
            SVG.format("<style>body{display:none}</style>"),
        ],
    )
    def test_it_is_refused(self, svg: str) -> None:
        with pytest.raises(DefinitionError, match="a figure"):
            Figure(svg, "nothing")

    def test_charts_of_the_library_and_plain_drawings_pass(self) -> None:
        chart = draw_line([("May", 12), ("Jun", 9)], title="Incidents")

        assert chart == Figure(chart.svg, chart.alternative, chart.caption)
        assert Figure(SVG.format('<rect x="1" fill="red" stroke-width="2"/>'), "red").svg


class TestHI5:
    """Labels of Mermaid that are taken for directives, or are empty."""

    def test_directive_stays_a_text(self) -> None:
        graph = AcyclicGraph({"%%{init: {'theme':'forest'}}%%": ()})

        assert "%" not in graph.to_mermaid()
        assert "#37;#37;{init" in graph.to_mermaid()

    def test_empty_label_is_a_blank(self) -> None:
        drawn = FiveWhys("", answers=("because",)).to_mermaid()

        assert '[""]' not in drawn
        assert " " == quote_mermaid("")


# The guard as it was, which looks through a run of blanks from each of them.
UNSEEN = (
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
)
SLOW = re.compile(rf"([;\t\r\n]{UNSEEN}[\"']*{UNSEEN})(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


class TestHI9:
    """Runs of blanks in a cell."""

    @pytest.mark.parametrize("blank", ["\n", "\t", "; ", " "])
    def test_long_runs_are_written_and_read_back(self, blank: str) -> None:
        begun = time.process_time()

        text = Table(("a",), [(f"x{blank * 50_000}x",)]).to_csv()

        (_, (cell,)) = csv.reader(io.StringIO(text, newline=""))
        assert f"x{blank * 50_000}x" == cell
        # It took hours; whatever the machine, it is done within seconds.
        assert time.process_time() - begun < 20

    def test_what_a_spreadsheet_would_execute_is_guarded_as_ever(self) -> None:
        draw = random.Random(1)
        for _ in range(20_000):
            text = "x" + "".join(draw.choices(";\t\n\r \"'=+-@ab\u200b", k=draw.randint(0, 9)))

            assert SLOW.sub(r"\g<1>'", text) == _disarm(text).replace("␍", "\r")
