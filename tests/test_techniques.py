"""Techniques are filled in bit by bit, say what they lack, and show what they have."""

import pytest

from mof.problems import (
    CauseTest,
    CauseVerdict,
    Dimension,
    Fishbone,
    FishboneCategory,
    FiveWhys,
    IsIsNot,
    KepnerTregoe,
    PossibleCause,
)
from mof.problems._techniques import FISHBONE_CATEGORIES

WHYS = FiveWhys("mail is late", answers=["the queue is full", "the relay is slow"], is_root=True)


@pytest.mark.parametrize(
    "chain, gaps",
    [
        (FiveWhys("mail is late"), ("no why is asked",)),
        (FiveWhys(" ", answers=["a"], is_root=True), ("it is not said what happened",)),
        (
            FiveWhys("mail is late", answers=["a", " "]),
            ("why 2 has no answer", "asked 2 of 5 times, and not at the root"),
        ),
        (
            FiveWhys("a", answers=["b", "c", "d", "e", "A"]),
            ("'a' is said 2 times",),
        ),
        (FiveWhys("a", answers=["b", "c", "d", "e", "f"]), ()),
        (WHYS, ()),
    ],
)
def test_chain_of_whys_says_what_it_lacks(chain: FiveWhys, gaps: tuple[str, ...]) -> None:
    assert gaps == chain.find_gaps()
    assert (chain.root is None) is bool(gaps)


def test_chain_of_whys_is_shown() -> None:
    assert "the relay is slow" == WHYS.root
    assert (2, "Why: the queue is full", "the relay is slow") == WHYS.to_table().rows[1]
    assert 'n1["the queue is full"]' in WHYS.to_mermaid()
    assert "n0 --> n1\n    n1 --> n2" in WHYS.to_mermaid()


def test_fishbone_says_what_is_not_thought_of_or_decided() -> None:
    fishbone = Fishbone(
        "mail is late",
        [
            FishboneCategory("people", ["nobody watches"]),
            FishboneCategory("process"),
            FishboneCategory(
                "technology",
                [
                    PossibleCause("full disk", verdict=CauseVerdict.CONFIRMED),
                    PossibleCause("slow net", verdict=CauseVerdict.RULED_OUT, evidence="measured"),
                ],
            ),
        ],
    )

    assert (
        "process: no cause is named",
        "'nobody watches' is neither confirmed nor ruled out",
        "'full disk' is confirmed without evidence",
    ) == fishbone.find_gaps()
    assert ["full disk"] == [cause.text for cause in fishbone.causes]
    assert ("technology", "slow net", "ruled out", "measured") == fishbone.to_table().rows[2]


def test_fishbone_begins_with_the_usual_categories() -> None:
    empty = Fishbone.begin("<b>late</b>")

    assert FISHBONE_CATEGORIES == tuple(category.name for category in empty.categories)
    assert "no cause is confirmed" == empty.find_gaps()[-1]
    assert "<b>" not in empty.to_mermaid()


def test_fishbone_is_drawn_from_causes_to_the_effect() -> None:
    drawn = Fishbone("late", [FishboneCategory("people", ["nobody watches"])]).to_mermaid()

    assert 'n2["nobody watches (open)"]' in drawn
    assert "n1 --> n0\n    n2 --> n1" in drawn


FULL = [
    IsIsNot(each, is_so="here", is_not="there", distinction="new switch", change="installed")
    for each in reversed(Dimension)
]
SWITCH, CABLE = PossibleCause("switch"), PossibleCause("cable")


def test_is_and_is_not_says_what_is_missing() -> None:
    half = KepnerTregoe(
        "mail is late",
        specification=[IsIsNot(Dimension.TIME, is_so="mornings")],
        causes=["switch"],
        tests=[CauseTest(cause="cable", dimension=Dimension.TIME, explains=True)],
    )

    assert (
        "identity: is not described",
        "location: is not described",
        "size: is not described",
        "time: what it is not is not said",
        "time: what is distinct about it is not said",
        "time: what changed is not said",
        "'switch' is not tested against identity",
        "'switch' is not tested against location",
        "'switch' is not tested against time",
        "'switch' is not tested against size",
        "'cable' is tested and not among the causes",
        "'switch' is neither confirmed nor ruled out",
        "no cause is verified",
    ) == half.find_gaps()


def test_is_and_is_not_is_complete_once_the_cause_is_verified() -> None:
    cause = PossibleCause("switch", verdict=CauseVerdict.CONFIRMED, evidence="swapped it")
    whole = KepnerTregoe(
        "mail is late",
        specification=FULL,
        causes=[cause],
        tests=[CauseTest(cause="switch", dimension=d, explains=True) for d in Dimension],
    )

    assert () == whole.find_gaps()
    assert [str(each) for each in Dimension] == [row[0] for row in whole.to_table().rows]
    assert ("switch", "yes", "yes", "yes", "yes", "confirmed") == whole.to_cause_table().rows[0]


def test_probable_causes_leave_least_unexplained_and_assumed() -> None:
    told = KepnerTregoe(
        "mail is late",
        causes=["cable", "switch", "power", PossibleCause("fire", verdict=CauseVerdict.RULED_OUT)],
        tests=[
            CauseTest(cause="cable", dimension=Dimension.TIME, explains=False),
            CauseTest(
                cause="switch", dimension=Dimension.TIME, explains=True, assumption="it is hot"
            ),
            CauseTest(cause="power", dimension=Dimension.TIME, explains=True),
        ],
    )

    assert ("power", "switch", "cable") == told.list_probable()
    shown = {row[0]: row[3] for row in told.to_cause_table().rows}
    assert {"cable": "no", "switch": "yes, if it is hot", "power": "yes", "fire": None} == shown
