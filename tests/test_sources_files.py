"""Files and sheets: what can be read as a table of text, and what is said where it cannot."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve

from mof.errors import MappingError, UnreadableSourceError
from mof.indicators import Observation
from mof.sources import DefectKind, Extract, ObservationMapping, read_csv
from mof.sources._unpacking import open_lines

MAPPING = ObservationMapping(
    columns={"indicator": "name", "value": "value", "observed_at": "on"}, date_only="start"
)
TEXT = "name,value,on\nsatisfaction,0.8,2026-06-01T09:00\n"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: str | bytes) -> Extract[Observation]:
    return read_csv(write(folder, content), MAPPING)


def zip_up(content: bytes) -> bytes:
    return zip_members({"any.csv": content})


def zip_members(members: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "pack",
    [
        bytes,
        gzip.compress,
        bz2.compress,
        lzma.compress,
        lambda content: lzma.compress(content, format=lzma.FORMAT_ALONE),
        zip_up,
    ],
    ids=["plain", "gzip", "bzip2", "xz", "lzma", "zip"],
)
def test_packing_is_seen_by_content(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    extract = read(tmp_path, pack(TEXT.encode()))

    assert ["satisfaction"] == [record.indicator for record in extract.strict()]


@pytest.mark.parametrize("cut", [20, 40], ids=["early", "late"])
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zip_up])
def test_file_cut_off_while_packed_is_refused(
    tmp_path: Path, pack: Callable[[bytes], bytes], cut: int
) -> None:
    content = pack((TEXT + "".join(f"{n},{n**7},x\n" for n in range(9000))).encode())

    with pytest.raises(UnreadableSourceError, match=r"cannot read .*file\.csv: \w"):
        read(tmp_path, content[: len(content) * cut // 100])


def test_archive_of_several_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="archive of 2 files; take out the one"):
        read(tmp_path, zip_members({"a.xml": b"", "b.xml": b"", "c/": b""}))


def test_encrypted_archive_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_up(TEXT.encode()))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UnreadableSourceError, match=r"cannot unpack 'any\.csv' .*; unpack it"):
        read(tmp_path, bytes(content))


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"absent\.csv: No such file") as caught:
        read_csv(tmp_path / "absent.csv", MAPPING)

    assert str(tmp_path / "absent.csv") == caught.value.path


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="Is a directory"):
        read_csv(tmp_path, MAPPING)


def test_byte_order_mark_does_not_stick_to_the_first_header(tmp_path: Path) -> None:
    extract = read(tmp_path, "\ufeff" + TEXT)

    assert 1 == len(extract.strict())


def test_byte_order_mark_is_no_text_in_plain_utf_8_either(tmp_path: Path) -> None:
    with open_lines(write(tmp_path, "\ufeffname\n"), "utf-8") as lines:
        assert ["name\n"] == list(lines)


def test_bytes_of_another_encoding_are_refused_with_their_place(tmp_path: Path) -> None:
    content = TEXT.encode() + "zürich,1,2026-06-01\n".encode("cp1252")

    with pytest.raises(
        UnreadableSourceError,
        match=r"line 3 of .* is no utf-8-sig text \(byte 0xfc at character 2\); .*'cp1252'",
    ):
        read(tmp_path, content)


def test_utf_16_is_recognized_though_not_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="try encoding='utf-16'"):
        read(tmp_path, TEXT.encode("utf-16"))


def test_file_that_is_no_text_in_the_encoding_guessed_for_it_is_no_text(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xff\xfea\x00\x00")

    with (
        pytest.raises(UnreadableSourceError, match="it is no text file"),
        open_lines(path, "utf-16") as lines,
    ):
        list(lines)


def test_zero_bytes_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"line 2 of .* \(a NUL character\)"):
        read(tmp_path, "name,value,on\n\0\0\0\n")


def test_line_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"line 1 of .* has more than 1048576 char"):
        read(tmp_path, "x" * 3_000_000)


def test_text_beyond_ascii_is_text(tmp_path: Path) -> None:
    extract = read(tmp_path, TEXT + "Zufriedenheit Köln,0.9,2026-06-02T09:00\n")

    assert 2 == len(extract.strict())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_the_one_that_gives_the_mapped_columns(tmp_path: Path, delimiter: str) -> None:
    extract = read(tmp_path, TEXT.replace(",", delimiter))

    assert 1 == len(extract.strict())


def test_wrong_delimiter_is_told_with_a_better_one(tmp_path: Path) -> None:
    mapping = evolve(MAPPING, delimiter="^")

    with pytest.raises(UnreadableSourceError, match=r"cut at '\^', .* only one column: .*try ','"):
        read_csv(write(tmp_path, TEXT), mapping)


def test_unknown_delimiter_is_told_without_a_better_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"only one column: 'name:value:on'$"):
        read(tmp_path, TEXT.replace(",", ":"))


def test_delimiter_that_is_named_is_used(tmp_path: Path) -> None:
    mapping = evolve(MAPPING, delimiter=":", date_formats="%Y-%m-%d")

    extract = read_csv(write(tmp_path, "name:value:on\nx:1:2026-06-01\n"), mapping)

    assert 1 == len(extract.strict())


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"], ids=["nothing", "blanks", "mark"])
def test_empty_file_lacks_a_header(tmp_path: Path, content: str) -> None:
    with pytest.raises(MappingError, match="is empty; its first row should be a header"):
        read(tmp_path, content)


def test_header_alone_gives_no_records(tmp_path: Path) -> None:
    extract = read(tmp_path, "name,value,on\n")

    assert (0, (), ()) == (extract.rows, extract.records, extract.defects)


def test_missing_column_is_told_with_the_closest_and_all_others(tmp_path: Path) -> None:
    with pytest.raises(
        MappingError,
        match=r"has no column 'value' \(is it 'valeu'\?\); it has: name, valeu, on",
    ):
        read(tmp_path, TEXT.replace("value", "valeu"))


def test_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="has the column 'on' twice or more, as columns 3, 4"):
        read(tmp_path, "name,value,on,on\n")


def test_header_that_no_row_could_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"first row of .* is no header: field larger"):
        read(tmp_path, '"' + "x" * 200_000 + '"\n')


@pytest.mark.parametrize("row", ["x,1", "x,1,2026-06-01,4"], ids=["too few", "too many"])
def test_ragged_row_is_lost_and_told(tmp_path: Path, row: str) -> None:
    extract = read(tmp_path, TEXT + row + "\n")

    (defect,) = extract.defects
    assert (DefectKind.RAGGED_ROW, 3, True) == (defect.kind, defect.row, defect.is_row_lost)
    assert f"{row.count(',') + 1} cells, not 3" == defect.reason


def test_header_that_comes_again_is_lost_and_told(tmp_path: Path) -> None:
    extract = read(tmp_path, TEXT + TEXT)

    assert [(DefectKind.REPEATED_HEADER, 3)] == [(d.kind, d.row) for d in extract.defects]
    assert extract.rows == extract.entries + extract.rows_lost == 3


def tell(extract: Extract[Observation]) -> list[tuple[int, DefectKind]]:
    assert extract.rows == extract.entries + extract.rows_lost
    return [(defect.row, defect.kind) for defect in extract.defects]


GOOD = "y,1,2026-06-01T10:00\n"


@pytest.mark.parametrize(
    "broken, after",
    [
        ('"x,1,2026-06-01\n', GOOD * 998),
        ('"x,1,2026-06-01\n', GOOD * 8000),
        ('x,1,"2026-06-01\n', GOOD * 3 + 'z,"1",2026-06-01\n' + GOOD * 3),
        ('x,1,"2026-06-01\n', GOOD * 3),
        ('"x,1,2026-06-01\n', ""),
    ],
    ids=["to the end", "beyond the limit", "to another quote", "over few rows", "last row"],
)
def test_quote_that_is_not_closed_loses_its_own_row_only(
    tmp_path: Path, broken: str, after: str
) -> None:
    extract = read(tmp_path, TEXT + broken + after)

    assert [(3, DefectKind.BROKEN_QUOTE)] == tell(extract)
    assert "a quote opened in line 3 is not closed" == extract.defects[0].reason
    assert 2 + after.count("\n") == extract.rows


def test_rows_between_a_quote_and_the_next_are_read_though_they_make_one_cell(
    tmp_path: Path,
) -> None:
    extract = read(tmp_path, TEXT + '"x\n' + GOOD * 3 + '",1,2026-06-01T10:00\n' + GOOD)

    assert [3, 7] == [row for row, _ in tell(extract)]
    assert 5 == extract.entries


def test_every_line_under_a_quote_that_is_not_closed_is_told(tmp_path: Path) -> None:
    extract = read(tmp_path, TEXT + '"x,1,2026-06-01\nsecond\nthird\n')

    ragged = DefectKind.RAGGED_ROW
    assert [(3, DefectKind.BROKEN_QUOTE), (4, ragged), (5, ragged)] == tell(extract)


def test_cell_of_several_lines_of_prose_is_one_cell(tmp_path: Path) -> None:
    extract = read(tmp_path, TEXT + '"first, a word\nor, well, three\r\nlast",1,2026-06-01\n')

    assert "first, a word\nor, well, three\r\nlast" == extract.strict()[1].indicator


def test_ragged_row_is_told_with_its_lines(tmp_path: Path) -> None:
    (defect,) = read(tmp_path, TEXT + '"two\nlines",1\n').defects

    assert "2 cells, not 3, in lines 3 to 4" == defect.reason


def test_text_after_a_closing_quote_is_told(tmp_path: Path) -> None:
    extract = read(tmp_path, TEXT + '"x" ,1,2026-06-01\n' + GOOD)

    assert [(3, DefectKind.BROKEN_QUOTE)] == tell(extract)
    assert "',' expected after '\"'" == extract.defects[0].reason


def test_cell_that_is_too_long_is_told(tmp_path: Path) -> None:
    extract = read(tmp_path, TEXT + "x" * 200_000 + ",1,2026-06-01\n" + GOOD)

    assert [(3, DefectKind.OVERSIZED_FIELD)] == tell(extract)


@pytest.mark.parametrize("end", ["", 'x,1,2026-06-01,"\n'], ids=["to the end", "closed"])
def test_header_with_a_quote_that_is_not_closed_is_refused(tmp_path: Path, end: str) -> None:
    content = 'name,value,on,"note\n' + "x,1,2026-06-01,y\n" * 3 + end

    with pytest.raises(UnreadableSourceError, match=r"first row of .* is no header"):
        read(tmp_path, content)


def test_column_whose_case_differs_is_suggested(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"no column 'value' \(is it 'VALUE'\?\)"):
        read(tmp_path, TEXT.replace("value", "VALUE"))


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_first_line_that_names_the_delimiter_is_understood(tmp_path: Path, line: str) -> None:
    extract = read(tmp_path, f"\ufeff{line}\r\n" + TEXT.replace(",", ";") + "x;1\n")

    assert 1 == extract.entries
    assert [(4, DefectKind.RAGGED_ROW)] == tell(extract)


def test_named_delimiter_may_be_any(tmp_path: Path) -> None:
    assert 1 == len(read(tmp_path, "sep=^\n" + TEXT.replace(",", "^")).strict())


def test_extract_is_told_in_short(tmp_path: Path) -> None:
    assert "2 rows, 1 record, 1 defect" == str(read(tmp_path, TEXT + "x\n"))
    assert "0 rows, 0 records, 0 defects" == str(read(tmp_path, "name,value,on\n"))


def test_rows_are_named_by_the_line_at_which_they_begin(tmp_path: Path) -> None:
    content = (
        'name,value,on\n"two\nlines",1,2026-06-01\n\n"three\r\nmore\nlines",bad,2026-06-01\nx\n'
    )

    extract = read(tmp_path, content)

    assert [5, 8] == [defect.row for defect in extract.defects]


def test_progress_is_told_at_steps_and_at_the_end(tmp_path: Path) -> None:
    told: list[int] = []
    path = write(tmp_path, "name,value,on\n" + "x,1,2026-06-01\n" * 25_000)

    read_csv(path, MAPPING, progress=told.append)

    assert [10_000, 20_000, 25_000] == told
