"""Athlete: every setting, its present value, and where that comes from."""

from runstrong.ui.athlete import settings_forms
from runstrong.ui.frame import frame

frame("Athlete", settings_forms)
