"""The house stays as small as it is meant to be, and everything that it offers is explained."""

import pytest

from figures import (
    count_floors,
    list_arrows,
    list_mentioned,
    list_names,
    list_rooms,
    list_undocumented,
    list_unmentioned,
)

ROOMS = list_rooms()
MENTIONED = list_mentioned()


def test_there_are_no_more_rooms_than_were_planned() -> None:
    assert len(ROOMS) <= 26


def test_rooms_need_few_others() -> None:
    arrows = list_arrows()

    assert len(arrows) <= 200
    assert count_floors(arrows) <= 13


def test_there_are_no_more_public_names_than_a_reader_can_learn() -> None:
    assert sum(len(list_names(room)) for room in ROOMS) <= 550


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_stands_in_a_guide_or_an_example(room: str) -> None:
    assert [] == list_unmentioned(room, MENTIONED)


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_and_what_it_consists_of_is_documented(room: str) -> None:
    assert [] == list_undocumented(room)
