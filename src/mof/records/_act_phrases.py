"""Act phrases: how acting on a record is said in a sentence, for the messages of errors."""

_INTRANSITIVE = frozenset({"wait", "lapse", "recur", "relapse"})
"""Events that the record itself goes through."""

_PHRASES = {
    "accept workaround": "accept the workaround of {}",
    "apply fix": "apply the fix of {}",
    "approve by board": "approve {} by board",
    "approve executively": "approve {} executively",
    "approve plan": "approve the plan of {}",
    "approve urgently": "approve {} urgently",
    "assess risk": "assess the risk of {}",
    "complete change": "complete the change of {}",
    "dispute priority": "dispute the priority of {}",
    "fail change": "report the failed change of {}",
    "fail deployment": "report the failed deployment of {}",
    "find cause": "find the cause of {}",
    "hand over": "hand {} over",
    "notify": "notify the contact of {}",
    "object": "object to the resolution of {}",
    "publish workaround": "publish the workaround of {}",
    "record baseline": "record the baseline of {}",
    "record known error": "record the known error of {}",
    "release urgently": "release {} urgently",
    "request change": "request a change for {}",
    "resume service": "resume the service of {}",
    "suspect problem": "suspect a problem behind {}",
    "tell outcome": "tell the outcome of {}",
    "waive review": "waive the review of {}",
    "withdraw change": "withdraw the change of {}",
}


def phrase_act(event: str, record: str) -> str:
    """What an actor does, such as *object to the resolution of INC-1*."""
    if event in _INTRANSITIVE:
        return f"let {record} {event}"
    return _PHRASES.get(event, f"{event} {{}}").format(record)


def phrase_refusal(event: str, record: str) -> str:
    """What cannot be, such as *cannot resolve INC-1* or *INC-1 cannot wait*."""
    if event in _INTRANSITIVE:
        return f"{record} cannot {event}"
    return f"cannot {phrase_act(event, record)}"
