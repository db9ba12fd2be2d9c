"""Charts: figures as inline SVG, with the same in words."""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest
from attrs import frozen

from mof.documents import Figure, ShareBar, Tone, draw_attainment, draw_line
from mof.documents._charts.amount_bars import AmountBar, draw_amounts
from mof.documents._charts.control_limits import BoundedPoint, draw_control_chart
from mof.documents._charts.maturity_levels import LevelRow, draw_levels
from mof.documents._charts.monthly_series import draw_columns
from mof.documents._charts.number_scales import Number, Point, find_ticks
from mof.documents._charts.svg_elements import WIDTH, measure
from mof.documents._charts.timeline_strips import Marker, Stretch, draw_timeline
from mof.documents._styles import LABEL, SMALL
from mof.errors import DefinitionError
from mof.values import TargetStatus

HOSTILE = '<script>alert(1)</script> "]]> \x1b[31m \u202eabc'
SHOWN = '<script>alert(1)</script> "]]> ␛[31m �abc'
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
HOUR = timedelta(hours=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMESPACE = "{http://www.w3.org/2000/svg}"


@frozen
class Words:
    """Words on a chart and the room they take."""

    text: str
    left: float
    right: float
    bottom: float
    size: float

    def overlaps(self, other: "Words") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        above = self.bottom <= other.bottom - other.size * 0.8
        below = other.bottom <= self.bottom - self.size * 0.8
        return not (beside or above or below)


def read(figure: Figure) -> ET.Element:
    return ET.fromstring(figure.svg)


def find(figure: Figure, name: str, style: str | None = None) -> list[ET.Element]:
    elements = read(figure).iter(f"{NAMESPACE}{name}")
    return [element for element in elements if style in {None, element.get("class")}]


def find_words(figure: Figure) -> list[Words]:
    return [read_words(element) for element in find(figure, "text")]


def read_words(element: ET.Element) -> Words:
    text, x, y = element.text or "", float(element.get("x", "")), float(element.get("y", ""))
    size = SMALL if "small" in element.get("class", "") else LABEL
    width = measure(text, size)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "")] * width
    return Words(text, left, left + width, y, size)


def get_texts(figure: Figure) -> list[str]:
    return [words.text for words in find_words(figure)]


def draw_all(text: str) -> list[Figure]:
    return [
        draw_attainment(
            [ShareBar(text, Fraction("0.9"), Fraction("0.95"), detail=text)], title=text
        ),
        draw_columns([(text, 1), ("b", 2)], title=text, name=text, line=[1, 2], line_name=text),
        draw_line([(text, 1), ("b", None)], title=text, target=2),
        draw_timeline([Stretch(text, HOUR)], title=text, markers=[Marker(text, HOUR / 2)]),
        draw_columns([], title=text),
        draw_amounts([AmountBar(text, 3, text, text), AmountBar(text, 0, text)], title=text),
        draw_levels([LevelRow(text, text, "b")], levels=[text, "b"], title=text),
        draw_control_chart(
            [BoundedPoint(text, 1, (0, 2)), BoundedPoint(text, 3, (0, 2), is_signal=True)],
            title=text,
            center=1,
        ),
    ]


class TestEveryChart:
    @pytest.mark.parametrize("figure", draw_all("Payroll"))
    def test_it_is_an_image_with_a_title_and_a_description(self, figure: Figure) -> None:
        image = read(figure)

        assert image.get("role") == "img"
        assert image.get("aria-label") == "Payroll"
        assert image.findtext(f"{NAMESPACE}title") == "Payroll"
        assert image.findtext(f"{NAMESPACE}desc") == figure.alternative.replace("\n", "; ")
        assert figure.caption == "Payroll"

    @pytest.mark.parametrize("figure", draw_all("Payroll"))
    def test_it_scales_and_follows_the_colors_of_the_screen(self, figure: Figure) -> None:
        assert read(figure).get("viewBox", "").startswith(f"0 0 {WIDTH} ")
        assert "prefers-color-scheme:dark" in figure.svg
        assert not re.search(r'(fill|stroke)="#', figure.svg)

    @pytest.mark.parametrize("tame, hostile", [*zip(draw_all("x"), draw_all(HOSTILE), strict=True)])
    def test_hostile_text_stays_text(self, tame: Figure, hostile: Figure) -> None:
        assert {element.tag for element in read(tame).iter()} == {
            element.tag for element in read(hostile).iter()
        }
        assert read(hostile).findtext(f"{NAMESPACE}title") == SHOWN
        assert "<script" not in hostile.svg

    @pytest.mark.parametrize("text", ["Payroll", HOSTILE, LONG, "W" * 80, "給与" * 40, ""])
    def test_words_neither_overlap_nor_leave_the_drawing(self, text: str) -> None:
        for figure in draw_all(text):
            check_room(figure)

    @pytest.mark.parametrize(
        "draw",
        [
            lambda value: ShareBar("a", value, Fraction("0.9")),
            lambda value: Point("a", value),
            lambda value: draw_columns([("a", value)], title="t"),
            lambda value: draw_line([("a", 1)], title="t", target=value),
        ],
    )
    @pytest.mark.parametrize("value", [math.nan, math.inf, True, "many"])
    def test_what_is_no_number_is_refused(
        self, draw: Callable[[object], object], value: object
    ) -> None:
        with pytest.raises(DefinitionError):
            draw(value)


