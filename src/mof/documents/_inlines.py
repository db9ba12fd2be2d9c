"""Inlines: what stands inside a line of prose or a cell."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Protocol, TypeAlias

from attrs import field, frozen

from mof.documents._escaping import clean, escape_html, escape_markdown, to_fragment
from mof.errors import DefinitionError


class Tone(Enum):
    """How a thing stands; it is always shown by a sign and a word, never by color alone.

    >>> " ".join(tone.sign for tone in Tone)
    '✓ ! ✗ –'
    """

    GOOD = "good"
    """As it should be: a target is met, a change was successful."""
    WARNING = "warning"
    """To be watched: a target is missed within its tolerance, a clock is at risk."""
    BAD = "bad"
    """Not as it should be: outside tolerance, breached."""
    NEUTRAL = "neutral"
    """Not judged: no data, void, still running."""

    @property
    def sign(self) -> str:
        """The sign that stands for the tone where there is no color."""
        return _SIGNS[self]


_SIGNS = {Tone.GOOD: "✓", Tone.WARNING: "!", Tone.BAD: "✗", Tone.NEUTRAL: "–"}


def check_text(value: object) -> str:
    """Refuse what is not text.

    Raises:
        DefinitionError: the value is something else, which has to be formatted first.
    """
    if not isinstance(value, str):
        raise DefinitionError(
            f"text is needed, not {value!r}; format it first, "
            "for instance with format_share, format_duration or format_instant"
        )
    return value


def check_optional_text(value: object) -> str | None:
    """Refuse what is neither text nor None."""
    return None if value is None else check_text(value)


@frozen
class Strong:
    """Words that matter more than those around them.

    >>> Strong("Decision needed").to_markdown()
    '**Decision needed**'
    """

    text: str = field(converter=check_text)
    """The words, plain; characters that mean something in Markdown or HTML are escaped."""

    def to_text(self) -> str:
        """The words alone."""
        return clean(self.text)

    def to_markdown(self) -> str:
        """The words between asterisks."""
        inside = escape_markdown(self.text).strip()
        return f"**{inside}**" if inside else ""

    def to_html(self) -> str:
        """The words as a strong element."""
        return f"<strong>{escape_html(self.text)}</strong>"


@frozen
class Status:
    """A word that says how something stands, such as "met", with the sign of its tone."""

    text: str = field(converter=check_text)
    """The word."""
    tone: Tone = Tone.NEUTRAL
    """How good or bad that is, which chooses the sign and the color."""

    def to_text(self) -> str:
        """The sign and the word."""
        return f"{self.tone.sign} {clean(self.text)}"

    def to_markdown(self) -> str:
        """The sign and the word."""
        return f"{escape_markdown(self.tone.sign)} {escape_markdown(self.text)}"

    def to_html(self) -> str:
        """The sign and the word, colored; a screen reader hears the word."""
        sign = f'<span aria-hidden="true">{self.tone.sign}</span>'
        return f'<span class="status {self.tone.value}">{sign} {_write_html(self.text)}</span>'


@frozen
class Anchor:
    """A place that references lead to, shown as its name unless it has a text of its own."""

    name: str = field(converter=check_text)
    text: str | None = field(default=None, converter=check_optional_text)

    def to_text(self) -> str:
        """The text of the place."""
        return clean(self.shown)

    def to_markdown(self) -> str:
        """The text after an element that links can aim at."""
        return f'<a id="{to_fragment(self.name)}"></a>{escape_markdown(self.shown)}'

    def to_html(self) -> str:
        """The text as an element that links can aim at."""
        return f'<span id="{to_fragment(self.name)}">{escape_html(self.shown)}</span>'

    @property
    def shown(self) -> str:
        """What is read."""
        return self.name if self.text is None else self.text


@frozen
class Reference:
    """A link to an anchor of the same document.

    >>> from mof.documents import Document, Heading, Paragraph
    >>> minutes = Document(
    ...     "Minutes",
    ...     [Heading("Findings", anchor="findings"), Paragraph(Reference("findings", "see above"))],
    ... )
    >>> minutes.to_markdown().splitlines()[-1]
    '[see above](#findings)'
    """

    target: str = field(converter=check_text)
    """The name of the anchor, such as that of a `Heading`."""
    text: str | None = field(default=None, converter=check_optional_text)
    """What is read; the name of the anchor where it is None."""

    def to_text(self) -> str:
        """The text of the link."""
        return clean(self.shown)

    def to_markdown(self) -> str:
        """A link in Markdown."""
        return f"[{escape_markdown(self.shown)}](#{to_fragment(self.target)})"

    def to_html(self) -> str:
        """A link in HTML."""
        return f'<a href="#{to_fragment(self.target)}">{escape_html(self.shown)}</a>'

    @property
    def shown(self) -> str:
        """What is read."""
        return self.target if self.text is None else self.text


class HasName(Protocol):
    """What has an id for programs and may have a name for people; None where it is not known."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str | None: ...


