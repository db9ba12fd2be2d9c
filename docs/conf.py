"""How the documentation is built."""

import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

import mof
from mof.changes import RequestForChange
from mof.framework import Part, to_table
from mof.help_requests import (
    Complaint,
    FulfillmentRequest,
    InformationRequest,
    NewServiceRequest,
)
from mof.incidents import Incident, MajorIncident
from mof.operations import INSTRUCTION_LIFECYCLE
from mof.outcomes import MEASURES
from mof.problems import KnownError, Problem
from mof.records import Lifecycle
from mof.services import SERVICE_LIFECYCLE

HERE = Path(__file__).parent
ACTING = "**act: ~typing.Unpack[~mof.records._records.ActArguments]"
LIFECYCLES: tuple[Lifecycle[Any, Any], ...] = (
    RequestForChange.LIFECYCLE,
    Complaint.LIFECYCLE,
    FulfillmentRequest.LIFECYCLE,
    Incident.LIFECYCLE,
    InformationRequest.LIFECYCLE,
    INSTRUCTION_LIFECYCLE,
    KnownError.LIFECYCLE,
    MajorIncident.LIFECYCLE,
    NewServiceRequest.LIFECYCLE,
    Problem.LIFECYCLE,
    SERVICE_LIFECYCLE,
)
sys.path.insert(0, str(HERE.parent / "tests"))

from public_api import (  # noqa: E402
    is_alias,
    is_data,
    list_public_modules,
    list_public_names,
    write_type,
)

project = "mof"
author = "the mof-itsm contributors"
project_copyright = f"2026 {author}"
version = release = mof.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"mof {version}"
html_show_sphinx = False
html_copy_source = False

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_default_options = {
    "members": True,
    "undoc-members": True,
    "show-inheritance": True,
    "member-order": "bysource",
}
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
toc_object_entries_show_parents = "hide"

nitpicky = True
# Other projects' names have no page here: only our own have to resolve.
# Nor have the variables of generic types, capital letters all, nor a generic's arguments.
# What stands inside a room and not in its face has no page either.
nitpick_ignore_regex = [
    ("py:.*", r"(?!mof\.).*"),
    ("py:.*", r"mof\..*\._?[A-Z]"),
    ("py:.*", r"mof\..*\[.*"),
    ("py:.*", r"mof\.\w+(\.[a-z]\w*)*\._.*"),
]


def write_reference(_: Sphinx) -> None:
    """Write one page for every public module into a folder that is not committed."""
    folder = HERE / "reference" / "api"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in list_public_modules():
        if name != "mof":
            (folder / f"{name}.rst").write_text(write_page(name), encoding="utf-8")


def write_page(name: str) -> str:
    """The page of a module; data has no docstring, so it is listed with its type."""
    module = import_module(name)
    lines = [name, "=" * len(name), "", f".. automodule:: {name}"]
    values = {public: getattr(module, public) for public in list_public_names(module)}
    data = {public: value for public, value in values.items() if is_data(value)}
    if data:
        lines += [f"   :exclude-members: {', '.join(data)}"]
    for public, value in data.items():
        lines += ["", f".. py:{write_data(f'{name}.{public}', value)}"]
    return "\n".join([*lines, ""])


def write_data(name: str, value: object) -> str:
    """The directive for a value: an alias of a type, or a constant."""
    if is_alias(value):
        return f"type:: {name}\n   :canonical: {write_type(getattr(value, '__supertype__', value))}"
    return f"data:: {name}\n   :type: {write_type(type(value))}"


def find_in_face(
    app: Sphinx, environment: Any, node: pending_xref, content: nodes.Element
) -> nodes.Element | None:
    """Where a name is described that an annotation names by the module that holds it."""
    parts = node.get("reftarget", "").split(".")
    room, name = ".".join(parts[:2]), parts[-1]
    if parts[0] != "mof" or name not in getattr(import_module(room), "__all__", ()):
        return None
    target = f"{room}.{name}"
    domain = environment.get_domain("py")
    return domain.resolve_xref(
        environment, node["refdoc"], app.builder, "obj", target, node, content
    )


def show_acting_arguments(
    _: Sphinx, what: str, _name: str, _value: object, _options: object, signature: str, returns: str
) -> tuple[str, str] | None:
    """What every acting method takes, in the place of the dictionary that types it."""
    if what != "method" or ACTING not in signature:
        return None
    shown = "at: datetime, by: Actor, reason=None, recorded_at=None, lifecycle=None"
    is_keyword_only = "*, " in signature
    return signature.replace(ACTING, shown if is_keyword_only else f"*, {shown}"), returns


FACTS = {"attribute", "data", "property"}
SAID: dict[str, list[str]] = {}


def keep_words(
    _app: Sphinx, what: str, name: str, _value: object, _options: object, lines: list[str]
) -> None:
    """Remember what is said of an attribute: napoleon takes a colon in it for the end of a type."""
    if what in FACTS and "Raises:" not in lines:
        SAID[name] = [*lines]


def restore_words(
    _app: Sphinx, what: str, name: str, _value: object, _options: object, lines: list[str]
) -> None:
    """Say of an attribute what was said of it."""
    if what in FACTS:
        lines[:] = SAID.pop(name, lines)


def write_lifecycles(_: Sphinx) -> None:
    """Write one page for every lifecycle, from its table."""
    folder = HERE / "reference" / "lifecycles"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for lifecycle in LIFECYCLES:
        title = f"# Lifecycle of {'an' if lifecycle.name[0] in 'aeiou' else 'a'} {lifecycle.name}"
        table = lifecycle.to_table().to_markdown()
        roles = lifecycle.to_role_table().to_markdown()
        diagram = f"As a Mermaid diagram:\n\n```text\n{lifecycle.to_mermaid()}```\n"
        page = folder / f"{lifecycle.name.replace(' ', '-')}.md"
        page.write_text(f"{title}\n\n{table}\n\n{roles}\n\n{diagram}", encoding="utf-8")


def write_framework(_: Sphinx) -> None:
    """Write one page for every part of the framework, and one for what is measured of it."""
    folder = HERE / "reference" / "framework"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in Part:
        name = str(part)
        page = folder / f"{part.name.lower().replace('_', '-')}.md"
        page.write_text(
            f"# {name[0].upper()}{name[1:]}\n\n{to_table(part).to_markdown()}\n", encoding="utf-8"
        )
    page = folder / "measures-of-outcomes.md"
    page.write_text(
        f"# Measures of outcomes\n\n{MEASURES.to_table().to_markdown()}\n", encoding="utf-8"
    )


def setup(app: Sphinx) -> None:
    """Connect the reference to the build."""
    app.connect("builder-inited", write_reference)
    app.connect("builder-inited", write_lifecycles)
    app.connect("builder-inited", write_framework)
    app.connect("missing-reference", find_in_face)
    app.connect("autodoc-process-signature", show_acting_arguments)
    app.connect("autodoc-process-docstring", keep_words, priority=400)
    app.connect("autodoc-process-docstring", restore_words, priority=600)