def check_room(figure: Figure) -> None:
    every = [words for words in find_words(figure) if words.text]
    for words in every:
        assert words.left >= -1, words
        assert words.right <= WIDTH + 1, words
    for one, other in combinations(every, 2):
        assert not one.overlaps(other), (one, other)


class TestDrawAttainment:
    @pytest.mark.parametrize(
        "share, standing, sign",
        [
            ("0.95", TargetStatus.MET, "✓ 95.0 %"),
            ("0.94999", TargetStatus.MISSED_WITHIN_TOLERANCE, "! 94.999 %"),
            ("0.93", TargetStatus.MISSED_WITHIN_TOLERANCE, "! 93.0 %"),
            ("0.92", TargetStatus.OUTSIDE_TOLERANCE, "✗ 92.0 %"),
            (None, TargetStatus.NO_DATA, "– no data"),
        ],
    )
    def test_bar_says_by_sign_and_color_how_it_stands(
        self, share: str | None, standing: TargetStatus, sign: str
    ) -> None:
        value = None if share is None else Fraction(share)
        bar = ShareBar("Payroll", value, Fraction("0.95"), Fraction("0.02"))

        figure = draw_attainment([bar], title="Attainment")

        assert standing is bar.status
        assert sign in get_texts(figure)
        assert len(find(figure, "rect", bar.tone.value)) == (0 if share is None else 1)

    def test_axis_begins_near_the_lowest_share_and_says_so(self) -> None:
        figure = draw_attainment(
            [ShareBar("Payroll", Fraction("0.97"), Fraction("0.95"))], title="Attainment"
        )

        assert "axis begins at 90 %, not at 0 %" in get_texts(figure)
        assert len(find(figure, "polyline", "axis")) == 1

    def test_axis_begins_at_zero_where_a_share_is_low(self) -> None:
        figure = draw_attainment(
            [ShareBar("Payroll", Fraction("0.12"), Fraction("0.95"))], title="Attainment"
        )

        assert "0 %" in get_texts(figure)
        assert not find(figure, "polyline", "axis")

    def test_bars_are_as_long_as_their_shares_on_the_axis(self) -> None:
        bars = [ShareBar(name, share, "0.95") for name, share in (("a", "0.9"), ("b", "1"))]

        short, long = (
            float(element.get("width", ""))
            for tone in (Tone.BAD, Tone.GOOD)
            for element in find(draw_attainment(bars, title="t"), "rect", tone.value)
        )

        assert short * 2 == pytest.approx(long)

    def test_same_is_said_in_words(self) -> None:
        figure = draw_attainment(
            [
                ShareBar("Payroll", "0.984", "0.95", "0.02", "126 of 128"),
                ShareBar("Mail", None, "0.95"),
            ],
            title="Attainment",
        )

        assert figure.alternative.splitlines() == [
            "Payroll: 98.4 % (126 of 128), required 95 %, met",
            "Mail: no data, required 95 %",
        ]

    def test_many_long_labels_do_not_overlap(self) -> None:
        bars = [
            ShareBar(f"{LONG} {number}", Fraction(number, 40), "0.95", "0.05", LONG)
            for number in range(40)
        ]

        check_room(draw_attainment(bars, title="Attainment"))

    def test_nothing_is_shown_as_no_data(self) -> None:
        assert draw_attainment([], title="Attainment").alternative == "no data"

    def test_share_lies_between_nothing_and_all(self) -> None:
        with pytest.raises(DefinitionError, match="between 0 and 1"):
            ShareBar("Payroll", Fraction("1.2"), Fraction("0.95"))