@frozen
class Named:
    """A thing by the name that people know it by; its id is in the title and in the data.

    >>> print(Named("team-7", "Network team").to_html(), Named("team-7").to_html())
    <span title="team-7">Network team</span> team-7
    """

    id: str = field(converter=check_text)
    """What other values and programs refer to it by."""
    name: str | None = field(default=None, converter=check_optional_text)
    """What people call it; where it is None or empty, the id alone is shown."""

    @property
    def shown(self) -> str:
        """What is read."""
        return self.name or self.id

    def to_text(self) -> str:
        """The name alone."""
        return clean(self.shown)

    def to_markdown(self) -> str:
        """The name alone."""
        return escape_markdown(self.shown)

    def to_html(self) -> str:
        """The name, with the id as its title."""
        if self.shown == self.id:
            return _write_html(self.id)
        return f'<span title="{escape_html(self.id)}">{_write_html(self.shown)}</span>'


# What a line does not break inside: days, and numbers before their unit.
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_UNIT = re.compile(r"(?<=\d) (?=%|min\b|h\b)")

Data: TypeAlias = "str | int | Sequence[Data] | Mapping[str, Data] | None"
"""Plain data, as JSON has it."""

RichInline: TypeAlias = Strong | Status | Anchor | Reference | Named
Inline: TypeAlias = str | RichInline
Text: TypeAlias = Inline | tuple[Inline, ...]
"""Prose: a string, or a tuple of strings and other inline parts set one after the other."""


def to_parts(text: Text) -> tuple[Inline, ...]:
    """The parts of a text.

    Raises:
        DefinitionError: a part is neither text nor an inline value.
    """
    return tuple(map(check_inline, text if isinstance(text, tuple) else (text,)))


def to_optional_parts(text: Text | None) -> tuple[Inline, ...] | None:
    """The parts of a text, or None where there is none."""
    return None if text is None else to_parts(text)


def check_inline(value: object) -> Inline:
    """Refuse what cannot stand in a line.

    Raises:
        DefinitionError: the value is something else.
    """
    if isinstance(value, RichInline):
        return value
    return check_text(value)


def show_name(thing: HasName) -> Inline:
    """A team, service, agreement or the like by its name; the bare id where it has none."""
    return Named(thing.id, thing.name) if thing.name else thing.id


def list_names(things: Iterable[HasName]) -> Text | None:
    """Things as one text, in the order of their ids, with commas between; None for none."""
    parts: list[Inline] = []
    for thing in sorted(things, key=lambda each: each.id):
        parts += [", ", show_name(thing)] if parts else [show_name(thing)]
    words = [part for part in parts if isinstance(part, str)]
    return tuple(parts) if len(words) < len(parts) else "".join(words) or None


def join_text(parts: Iterable[Inline]) -> str:
    """The parts for a terminal, on one line."""
    return _join(parts, clean, lambda part: part.to_text())


def join_markdown(parts: Iterable[Inline]) -> str:
    """The parts in Markdown, on one line."""
    return _join(parts, escape_markdown, lambda part: part.to_markdown())


def join_html(parts: Iterable[Inline]) -> str:
    """The parts in HTML."""
    return _join(parts, _write_html, lambda part: part.to_html())


def _write_html(text: str) -> str:
    kept = _UNIT.sub("&nbsp;", escape_html(text))
    return _DAY.sub(r'<span class="whole">\g<0></span>', kept)


def join_words(parts: Iterable[Inline]) -> str:
    """The words of the parts exactly as given, without signs."""
    return _join(parts, str, _get_words)


def join_data(parts: Iterable[Inline]) -> Data:
    """The parts as plain data: a text where they are only words, else a list of what they are."""
    listed: list[Data] = [part if isinstance(part, str) else _describe(part) for part in parts]
    words = [part for part in listed if isinstance(part, str)]
    return "".join(words) if len(words) == len(listed) else listed


def _describe(part: RichInline) -> Data:
    match part:
        case Strong():
            return {"type": "strong", "text": part.text}
        case Status():
            return {"type": "status", "text": part.text, "tone": part.tone.value}
        case Named():
            named = {"type": "named", "id": part.id, "name": part.shown}
            return part.id if part.shown == part.id else named
        case Anchor():
            return {"type": "anchor", "name": part.name, "text": part.shown}
        case _:
            return {"type": "reference", "target": part.target, "text": part.shown}


def _get_words(part: RichInline) -> str:
    if isinstance(part, Named):
        return part.shown
    return part.text if isinstance(part, Strong | Status) else part.to_text()


def _join(
    parts: Iterable[Inline],
    plain: Callable[[str], str],
    rich: Callable[[RichInline], str],
) -> str:
    return "".join(plain(part) if isinstance(part, str) else rich(part) for part in parts)
