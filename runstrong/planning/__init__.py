"""The weekly plan as pages and the command line ask for it, and the runner's diary around it."""

from runstrong.model.diary import LogEntry
from runstrong.planning.diary import checkin, checkin_on, diary, expect, expected, forget_expectation
from runstrong.planning.edits import move, skip, unpin, unskip
from runstrong.planning.log import log, log_free, log_of, logged, unlog
from runstrong.planning.sets import parse_set
from runstrong.planning.week import find, plan, session, show

__all__ = [
    "LogEntry", "checkin", "checkin_on", "diary", "expect", "expected", "find",
    "forget_expectation", "log", "log_free", "log_of", "logged", "move", "parse_set", "plan", "session", "show",
    "skip", "unlog", "unpin", "unskip",
]  # fmt: skip