class TestDrawColumns:
    def test_long_numbers_are_drawn_in_thousands_and_millions_and_told_in_full(self) -> None:
        figure = draw_columns(
            [("a", 3_945_000), ("b", 655_000.5), ("c", 9_999), ("d", -2_500_000_000)], title="Cost"
        )

        assert {"3.945 M", "655 k", "9,999", "−2.5 bn"} < set(get_texts(figure))
        assert "a 3,945,000, b 655,000.5, c 9,999" in figure.alternative

    def test_axis_of_whole_numbers_has_whole_numbers_only(self) -> None:
        few = draw_columns([("a", 1), ("b", 0)], title="Risks")
        parts = draw_columns([("a", 0.5), ("b", 0)], title="Shares")

        assert "0.5" not in {words.text for words in find_words(few)}
        assert "0.2" in {words.text for words in find_words(parts)}

    def test_column_has_its_count_above_and_its_month_below(self) -> None:
        figure = draw_columns(zip(MONTHS, range(100, 112), strict=True), title="Incidents")

        texts = get_texts(figure)
        assert set(MONTHS) < set(texts)
        assert {str(count) for count in range(100, 112)} < set(texts)
        assert len(find(figure, "rect", "full")) == 12

    def test_highlighted_column_is_set_apart(self) -> None:
        figure = draw_columns([("May", 3), ("Jun", 4), ("Jul", 5)], title="t", highlight="Jun")

        assert len(find(figure, "rect", "full")) == 1
        assert len(find(figure, "rect", "soft")) == 2
        assert [e.text for e in find(figure, "text", "small strong")] == ["Jun"]

    def test_highlight_has_to_exist(self) -> None:
        with pytest.raises(DefinitionError, match="no column 'Dec'; there are May, Jun"):
            draw_columns([("May", 3), ("Jun", 4)], title="t", highlight="Dec")

    def test_line_beside_the_columns_is_broken_where_there_is_no_data(self) -> None:
        figure = draw_columns(
            zip(MONTHS[:5], (3, 40, None, 50, 60), strict=True),
            title="t",
            name="opened",
            highlight="Apr",
            line=[5, 5, None, 6, Decimal("6.5")],
            line_name="resolved",
        )

        # Two stretches and the sample beside the name.
        assert len(find(figure, "polyline", "line")) == 3
        assert len(find(figure, "rect", "full")) == 2
        assert "–" in get_texts(figure)
        assert figure.alternative.splitlines() == [
            "opened: Jan 3, Feb 40, Mar no data, Apr 50, May 60",
            "resolved: Jan 5, Feb 5, Mar no data, Apr 6, May 6.5",
        ]

    def test_counts_stand_at_the_feet_of_columns_where_a_line_passes_above(self) -> None:
        figure = draw_columns(
            [("Jan", 1), ("Feb", 90), ("Mar", 99)], title="t", highlight="Mar", line=[9, 9, 9]
        )

        assert [e.text for e in find(figure, "text", "small halo")] == ["1"]
        assert [e.text for e in find(figure, "text", "small ink")] == ["90"]
        assert [e.text for e in find(figure, "text", "small inverse")] == ["99"]
        assert not find(figure, "rect", "line")

    def test_line_has_a_value_for_every_column(self) -> None:
        with pytest.raises(DefinitionError, match="a line over 2 columns has not 1 values"):
            draw_columns([("May", 3), ("Jun", 4)], title="t", line=[1])

    def test_line_may_stand_where_no_column_does(self) -> None:
        figure = draw_columns([("May", None), ("Jun", None)], title="t", line=[1, 2])

        assert not find(figure, "rect")
        assert len(find(figure, "circle")) == 2

    def test_columns_below_zero_hang_from_it(self) -> None:
        up, down = find(draw_columns([("May", 4), ("Jun", -4)], title="t"), "rect", "full")

        assert float(up.get("y", "")) + float(up.get("height", "")) == float(down.get("y", ""))

    @pytest.mark.parametrize("count", [1, 13, 52, 365])
    @pytest.mark.parametrize("label", ["{}", "week {}", "week {} of many", LONG + "{}"])
    @pytest.mark.parametrize("highlight", [None, 0])
    def test_many_labels_do_not_overlap(
        self, count: int, label: str, highlight: int | None
    ) -> None:
        columns = [Point(label.format(number), 10_000 + 1000 * number) for number in range(count)]
        kept = None if highlight is None else columns[highlight].label

        check_room(draw_columns(columns, title="t", highlight=kept))

    @pytest.mark.parametrize("value", [0, Fraction(1, 3), 10**15, 0.0001])
    def test_any_size_of_number_has_a_scale(self, value: Number) -> None:
        check_room(draw_columns([("May", value)], title="t"))

    def test_nothing_known_is_shown_as_no_data(self) -> None:
        assert draw_columns([("May", None)], title="t").alternative == "no data"


