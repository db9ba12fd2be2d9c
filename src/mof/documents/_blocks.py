"""Blocks: the headings, paragraphs, lists and figures that a document consists of."""

from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree import ElementTree as ET

from attrs import field, frozen

from mof.documents._escaping import (
    escape_html,
    escape_markdown,
    guard_line,
    measure_width,
    to_fragment,
    wrap,
)
from mof.documents._inlines import (
    Anchor,
    Data,
    Inline,
    Text,
    Tone,
    check_optional_text,
    check_text,
    join_data,
    join_html,
    join_markdown,
    join_text,
    to_parts,
)
from mof.documents._renderables import Block
from mof.documents._styles import CHART_STYLE
from mof.errors import DefinitionError

# HTML has headings of six levels.
_DEEPEST = 6


@frozen
class Heading(Block):
    """The title of what follows; the document's own title is level 1."""

    text: tuple[Inline, ...] = field(converter=to_parts)
    """The words of the title: a string, or a tuple of strings and inline parts."""
    level: int = 2
    """How deep it stands, 2 to 6; one more than the heading before it at most."""
    anchor: str | None = field(default=None, kw_only=True, converter=check_optional_text)
    """The name that a `Reference` leads to it by; None where nothing refers to it."""

    def __attrs_post_init__(self) -> None:
        if self.level not in range(2, _DEEPEST + 1):
            raise DefinitionError(f"a heading has level 2 to {_DEEPEST}, not {self.level!r}")

    def find_parts(self) -> Iterator[Inline]:
        """The words, and the place of the heading where it has one."""
        yield from self.text
        if self.anchor is not None:
            yield Anchor(self.anchor)

    def to_data(self) -> dict[str, Data]:
        """The words, the level, and the anchor where it has one."""
        words: dict[str, Data] = {"type": "heading", "text": join_data(self.text)}
        return words | {"level": self.level, "anchor": self.anchor}

    def to_text(self, width: int = 80) -> str:
        """The words, underlined on the two upper levels."""
        lines = wrap(join_text(self.text), width)
        rule = {2: "-", 3: "·"}.get(self.level, "")
        return "\n".join([*lines, rule * max(map(measure_width, lines))]).rstrip()

    def to_markdown(self) -> str:
        """The words after number signs."""
        place = "" if self.anchor is None else Anchor(self.anchor, "").to_markdown()
        return f"{'#' * self.level} {place}{join_markdown(self.text).strip()}"

    def to_html(self) -> str:
        """A heading element."""
        return self.to_html_with_id(self.anchor and to_fragment(self.anchor))

    def to_html_with_id(self, fragment: str | None) -> str:
        """A heading element with an id given by its document."""
        identity = "" if fragment is None else f' id="{fragment}"'
        return f"<h{self.level}{identity}>{join_html(self.text)}</h{self.level}>"


@frozen
class Paragraph(Block):
    """A few sentences.

    >>> from mof.documents import Paragraph, Status, Tone
    >>> print(Paragraph(("Network is ", Status("met", Tone.GOOD), ".")))
    Network is ✓ met.
    """

    text: tuple[Inline, ...] = field(converter=to_parts)
    """The sentences: a string, or a tuple of strings and inline parts such as `Strong`."""

    def find_parts(self) -> Iterator[Inline]:
        """The words."""
        yield from self.text

    def to_data(self) -> dict[str, Data]:
        """The sentences."""
        return {"type": "paragraph", "text": join_data(self.text)}

    def to_text(self, width: int = 80) -> str:
        """The sentences, wrapped."""
        return "\n".join(wrap(join_text(self.text), width))

    def to_markdown(self) -> str:
        """The sentences on one line."""
        return guard_line(join_markdown(self.text))

    def to_html(self) -> str:
        """A paragraph element."""
        return f"<p>{join_html(self.text)}</p>"


def _to_items(items: Iterable[Text]) -> tuple[tuple[Inline, ...], ...]:
    if isinstance(items, str):
        raise DefinitionError(f"a list has several items, not one text: {items!r}")
    return tuple(map(to_parts, items))


