"""Names: how a line of a review calls promises, parties and whole lists of things."""

from collections.abc import Iterable

from mof.documents._inlines import Inline, join_words
from mof.judgements._breach_attribution import Party, PartyKind
from mof.reviews.evidence._evidence import ReviewEvidence

_HAVE_IDS = {PartyKind.TEAM, PartyKind.SUPPLIER}


def join_shown(things: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...] | None:
    """Things one after the other; None for none.

    Those that have commas of their own are kept apart by semicolons.
    """
    listed = list(things)
    separator = "; " if any("," in join_words(each) for each in listed) else ", "
    return tuple(part for each in listed for part in (separator, *each))[1:] or None


def show_names(evidence: ReviewEvidence, ids: Iterable[str]) -> tuple[Inline, ...] | None:
    """Things by their names, one after the other; None for none."""
    return join_shown((evidence.show_name(each),) for each in ids)


def list_names(evidence: ReviewEvidence, ids: Iterable[str]) -> str:
    """The same as plain words, for the title of a finding."""
    return join_words(show_names(evidence, ids) or ())


def show_promise(evidence: ReviewEvidence, agreement: str, what: object) -> tuple[Inline, ...]:
    """An agreement and what of it is meant; a name is set off by a colon, a bare id is not."""
    shown = evidence.show_name(agreement)
    return shown, f" {what}" if shown.shown == agreement else f": {what}"


def name_promise(evidence: ReviewEvidence, agreement: str, what: object) -> str:
    """The same as plain words, for the title of a finding or of a chart."""
    return join_words(show_promise(evidence, agreement, what))


def show_version(evidence: ReviewEvidence, agreement: str, version: str) -> tuple[Inline, ...]:
    """One version of an agreement; a name, which may end in anything, says that it is one."""
    shown = evidence.show_name(agreement)
    return shown, f" {version}".rstrip() if shown.shown == agreement else f", version {version}"


def show_with_kind(evidence: ReviewEvidence, kind: object, id_: str) -> tuple[Inline, ...]:
    """A thing by its name, which says what it is; a bare id needs its kind before it."""
    shown = evidence.show_name(id_)
    return (f"{kind} ", shown) if shown.shown == id_ else (shown,)


def show_party(evidence: ReviewEvidence, party: Party) -> tuple[Inline, ...]:
    """A party that a record was with, or what it waited for."""
    if party.kind in _HAVE_IDS:
        return show_with_kind(evidence, party.kind, party.name)
    return (str(party),)


def name_party(evidence: ReviewEvidence, party: Party) -> str:
    """The same as plain words."""
    return join_words(show_party(evidence, party))
