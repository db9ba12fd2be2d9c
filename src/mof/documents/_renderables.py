"""Renderables: what shows itself as text, Markdown and HTML."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from attrs import frozen

from mof.documents._inlines import Data, Inline
from mof.documents._styles import wrap_fragment


@frozen
class Renderable(ABC):
    """Something that can be printed, pasted into Markdown and opened in a browser."""

    @abstractmethod
    def to_text(self, width: int = 80) -> str:
        """For a terminal of so many columns."""

    @abstractmethod
    def to_markdown(self) -> str:
        """For a page in Markdown with pipe tables."""

    @abstractmethod
    def to_html(self) -> str:
        """For a browser."""

    def __str__(self) -> str:
        return self.to_text()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        return wrap_fragment(self.to_html())


@frozen
class Block(Renderable):
    """A part of a document that stands on lines of its own: what a `Document` is made of.

    A kind of your own says in these five methods how it is shown everywhere:

    >>> class Rule(Block):
    ...     def find_parts(self):
    ...         return iter(())
    ...
    ...     def to_data(self):
    ...         return {"type": "rule"}
    ...
    ...     def to_text(self, width=80):
    ...         return "-" * width
    ...
    ...     def to_markdown(self):
    ...         return "---"
    ...
    ...     def to_html(self):
    ...         return "<hr>"
    >>> print(Rule().to_text(12))
    ------------
    """

    @abstractmethod
    def find_parts(self) -> Iterator[Inline]:
        """Every inline part inside, so that a document knows its anchors and references."""

    @abstractmethod
    def to_data(self) -> dict[str, Data]:
        """Plain data that say which kind of block it is, and what it says."""


def show_blocks(blocks: Iterable[Block]) -> str:
    """The blocks one below the other, as HTML for a notebook."""
    return wrap_fragment("\n".join(block.to_html() for block in blocks))