@frozen
class ItemList(Block):
    """Items one below the other, with bullets or with numbers."""

    items: tuple[tuple[Inline, ...], ...] = field(converter=_to_items)
    """The words of each item, as those of a `Paragraph`."""
    ordered: bool = field(default=False, kw_only=True)
    """Whether they are numbered, since their order matters."""

    def find_parts(self) -> Iterator[Inline]:
        """The words of every item."""
        for item in self.items:
            yield from item

    def to_data(self) -> dict[str, Data]:
        """The items in a list, and whether their order matters."""
        items = list(map(join_data, self.items))
        return {"type": "list", "items": items, "ordered": self.ordered}

    def to_text(self, width: int = 80) -> str:
        """One item a line, further lines indented."""
        lines: list[str] = []
        for mark, item in zip(self._marks("•"), self.items, strict=True):
            first, *rest = wrap(join_text(item), width - len(mark) - 1)
            lines.append(f"{mark} {first}")
            lines.extend(" " * (len(mark) + 1) + line for line in rest)
        return "\n".join(lines)

    def to_markdown(self) -> str:
        """One item a line."""
        return "\n".join(
            f"{mark} {guard_line(join_markdown(item))}"
            for mark, item in zip(self._marks("-"), self.items, strict=True)
        )

    def to_html(self) -> str:
        """A list element."""
        kind = "ol" if self.ordered else "ul"
        items = "".join(f"<li>{join_html(item)}</li>" for item in self.items)
        return f"<{kind}>{items}</{kind}>"

    def _marks(self, bullet: str) -> list[str]:
        numbers = range(1, len(self.items) + 1)
        return [f"{number}." if self.ordered else bullet for number in numbers]


_LABELS = {
    Tone.GOOD: "Good",
    Tone.WARNING: "Attention",
    Tone.BAD: "Critical",
    Tone.NEUTRAL: "Note",
}


@frozen
class Callout(Block):
    """A remark that must not be overlooked."""

    text: tuple[Inline, ...] = field(converter=to_parts)
    tone: Tone = Tone.NEUTRAL
    label: str | None = field(default=None, kw_only=True, converter=check_optional_text)

    def find_parts(self) -> Iterator[Inline]:
        """The words."""
        yield from self.text

    def to_data(self) -> dict[str, Data]:
        """The remark with its label and tone."""
        text = join_data(self.text)
        return {"type": "callout", "label": self._label, "tone": self.tone.value, "text": text}

    def to_text(self, width: int = 80) -> str:
        """The remark after its sign and label, indented by a bar."""
        words = f"{self._sign} {self._label}: {join_text(self.text)}"
        return "\n".join(f"| {line}" for line in wrap(words, width - 2))

    def to_markdown(self) -> str:
        """A quotation."""
        label = escape_markdown(f"{self._sign} {self._label}").strip()
        return f"> **{label}:** {join_markdown(self.text).strip()}"

    def to_html(self) -> str:
        """A note with its label in front."""
        sign = f'<span aria-hidden="true">{self._sign}</span>'
        return (
            f'<div class="callout {self.tone.value}" role="note">'
            f'<p class="label">{sign} {escape_html(self._label)}</p>'
            f"<p>{join_html(self.text)}</p></div>"
        )

    @property
    def _sign(self) -> str:
        return "" if self.tone is Tone.NEUTRAL else self.tone.sign

    @property
    def _label(self) -> str:
        return _LABELS[self.tone] if self.label is None else self.label


@frozen
class KeyFigure:
    """One figure that says how something stands, with a few words below it."""

    label: str = field(converter=check_text)
    """What the figure is of."""
    value: str = field(converter=check_text)
    """The figure as it is read, such as ``94.96 %``."""
    tone: Tone = Tone.NEUTRAL
    """How it stands."""
    note: str | None = field(default=None, converter=check_optional_text)
    """The words below it; None where there are none."""


def _to_figures(figures: Iterable[KeyFigure]) -> tuple[KeyFigure, ...]:
    return tuple(figures)


@frozen
class KeyFigures(Block):
    """The handful of figures to read first."""

    figures: tuple[KeyFigure, ...] = field(converter=_to_figures)
    """The figures, the most important first."""

    def find_parts(self) -> Iterator[Inline]:
        """None: figures have no links."""
        return iter(())

    def to_data(self) -> dict[str, Data]:
        """A list with an object for each figure."""
        return {"type": "figures", "figures": [_list_facts(figure) for figure in self.figures]}

    def to_text(self, width: int = 80) -> str:
        """One figure a line."""
        lines = (self._write(figure) for figure in self.figures)
        return "\n".join(line for written in lines for line in wrap(written, width))

    def to_markdown(self) -> str:
        """One figure an item."""
        return "\n".join(f"- {escape_markdown(self._write(figure))}" for figure in self.figures)

    def to_html(self) -> str:
        """A row of tiles."""
        return f'<dl class="figures">{"".join(map(self._write_tile, self.figures))}</dl>'

    def _write(self, figure: KeyFigure) -> str:
        note = "" if figure.note is None else f" ({figure.note})"
        return f"{figure.tone.sign} {figure.label}: {figure.value}{note}"

    def _write_tile(self, figure: KeyFigure) -> str:
        heard = f'<span class="unseen">{_LABELS[figure.tone]}: </span>'
        sign = f'<span aria-hidden="true">{figure.tone.sign} </span>'
        status = "" if figure.tone is Tone.NEUTRAL else heard + sign
        note = "" if figure.note is None else f'<dd class="note">{escape_html(figure.note)}</dd>'
        return (
            f'<div class="{figure.tone.value}"><dt>{escape_html(figure.label)}</dt>'
            f"<dd>{status}{escape_html(figure.value)}</dd>{note}</div>"
        )


