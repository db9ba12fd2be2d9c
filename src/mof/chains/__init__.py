"""Chains: which promises rest on which, where they cannot carry them, and who used the time."""

from mof.chains._attributions import (
    Attribution,
    ChainOutcome,
    Holder,
    HolderKind,
    Portion,
    attribute,
)
from mof.chains._chains import AgreementChain
from mof.chains._paths import Leg, WorstCase, find_worst_case
from mof.chains._searches import find_weak_links
from mof.chains._weak_links import WeakLink, WeakLinkRule

__all__ = [
    "AgreementChain",
    "Attribution",
    "ChainOutcome",
    "Holder",
    "HolderKind",
    "Leg",
    "Portion",
    "WeakLink",
    "WeakLinkRule",
    "WorstCase",
    "attribute",
    "find_weak_links",
    "find_worst_case",
]
