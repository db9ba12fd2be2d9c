"""Converters: every value as plain JSON, and back again without guessing.

`make_converter` gives a converter, `configure_converter` equips one of your own. They speak
as cattrs does: ``unstructure`` and ``structure`` to and from plain data, ``dumps`` and
``loads`` to and from text.

- Instants are ISO 8601 text in UTC with a Z, dates ISO 8601 text, durations ISO 8601 text in
  hours, minutes and seconds, exact numbers text such as ``"19/20"``, terms their words.
- Tuples and sets are lists, sets sorted; a field that may be given as a mapping is an object.
- Agreements, records and members of unions say their ``"type"``.
- Reading takes nothing for what it is not: a number is no text, 1 is not true, an instant
  says its offset, no field is unknown, and no key comes twice. Histories are accepted as they were.
"""

from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from json import loads
from typing import Any, TypeVar

from cattrs import Converter as BaseConverter
from cattrs.preconf.json import JsonConverter, configure_converter as configure_for_json

from mof.converters import (
    _families,
    _mapping_fields,
    _strict_collections,
    _strict_scalars,
    _tagged_unions,
)
from mof.converters._families import is_value_class
from mof.converters._faults import describe, find_fault, list_problems, to_error
from mof.converters._hook_types import Reader, Writer
from mof.errors import StructureError

T = TypeVar("T")


class Converter(JsonConverter):
    """A converter to and from JSON that raises one kind of error, with the paths in it.

    >>> from mof.calendars import BusinessDays
    >>> make_converter().loads('{"count": "5"}', BusinessDays)
    Traceback (most recent call last):
    mof.errors.StructureError: not a valid BusinessDays: $.count: expected a whole number, got '5'
    """

    def structure(self, obj: Any, cl: type[T]) -> T:  # noqa: ANN401 - as cattrs has it
        """The value of a type that plain data stands for.

        Raises:
            StructureError: the data has another shape, or the value refuses what it says.
        """
        try:
            return super().structure(obj, cl)
        except StructureError:
            raise
        except Exception as error:
            raise to_error(list_problems(error)) from error

    def loads(self, data: bytes | str, cl: type[T], **kwargs: Any) -> T:  # noqa: ANN401
        """The value of a type that JSON text stands for.

        Raises:
            StructureError: the text is no JSON, or not that of such a value; or it has a key twice
                in one object, of which the reader of Python's own ``json`` keeps the last.
        """
        try:
            plain = loads(data, **{"object_pairs_hook": _strict_collections.to_object, **kwargs})
        except (ValueError, RecursionError) as error:
            raise find_fault(f"{describe(data)} is no JSON: {error}") from error
        return self.structure(plain, cl)


def make_converter() -> Converter:
    """A converter for every value of the library."""
    converter = Converter()
    configure_for_json(converter)
    configure_converter(converter)
    return converter


def configure_converter(converter: BaseConverter) -> None:
    """Equip a converter for every value of the library, and for classes built on them.

    It is then as strict about text, numbers, dates, lists and sets everywhere.
    """
    _configure_scalars(converter)
    for applies, make_reader, make_writer in _FACTORIES:
        converter.register_structure_hook_factory(applies, make_reader)
        converter.register_unstructure_hook_factory(applies, make_writer)
    # What cattrs writes of the two is what is wanted; reading, it takes more than they are.
    converter.register_structure_hook_factory(
        _tagged_unions.is_optional, _tagged_unions.make_optional_reader
    )
    converter.register_structure_hook_factory(
        _mapping_fields.is_dictionary, _mapping_fields.make_dictionary_reader
    )


_FACTORIES = (
    (
        _strict_collections.is_sequence,
        _strict_collections.make_sequence_reader,
        _strict_collections.make_sequence_writer,
    ),
    (
        _strict_collections.is_fixed_tuple,
        _strict_collections.make_tuple_reader,
        _strict_collections.make_tuple_writer,
    ),
    (
        _strict_collections.is_set,
        _strict_collections.make_set_reader,
        _strict_collections.make_set_writer,
    ),
    (
        _tagged_unions.is_day_or_instant,
        _tagged_unions.make_day_or_instant_reader,
        _tagged_unions.make_day_or_instant_writer,
    ),
    (
        _tagged_unions.is_tagged,
        _tagged_unions.make_tagged_reader,
        _tagged_unions.make_tagged_writer,
    ),
    (is_value_class, _families.make_value_reader, _families.make_value_writer),
)


_SCALAR_READERS: dict[type, Reader] = {
    str: _strict_scalars.read_text,
    int: _strict_scalars.to_reader(int, "a whole number"),
    float: _strict_scalars.to_reader(float, "a number with a decimal point"),
    bool: _strict_scalars.to_reader(bool, "true or false"),
    date: _strict_scalars.read_date,
    datetime: _strict_scalars.read_instant,
    timedelta: _strict_scalars.read_duration,
    Enum: _strict_scalars.read_term,
    Fraction: _strict_scalars.read_fraction,
}
_SCALAR_WRITERS: dict[type, Writer] = {
    date: _strict_scalars.write_date,
    datetime: _strict_scalars.write_instant,
    timedelta: _strict_scalars.write_duration,
    Enum: _strict_scalars.write_term,
    Fraction: _strict_scalars.write_fraction,
}


def _configure_scalars(converter: BaseConverter) -> None:
    for kind, read in _SCALAR_READERS.items():
        converter.register_structure_hook(kind, read)
    for kind, write in _SCALAR_WRITERS.items():
        converter.register_unstructure_hook(kind, write)