class TestDrawAmounts:
    def test_bars_are_as_long_as_their_amounts_from_nothing_on(self) -> None:
        figure = draw_amounts(
            [AmountBar("network", 30, "30 h", "the most on 2"), AmountBar("carrier", 10, "10 h")],
            title="Time",
        )

        long, short = (float(bar.get("width", "")) for bar in find(figure, "rect", "full"))
        assert long == pytest.approx(3 * short, abs=0.2)
        assert figure.alternative.splitlines() == [
            "network: 30 h (the most on 2)",
            "carrier: 10 h",
        ]

    def test_amounts_of_nothing_have_no_length(self) -> None:
        (bar,) = find(draw_amounts([AmountBar("a", 0, "0 h")], title="t"), "rect", "full")

        assert "0" == bar.get("width")

    def test_no_bar_is_shown_as_no_data(self) -> None:
        assert draw_amounts([], title="t").alternative == "no data"

    @pytest.mark.parametrize("amount", [-1, math.nan, True])
    def test_what_is_no_amount_is_refused(self, amount: float) -> None:
        with pytest.raises(DefinitionError):
            AmountBar("a", amount, "1")


class TestDrawLevels:
    LEVELS = ("basic", "standardized", "dynamic")

    def test_disc_stands_where_it_is_and_ring_where_it_is_to_be(self) -> None:
        figure = draw_levels(
            [LevelRow("process", "basic", "dynamic")], levels=self.LEVELS, title="t"
        )

        disc, *_ = find(figure, "circle", "full")
        ring, *_ = find(figure, "circle", "dot")
        (line,) = find(figure, "line", "mark")
        assert (line.get("x1"), line.get("x2")) == (disc.get("cx"), ring.get("cx"))
        assert float(disc.get("cx", "")) < float(ring.get("cx", ""))

    @pytest.mark.parametrize(
        "current, desired, words, sign",
        [
            ("basic", "dynamic", "process: basic, dynamic desired, 2 to climb", "! 2 to climb"),
            ("dynamic", "basic", "process: dynamic, basic desired, as desired", "✓ as desired"),
            (None, "basic", "process: not rated, basic desired, no data", "– no data"),
            ("basic", None, "process: basic, nothing desired, no data", "– no data"),
        ],
    )
    def test_same_is_said_by_sign_and_in_words(
        self, current: str | None, desired: str | None, words: str, sign: str
    ) -> None:
        figure = draw_levels([LevelRow("process", current, desired)], levels=self.LEVELS, title="t")

        assert figure.alternative == words
        assert sign in get_texts(figure)

    def test_level_has_to_exist(self) -> None:
        with pytest.raises(DefinitionError, match="no level 'best'; there are basic, standard"):
            draw_levels([LevelRow("process", "best", None)], levels=self.LEVELS, title="t")

    def test_no_row_is_shown_as_no_data(self) -> None:
        assert draw_levels([], levels=self.LEVELS, title="t").alternative == "no data"


