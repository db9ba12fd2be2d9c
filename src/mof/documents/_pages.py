"""Pages: whole documents, from title to last line."""

import json
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from mof.documents._blocks import Heading
from mof.documents._escaping import escape_html, escape_markdown, measure_width, to_fragment, wrap
from mof.documents._inlines import Anchor, Reference, check_optional_text, check_text, join_text
from mof.documents._renderables import Block, Renderable
from mof.documents._styles import PAGE_STYLE, wrap_fragment
from mof.errors import DefinitionError, UnknownReferenceError

# Our judgement: fewer headings are in sight without a table of contents.
_CONTENTS_FROM = 3
# A browser then refuses what an embedding page might add.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def _to_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


@frozen
class Document(Renderable):
    """A titled sequence of blocks, whose references all lead somewhere inside it.

    >>> print(Document("Minutes", [Heading("Findings")]))
    Minutes
    =======
    <BLANKLINE>
    Findings
    --------

    Raises:
        DefinitionError: a heading skips a level, an anchor is there twice, or it holds no blocks.
        UnknownReferenceError: a reference leads to no anchor.
    """

    title: str = field(converter=check_text)
    """The heading of level 1, and the title of the page in a browser."""
    blocks: tuple[Block, ...] = field(converter=_to_blocks, default=())
    """The headings, paragraphs, tables and figures, in the order in which they are read."""
    subtitle: str | None = field(default=None, kw_only=True, converter=check_optional_text)
    """A line below the title, such as the period; None where there is none."""
    language: str = field(default="en", kw_only=True, converter=check_text)
    """The language of the words as a BCP 47 tag, which screen readers go by."""

    def __attrs_post_init__(self) -> None:
        for block in self.blocks:
            if not isinstance(block, Block):
                raise DefinitionError(f"a document consists of blocks, not of {block!r}")
        _check_levels(block for block in self.blocks if isinstance(block, Heading))
        self._check_references()

    def to_text(self, width: int = 80) -> str:
        """For a terminal of so many columns."""
        title = wrap(self.title, width)
        rule = "=" * max(map(measure_width, title))
        subtitle = [] if self.subtitle is None else wrap(self.subtitle, width)
        head = "\n".join([*title, rule, *subtitle])
        return "\n\n".join([head, *(block.to_text(width) for block in self.blocks)])

    def to_markdown(self) -> str:
        """For a page in Markdown with pipe tables."""
        title = f"# {escape_markdown(self.title).strip()}"
        subtitle = [] if self.subtitle is None else [f"*{escape_markdown(self.subtitle).strip()}*"]
        return "\n\n".join([title, *subtitle, *(block.to_markdown() for block in self.blocks)])

    def to_json(self, *, indent: int | None = None) -> str:
        """For other programs: the blocks in their order, each an object that says its type.

        Texts stand as they were given. A text with more than words in it is a list of texts and
        objects, such as ``{"type": "status", "text": "met", "tone": "good"}``.
        """
        return json.dumps(
            {
                "title": self.title,
                "subtitle": self.subtitle,
                "language": self.language,
                "blocks": [block.to_data() for block in self.blocks],
            },
            indent=indent,
        )

    def to_html(self) -> str:
        """One file that needs nothing else: no network, no script, styles and drawings inside."""
        return (
            f'<!DOCTYPE html>\n<html lang="{escape_html(self.language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{escape_html(self.title)}</title>\n"
            f"<style>{PAGE_STYLE}</style>\n</head>\n"
            '<body class="mof">\n<a class="skip" href="#page:main">Skip to the contents</a>\n'
            f'<main id="page:main" tabindex="-1">\n{self._write_body()}\n</main>\n'
            "</body>\n</html>\n"
        )

    def _repr_html_(self) -> str:
        return wrap_fragment(self._write_body())

    def _write_body(self) -> str:
        subtitle = (
            ""
            if self.subtitle is None
            else f'\n<p class="subtitle">{escape_html(self.subtitle)}</p>'
        )
        head = f"<header>\n<h1>{escape_html(self.title)}</h1>{subtitle}\n</header>"
        return "\n".join([head, *self._write_contents(), *self._write_blocks()])

    def _write_blocks(self) -> Iterator[str]:
        for number, block in enumerate(self.blocks):
            if isinstance(block, Heading):
                yield block.to_html_with_id(_get_fragment(block, number))
            else:
                yield block.to_html()

    def _write_contents(self) -> Iterator[str]:
        entries = [
            f'<li><a href="#{_get_fragment(block, number)}">{_get_title(block)}</a></li>'
            for number, block in enumerate(self.blocks)
            if isinstance(block, Heading) and block.level == 2
        ]
        if len(entries) >= _CONTENTS_FROM:
            yield f'<nav aria-label="Contents"><ul>{"".join(entries)}</ul></nav>'

    def _check_references(self) -> None:
        parts = [part for block in self.blocks for part in block.find_parts()]
        anchors: set[str] = set()
        for part in parts:
            if isinstance(part, Anchor):
                if part.name in anchors:
                    raise DefinitionError(f"anchor {part.name!r} is in the document twice")
                anchors.add(part.name)
        for part in parts:
            if isinstance(part, Reference) and part.target not in anchors:
                raise UnknownReferenceError(
                    f"reference to {part.target!r}, which is no anchor of the document; "
                    f"there are {', '.join(sorted(anchors)) or 'none'}",
                    reference=part.target,
                )


def _check_levels(headings: Iterable[Heading]) -> None:
    before = 1
    for heading in headings:
        if heading.level > before + 1:
            raise DefinitionError(
                f"a heading of level {heading.level} follows one of level {before}; "
                f"use {before + 1}: {heading.to_text()!r}"
            )
        before = heading.level


def _get_fragment(heading: Heading, number: int) -> str:
    # A colon cannot be in a fragment made of a name, so the two never meet.
    return f"section:{number}" if heading.anchor is None else to_fragment(heading.anchor)


def _get_title(heading: Heading) -> str:
    return escape_html(join_text(heading.text))
