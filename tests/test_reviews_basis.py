"""The basis of preparation: what a review was computed from."""

from datetime import date

from attrs import evolve

from lives import tell
from mof.calendars import Calendar
from mof.documents._inlines import join_text
from mof.reviews import OperationalHealthInputs, review_operational_health
from mof.reviews.evidence._fingerprints import Fingerprint, take_fingerprints
from mof.values._digests import digest
from review_cases import MAY_REVIEW, bring, find_table, list_rows, review
from world import JUNE, SLA_MAIL


def test_every_kind_of_input_brought_has_its_fingerprint() -> None:
    inputs = bring(previous=[MAY_REVIEW])

    found = {each.name: each for each in take_fingerprints(inputs)}

    assert Fingerprint("incidents", 3, digest(inputs.incidents)) == found["incidents"]
    assert Fingerprint("catalog", 2, digest([inputs.catalog])) == found["catalog"]
    assert ["catalog", "agreements", "incidents", "scopes", "previous"] == list(found)


def test_fingerprints_do_not_depend_on_the_order_that_values_come_in() -> None:
    inputs = bring()

    turned = evolve(inputs, incidents=inputs.incidents[::-1], agreements=inputs.agreements[::-1])

    assert take_fingerprints(inputs) == take_fingerprints(turned)


def test_one_incident_more_changes_the_fingerprint_of_incidents_only() -> None:
    inputs = bring()

    before, after = (
        take_fingerprints(evolve(inputs, incidents=inputs.incidents[:2])),
        (take_fingerprints(inputs)),
    )

    changed = [a.name for b, a in zip(before, after, strict=True) if a != b]
    assert ["incidents"] == changed


def test_minutes_show_the_fingerprints_and_the_versions_of_agreements() -> None:
    held = review()
    minutes = held.minutes()

    brought = list_rows(find_table(minutes, "What was brought"))
    versions = list_rows(find_table(minutes, "Versions of agreements"))

    assert ["incidents", "3", digest(held.inputs.incidents)] in brought
    assert [f"{SLA_MAIL.id} version 1", "2", "6"] in versions


def test_review_of_nothing_still_has_a_basis() -> None:
    minutes = review_operational_health(OperationalHealthInputs(period=JUNE)).minutes()

    assert ["scopes"] == [row[0] for row in list_rows(find_table(minutes, "What was brought"))]
    assert [] == list_rows(find_table(minutes, "Versions of agreements"))


def test_basis_tells_what_of_the_calendars_is_in_doubt() -> None:
    desk = Calendar.weekdays("00:00-23:59", tz="UTC", holidays_until=date(2026, 6, 15))
    inputs = bring(agreements=[evolve(SLA_MAIL, calendar=desk)])

    versions = find_table(review_operational_health(inputs).minutes(), "Versions of agreements")

    assert (
        f"In doubt: {SLA_MAIL.id}: hours of mon, tue, wed, thu, fri end just before midnight; a "
        f"day ends with 24:00; {SLA_MAIL.id}: holidays are known until 2026-06-15 only, and time "
        "until 2026-06-30 is counted."
    ) == join_text(versions.note or ())


def test_incidents_that_no_agreement_covers_are_counted_with_the_reason() -> None:
    outsider = tell(name="INC-9", service="Mail")
    inputs = bring(incidents=[outsider])

    held = review_operational_health(inputs)
    table = find_table(held.minutes(), "Coverage by the agreements")

    assert [
        ["covered", "0", "–", "–"],
        ["not covered: another service", "1", "INC-9", "'mail': did you mean 'Mail'?"],
    ] == list_rows(table)
