"""The public API as text: every public module with its names, signatures, fields and members.

Run as a script, it takes a new snapshot.
"""

import enum
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages

import attrs

import mof

SNAPSHOT = Path(__file__).with_name("public_api.txt")
OPERATORS = frozenset(
    {
        *("__and__", "__or__", "__sub__", "__add__", "__invert__", "__contains__", "__iter__"),
        *("__len__", "__getitem__", "__call__", "__bool__", "__str__", "__lt__", "__le__"),
    }
)


def describe() -> str:
    """All public modules, in the order of their names."""
    return "\n\n".join("\n".join(_describe_module(name)) for name in list_public_modules()) + "\n"


def list_public_modules() -> list[str]:
    """Names of the modules to import from: the package itself, and its rooms."""
    rooms = (found.name for found in iter_modules(mof.__path__) if not found.name.startswith("_"))
    return ["mof", *sorted(f"mof.{room}" for room in rooms)]


def list_modules() -> list[str]:
    """Names of all modules, with what is inside the rooms."""
    found = walk_packages(mof.__path__, "mof.")
    return sorted(each.name for each in found if each.name != "mof._hypothesis_plugin")


def list_public_names(module: types.ModuleType) -> list[str]:
    """Names that a module offers."""
    return sorted(module.__all__)


def list_classes() -> list[type]:
    """All value classes that the rooms offer."""
    modules = map(import_module, list_public_modules())
    offered = (getattr(room, name) for room in modules for name in list_public_names(room))
    classes = (value for value in offered if isinstance(value, type))
    return list(dict.fromkeys(each for each in classes if "__attrs_attrs__" in vars(each)))


def is_data(value: object) -> bool:
    """Whether a name stands for a value rather than for a class or function."""
    return not isinstance(value, type | types.FunctionType | types.BuiltinFunctionType)


def is_alias(value: object) -> bool:
    """Whether a value is another name of a type."""
    return isinstance(value, typing.NewType) or typing.get_origin(value) is not None


def _describe_module(name: str) -> Iterator[str]:
    module = import_module(name)
    yield name
    for public in list_public_names(module):
        value = getattr(module, public)
        if name == "mof" and not is_data(value):
            room = ".".join(value.__module__.split(".")[:2])
            yield f"  {public} = {room}.{value.__qualname__}"
        else:
            yield from (f"  {line}" for line in _describe_name(public, value))


def _describe_name(name: str, value: object) -> Iterator[str]:
    if isinstance(value, types.ModuleType):
        yield f"{name}: module"
    elif is_alias(value):
        yield f"{name} = {write_type(getattr(value, '__supertype__', value))}"
    elif isinstance(value, type):
        yield from _describe_class(name, value)
    elif isinstance(value, types.FunctionType):
        yield f"{name}{write_signature(value)}"
    else:
        yield f"{name}: {write_type(type(value))}"


def _describe_class(name: str, value: type) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in value.__bases__ if base is not object)
    yield f"class {name}" + (f"({bases})" if bases else "")
    if issubclass(value, enum.Enum):
        yield from (f"  {member.name} = {member.value!r}" for member in value)
    elif attrs.has(value):
        yield from (f"  {line}" for line in _describe_fields(value))
    else:
        if "__init__" in vars(value):
            yield f"  __init__{write_signature(value.__init__)}"
        for fact, annotation in inspect.get_annotations(value).items():
            yield f"  {fact}: {write_type(annotation)}"
    skipped = {field.name for field in attrs.fields(value)} if attrs.has(value) else set()
    for member, content in sorted(vars(value).items()):
        if member not in skipped and (member[0] != "_" or member in OPERATORS):
            yield from (f"  {line}" for line in _describe_member(member, content))


def _describe_fields(value: type) -> Iterator[str]:
    for field in attrs.fields(value):
        if field.name[0] == "_" or not field.init:
            continue
        default = "" if field.default is attrs.NOTHING else f" = {write_default(field.default)}"
        yield f"{'*' if field.kw_only else ''}{field.name}: {write_type(field.type)}{default}"


def _describe_member(name: str, value: object) -> Iterator[str]:
    if isinstance(value, classmethod):
        yield f"classmethod {name}{write_signature(value.__func__)}"
    elif isinstance(value, staticmethod):
        yield f"staticmethod {name}{write_signature(value.__func__)}"
    elif isinstance(value, property):
        returns = value.fget.__annotations__.get("return", object) if value.fget else object
        yield f"property {name}: {write_type(returns)}"
    elif isinstance(value, types.FunctionType):
        yield f"{name}{write_signature(value)}"
    elif isinstance(value, type):
        yield from _describe_class(name, value)
    elif not isinstance(value, types.MemberDescriptorType | enum.Enum | enum.member):
        yield f"{name}: {write_type(type(value))}"


def write_signature(function: Callable[..., object]) -> str:
    """A signature in words that every Python version agrees on."""
    signature = inspect.signature(function)
    parameters = [
        parameter.replace(
            annotation=_Text(write_type(parameter.annotation))
            if parameter.annotation is not parameter.empty
            else parameter.empty,
            default=_Text(write_default(parameter.default))
            if parameter.default is not parameter.empty
            else parameter.empty,
        )
        for parameter in signature.parameters.values()
    ]
    returns = signature.return_annotation
    arrow = "" if returns is signature.empty else f" -> {write_type(returns)}"
    return f"{inspect.Signature(parameters)}{arrow}"


class _Text(str):
    """Text that signatures show without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def write_type(annotation: object) -> str:
    """An annotation in words that every Python version agrees on."""
    match annotation:
        case str():
            return annotation
        case typing.ForwardRef():
            return annotation.__forward_arg__
        case list() | tuple():
            return f"[{', '.join(map(write_type, annotation))}]"
        case None:
            return "None"
        case _ if annotation is ...:
            return "..."
        case _:
            return _write_generic(annotation)


def _write_generic(annotation: object) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Union, types.UnionType}:
        return " | ".join(map(write_type, arguments))
    if origin is typing.Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if origin is not None and arguments:
        return f"{write_type(origin)}[{', '.join(map(write_type, arguments))}]"
    name = getattr(annotation, "__name__", str(annotation).removeprefix("typing."))
    return "None" if annotation is type(None) else str(name)


def write_default(value: object) -> str:
    """A default in words that every Python version agrees on."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, bool | int | float | str | bytes):
        return repr(value)
    if isinstance(value, tuple | frozenset) and not value:
        return "()"
    return "…"


if __name__ == "__main__":
    SNAPSHOT.write_text(describe(), encoding="utf-8")
    sys.stdout.write(f"wrote {SNAPSHOT}\n")
