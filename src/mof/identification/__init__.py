"""Identification: which problems the list of incidents gives reason to suspect.

What a Problem Manager does by reading, done by counting: each rule compares a count with what
would be expected if nothing were wrong, and says how seldom chance alone would go so far.
"""

from mof.identification.candidates import Candidate, Identification, Trial
from mof.identification.changes_made import ChangeMade
from mof.identification.losses import Loss, rank_losses
from mof.identification.rules import Rule
from mof.identification.searches import identify_problems
from mof.identification.subjects import ATTRIBUTES

__all__ = [
    "ATTRIBUTES",
    "Candidate",
    "ChangeMade",
    "Identification",
    "Loss",
    "Rule",
    "Trial",
    "identify_problems",
    "rank_losses",
]
