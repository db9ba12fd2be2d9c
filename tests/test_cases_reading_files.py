"""Files as tools write them: what was misread without a word, case by case."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mof.errors import DefinitionError
from mof.incidents import IncidentState
from mof.sources import TicketMapping, read_csv

DAY_FIRST, MONTH_FIRST = "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"


def map_list(**changes: Any) -> TicketMapping:
    given: dict[str, Any] = {
        "columns": {"id": "id", "opened_at": "opened"},
        "moments": {"done": IncidentState.RESOLVED},
    }
    return TicketMapping(**{**given, **changes})


def write(folder: Path, *rows: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(["id,opened,done", *rows, ""]), encoding="utf-8")
    return path


class TestRF3AndRF4:
    """Patterns of dates that cannot be right."""

    @pytest.mark.parametrize(
        "pattern, hint", [("%d/%b/%y %H:%M %p", "write %I"), ("%d/%m/%Y %I:%M", "add %p")]
    )
    def test_hour_and_half_of_the_day_belong_together(self, pattern: str, hint: str) -> None:
        with pytest.raises(DefinitionError, match=hint):
            map_list(date_formats=[pattern])


class TestRF5:
    """Two patterns for one column."""

    @pytest.mark.parametrize("formats", [(DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)])
    def test_cell_that_both_read_differently_is_a_defect(
        self, tmp_path: Path, formats: tuple[str, str]
    ) -> None:
        path = write(tmp_path, "T1,03/04/2026 09:00,", "T2,13/04/2026 09:00,14/04/2026 09:00")

        extract = read_csv(path, map_list(date_formats=formats))

        assert ["T2"] == [record.id for record in extract.records]
        (defect,) = extract.defects
        assert "03 April 2026" in defect.remedy
        assert "04 March 2026" in defect.remedy

    def test_cell_that_both_read_alike_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, "T1,04/04/2026 09:00,")

        extract = read_csv(path, map_list(date_formats=(DAY_FIRST, MONTH_FIRST)))

        assert [datetime(2026, 4, 4, 9, tzinfo=UTC)] == [each.opened_at for each in extract.records]