class TestDrawLine:
    def test_line_is_broken_where_there_is_no_data(self) -> None:
        figure = draw_line([("Jan", 1), ("Feb", 2), ("Mar", None), ("Apr", 2)], title="t")

        assert len(find(figure, "polyline", "line")) == 2
        assert len(find(figure, "circle")) == 3
        assert figure.alternative == "Jan 1, Feb 2, Mar no data, Apr 2"

    def test_shares_are_shown_in_percent_beside_their_target_and_band(self) -> None:
        figure = draw_line(
            [("Jan", Fraction("0.9496")), ("Feb", Fraction("0.97"))],
            title="t",
            target=0.95,
            band=(Fraction("0.93"), Fraction("0.95")),
            percent=True,
        )

        assert {"94.96 %", "97.0 %", "target", "95 %"} < set(get_texts(figure))
        assert len(find(figure, "line", "dashed")) == 1
        assert len(find(figure, "rect", "band")) == 1
        assert figure.alternative == "Jan 94.96 %, Feb 97.0 %\ntarget: 95 %"

    def test_axis_of_shares_ends_at_all(self) -> None:
        figure = draw_line([("Jan", Fraction("0.72")), ("Feb", 1)], title="t", percent=True)

        assert "100 %" in get_texts(figure)
        assert "110 %" not in get_texts(figure)

    def test_axis_says_where_it_begins(self) -> None:
        assert "axis begins at 3.8, not at 0" in get_texts(
            draw_line([("Q1", 4.1), ("Q2", 3.9), ("Q3", 4.4)], title="t")
        )
        assert not any(
            "axis begins" in text
            for text in get_texts(draw_line([("Q1", -4), ("Q2", 9)], title="t"))
        )

    def test_figure_stands_below_a_line_that_bends_upwards(self) -> None:
        figure = draw_line([("Q1", 9), ("Q2", 4), ("Q3", 9), ("Q4", 0)], title="t")

        dots = [float(dot.get("cy", "")) for dot in find(figure, "circle")]
        words = [float(word.get("y", "")) for word in find(figure, "text", "small halo")]
        assert [below > dot for below, dot in zip(words, dots, strict=True)] == [
            False,
            True,
            False,
            False,
        ]

    @pytest.mark.parametrize("value", [0, 5, -5, Fraction(1, 2)])
    def test_one_value_alone_has_a_scale(self, value: Number) -> None:
        check_room(draw_line([("Jan", value)], title="t", target=value))

    @pytest.mark.parametrize("count", [2, 24, 120])
    def test_many_labels_do_not_overlap(self, count: int) -> None:
        points = [Point(f"month {number}", Fraction(number, count)) for number in range(count)]

        check_room(draw_line(points, title="t", target=Fraction("0.95"), percent=True))

    def test_nothing_known_is_shown_as_no_data(self) -> None:
        assert draw_line([("Jan", None)], title="t", target=1).alternative == "no data"

    @pytest.mark.parametrize("value", ["0.974", "0.975", "0.977", "0.98", "0.985", "0.99"])
    def test_target_runs_through_no_figure(self, value: str) -> None:
        points = [("Jan", "0.90"), ("Feb", value), ("Mar", "0.995")]
        series = [(label, Fraction(share)) for label, share in points]

        figure = draw_line(series, title="t", target=Fraction("0.98"), percent=True)

        (line,) = find(figure, "line", "dashed")
        baselines = [float(each.get("y", "")) for each in find(figure, "text", "small halo")]
        assert 3 == len(baselines)
        assert not [y for y in baselines if y - SMALL < float(line.get("y1", "")) < y + 3]


class TestFindTicks:
    @pytest.mark.parametrize(
        "low, high, ticks",
        [
            ("0", "305", ["0", "100", "200", "300", "400"]),
            ("0.93", "0.97", ["0.93", "0.94", "0.95", "0.96", "0.97"]),
            ("3", "3", ["3", "4"]),
            ("0", "0", ["0", "1/2"]),
        ],
    )
    def test_ticks_are_round_and_reach_both_ends(
        self, low: str, high: str, ticks: list[str]
    ) -> None:
        found = find_ticks(Fraction(low), Fraction(high), count=4)

        assert list(map(Fraction, ticks)) == list(found)


