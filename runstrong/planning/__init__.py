"""The weekly plan as pages and the command line ask for it, and the runner's diary around it."""

from runstrong.model.diary import LogEntry
from runstrong.planning.diary import checkin, checkin_on, diary, expect, expected, forget_expectation
from runstrong.planning.edits import alternatives, move, skip, swap, unpin, unskip
from runstrong.planning.log import log, log_free, log_of, logged, unlog
from runstrong.planning.sets import parse_set
from runstrong.planning.volume import adherence, hit_line, hits, strength_between, strength_weeks
from runstrong.planning.week import find, long_run_cap, plan, session, show

__all__ = [
    "LogEntry", "adherence", "alternatives", "checkin", "checkin_on", "diary", "expect", "expected", "find",
    "forget_expectation", "hit_line", "hits", "log", "log_free", "log_of", "logged", "long_run_cap", "move",
    "parse_set", "plan", "session", "show", "skip", "strength_between", "strength_weeks", "swap", "unlog", "unpin",
    "unskip",
]  # fmt: skip