def _list_facts(figure: KeyFigure) -> dict[str, Data]:
    facts: dict[str, Data] = {"label": figure.label, "value": figure.value}
    return facts | {"tone": figure.tone.value, "note": figure.note}


# Whatever else SVG offers can load, run or link to something.
_DRAWING = frozenset(
    [
        *("svg", "title", "desc", "style", "g", "rect", "line", "path", "circle"),
        *("polyline", "polygon", "text", "tspan"),
    ]
)
_ATTRIBUTES = frozenset(
    [
        *("class", "role", "aria-label", "viewBox", "width", "height", "x", "y", "dx"),
        *("dy", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "d", "points"),
        *("transform", "opacity", "fill", "fill-opacity", "fill-rule", "stroke"),
        *("stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap"),
        *("stroke-linejoin", "text-anchor", "dominant-baseline", "font-family"),
        *("font-size", "font-weight"),
    ]
)
_NAMESPACE = "{http://www.w3.org/2000/svg}"


def _check_svg(svg: str) -> str:
    if "<!" in svg or "<?" in svg:
        raise DefinitionError("a figure holds a bare svg element that loads nothing")
    try:
        root = ET.fromstring(svg)  # noqa: S314  # without "<!" there are no entities to expand
    except ET.ParseError as error:
        raise DefinitionError(f"a figure is well-formed SVG: {error}") from error
    if root.tag != f"{_NAMESPACE}svg":
        raise DefinitionError(f"a figure is an svg element, not {root.tag!r}")
    for element in root.iter():
        _check_element(element)
    return svg


def _check_element(element: ET.Element) -> None:
    name = str(element.tag).removeprefix(_NAMESPACE)
    if name not in _DRAWING:
        raise DefinitionError(
            f"a figure has no {name!r} elements; it may have {', '.join(sorted(_DRAWING))}"
        )
    # A style speaks of the whole page, so that of the library's own charts is the only one.
    if name == "style" and element.text != CHART_STYLE:
        raise DefinitionError("a figure brings no style of its own; use attributes such as fill")
    for attribute, value in element.items():
        if attribute not in _ATTRIBUTES:
            raise DefinitionError(
                f"a figure neither acts nor links: {name} has {attribute!r}; it may have "
                f"{', '.join(sorted(_ATTRIBUTES))}"
            )
        if ("url" in value.lower() and "(" in value) or "\\" in value:
            raise DefinitionError(f"a figure loads nothing: {attribute} of {name} is {value!r}")


@frozen
class Figure(Block):
    """A drawing with the words that say the same to those who cannot see it.

    >>> from mof.documents import draw_line
    >>> figure = draw_line([("May", 12), ("Jun", 9)], title="Incidents by month")
    >>> isinstance(figure, Figure), figure.alternative
    (True, 'May 12, Jun 9')
    """

    svg: str = field(converter=_check_svg, repr=False)
    """One ``svg`` element without scripts, links and anything that would be loaded."""
    alternative: str = field(converter=check_text)
    """The same in words, a line for each thing shown."""
    caption: str | None = field(default=None, converter=check_optional_text)
    """The words above the drawing; None where there are none."""

    def find_parts(self) -> Iterator[Inline]:
        """None: figures have no links."""
        return iter(())

    def to_data(self) -> dict[str, Data]:
        """The caption and the words; the drawing says the same."""
        lines = self.alternative.splitlines()
        return {"type": "drawing", "caption": self.caption, "alternative": lines}

    def to_text(self, width: int = 80) -> str:
        """The caption and the words."""
        head = [] if self.caption is None else wrap(self.caption, width)
        lines = (wrap(line, width) for line in self.alternative.splitlines())
        return "\n".join([*head, *chain.from_iterable(lines)])

    def to_markdown(self) -> str:
        """The caption, and an item for each line of the words."""
        head = [] if self.caption is None else [f"**{escape_markdown(self.caption).strip()}**", ""]
        items = (guard_line(escape_markdown(line)) for line in self.alternative.splitlines())
        return "\n".join([*head, *(f"- {item}" for item in items)])

    def to_html(self) -> str:
        """The drawing below its caption."""
        words = (
            "" if self.caption is None else f"<figcaption>{escape_html(self.caption)}</figcaption>"
        )
        label = escape_html("figure" if self.caption is None else self.caption)
        return (
            f'<figure>{words}<div class="scroll" role="group" aria-label="{label}" tabindex="0">'
            f"{self.svg}</div></figure>"
        )
