"""Evidence: what stands behind every rule of the plan and every word of the trend, and how firmly."""

from runstrong.reference import evidence
from runstrong.ui.evidence import browse
from runstrong.ui.frame import frame


def what_is_known() -> None:
    browse(evidence())


frame("Evidence", what_is_known)