class TestDrawTimeline:
    def test_stretches_are_as_long_as_they_lasted(self) -> None:
        figure = draw_timeline(
            [Stretch("running", HOUR, counted=True), Stretch("paused", 3 * HOUR)], title="t"
        )

        running, key = find(figure, "rect", "full")
        (paused, _) = find(figure, "rect", "neutral-soft")
        assert 3 * float(running.get("width", "")) == float(paused.get("width", ""))
        assert key.get("width") == "22"

    def test_stretches_of_one_label_share_a_number_and_a_sum(self) -> None:
        figure = draw_timeline(
            [
                Stretch("running", HOUR, counted=True),
                Stretch("paused", 3 * HOUR),
                Stretch("running", 2 * HOUR, counted=True),
            ],
            title="t",
            markers=[Marker("due", 5 * HOUR, Tone.BAD)],
        )

        assert get_texts(figure).count("1") == 3
        assert {"running: 3 h 00 min", "paused: 3 h 00 min"} < set(get_texts(figure))
        assert figure.alternative.splitlines() == [
            "running: 3 h 00 min (counted)",
            "paused: 3 h 00 min",
            "due after 5 h 00 min",
        ]

    def test_local_times_stand_at_both_ends(self) -> None:
        figure = draw_timeline(
            [Stretch("running", 3 * HOUR)],
            title="t",
            start=datetime(2026, 6, 3, 12, tzinfo=UTC),
            tz="Europe/Oslo",
        )

        assert {"2026-06-03 14:00", "2026-06-03 17:00"} < set(get_texts(figure))

    def test_what_has_elapsed_stands_there_where_the_start_is_not_known(self) -> None:
        assert {"0", "3 h 00 min"} < set(
            get_texts(draw_timeline([Stretch("running", 3 * HOUR)], title="t"))
        )

    def test_strip_reaches_as_far_as_its_last_marker(self) -> None:
        figure = draw_timeline(
            [Stretch("running", HOUR)], title="t", markers=[Marker("due", 4 * HOUR)]
        )

        assert "4 h 00 min" in get_texts(figure)

    def test_marker_is_shown_with_its_sign(self) -> None:
        figure = draw_timeline(
            [Stretch("running", HOUR)], title="t", markers=[Marker("breach", HOUR, Tone.BAD)]
        )

        assert "✗ breach" in get_texts(figure)

    def test_many_markers_and_stretches_do_not_overlap(self) -> None:
        figure = draw_timeline(
            [Stretch(f"reason {n % 9} {LONG}", n * HOUR / 7) for n in range(60)],
            title="t",
            markers=[Marker(f"marker {n} {LONG * (n % 2)}", n * 20 * HOUR) for n in range(12)],
        )

        check_room(figure)

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Stretch("running", -HOUR),
            lambda: Marker("due", -HOUR),
            lambda: Stretch("running", cast("Any", 5)),
            lambda: draw_timeline([Stretch("running", timedelta(0))], title="t"),
            lambda: draw_timeline([], title="t"),
        ],
    )
    def test_what_lasts_no_time_is_refused(self, make: Callable[[], object]) -> None:
        with pytest.raises(DefinitionError):
            make()


class TestDrawControlChart:
    def draw(self, values: list[Any], *, limits: Any = (8, 12), **options: Any) -> Figure:
        points = [
            BoundedPoint(str(place), value, limits, is_signal=value in {5, 20})
            for place, value in enumerate(values)
        ]
        return draw_control_chart(points, title="Calls", **options)

    def test_limits_are_a_step_per_place_and_the_center_is_a_line(self) -> None:
        figure = self.draw([10, 11, 9], center=10)

        assert len(find(figure, "polyline", "limit")) == 6
        assert len(find(figure, "line", "center")) == 1
        assert {"center 10", "upper 12", "lower 8"} <= set(get_texts(figure))

    def test_signal_is_a_mark_and_a_word_beside_the_line(self) -> None:
        figure = self.draw([10, 20, 5, 10], center=10)

        assert len(find(figure, "circle", "bad")) == 2
        assert "signal" in get_texts(figure)
        assert "1: 20, limits 8 to 12, signal" in figure.alternative
        check_room(figure)

    def test_words_do_not_overlap_where_places_are_many(self) -> None:
        for values in ([20, 5, None] * 14, [*[10] * 40, 20], [*[10] * 40, 5], [5, None] * 20):
            check_room(self.draw(values, center=10))
            check_room(self.draw(values, center=10, limits=(9, 11)))

    def test_without_limits_only_the_line_is_drawn_and_said_so(self) -> None:
        figure = self.draw([10, None, 11], limits=None)

        assert find(figure, "polyline", "limit") == []
        assert figure.alternative.endswith("no limits")

    def test_shares_are_in_percent(self) -> None:
        points = [BoundedPoint("May", Fraction(9, 10), (Fraction(1, 2), 1))]

        figure = draw_control_chart(points, title="t", center=Fraction(3, 4), percent=True)

        assert figure.alternative == "May: 90.0 %, limits 50.0 % to 100.0 %\ncenter: 75 %"

    def test_without_values_there_is_nothing_to_draw(self) -> None:
        assert self.draw([None]).alternative == "no data"

    def test_limits_the_wrong_way_round_are_refused(self) -> None:
        with pytest.raises(DefinitionError, match="the lower limit 3 is above the upper one, 2"):
            BoundedPoint("May", 1, (3, 2))
