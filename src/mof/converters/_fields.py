"""Fields: how those of a value class are read from an object and written as one.

Cattrs reads and writes the fields. What it does not do as it is wanted here: with its
``forbid_extra_keys`` a class is not built where a field is unknown, so that what it would refuse
itself is not told, and a value cannot say its type; its ``transform_error`` words all faults anew,
where ours say what was expected and what was found.
"""

from collections.abc import Mapping
from typing import Any

from attrs import fields
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from mof.converters._faults import list_problems, to_error, to_member_step
from mof.converters._hook_types import Reader, TypeForm, Value, Writer, find_class
from mof.converters._strict_collections import check_object

FieldHooks = Mapping[str, tuple[Reader, Writer]]
"""How those fields are read and written that do not follow from their type alone."""


def make_object_reader(
    kind: TypeForm, converter: Converter, hooks: FieldHooks, *, is_tagged: bool = False
) -> Reader:
    """A reader of objects with the fields of a class; tagged ones have a type besides."""
    origin = find_class(kind)
    names = [field.name for field in fields(origin)]
    known = frozenset([*names, "type"] if is_tagged else names)
    options: dict[str, Any] = {
        name: override(struct_hook=hook) for name, (hook, _) in hooks.items()
    }
    # Unknown fields are found below, where they can be listed beside other faults.
    options |= {"_cattrs_detailed_validation": True, "_cattrs_forbid_extra_keys": False}
    build = make_dict_structure_fn(kind, converter, **options)

    def read(value: object, _: object = None) -> Value:
        given = check_object(value)
        problems: list[str] = []
        if not known.issuperset(given):
            unknown = [to_member_step(key) for key in given if key not in known]
            problems = [f"${step}: is unknown; known: {', '.join(names)}" for step in unknown]
        result = None
        try:
            result = build(given, kind)
        except Exception as error:  # noqa: BLE001 - whatever a class raises is a fault of the data
            problems += list_problems(error)
        if problems:
            raise to_error(problems, origin.__name__)
        return result

    return read


def make_object_writer(kind: TypeForm, converter: Converter, hooks: FieldHooks) -> Writer:
    """A writer of values of a class as objects with its fields."""
    options: dict[str, Any] = {
        name: override(unstruct_hook=hook) for name, (_, hook) in hooks.items()
    }
    return make_dict_unstructure_fn(kind, converter, **options)
