"""Exercises: every movement the plan can choose from. Which one is open stands in the address."""

import streamlit as st

from runstrong import reference
from runstrong.ui.exercises import browse, exercise_page
from runstrong.ui.frame import frame


def exercises_page() -> None:
    library = reference.exercise_library()
    chosen = library.exercises.get(st.query_params.get("exercise", ""))
    if chosen is None:
        browse(library)
    else:
        exercise_page(chosen, library)


frame("Exercises", exercises_page)
