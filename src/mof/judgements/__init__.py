"""Judgements: how one record stands against one agreement at one instant, and why."""

from mof.judgements._judgements import (
    Explanation,
    Judgement,
    Label,
    Part,
    RiskPoint,
    Superseded,
    Verdict,
)
from mof.judgements._judging import find_breaches, judge, judge_all
from mof.judgements._schedules import NextInstant, Occasion, Worklist, next_instants, worklist

__all__ = [
    "Explanation",
    "Judgement",
    "Label",
    "NextInstant",
    "Occasion",
    "Part",
    "RiskPoint",
    "Superseded",
    "Verdict",
    "Worklist",
    "find_breaches",
    "judge",
    "judge_all",
    "next_instants",
    "worklist",
]
