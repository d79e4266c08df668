"""The plan: this week's and next week's strength sessions, each with its reasons."""

from runstrong import coach, planning
from runstrong.ui.checkin import body_today, correct_the_week
from runstrong.ui.done import what_was_done
from runstrong.ui.frame import frame
from runstrong.ui.parts import in_two_columns, nothing_yet, notices
from runstrong.ui.screening import screening_card
from runstrong.ui.state import ask, today
from runstrong.ui.week import choose_week, left_out, long_run_line, session_card, week_line, week_strip


def plan_page() -> None:
    if not ask(coach.activities):
        nothing_yet("Your strength sessions of this week and the next will show here, each with its reasons.")
        return
    plan = ask(planning.show, today(), choose_week())
    week_line(plan)
    screening_card()
    notices(plan.notices)
    week_strip(plan)
    correct_the_week(plan)
    long_run_line(plan)
    body_today()
    in_two_columns(plan.sessions, session_card)
    left_out(plan)
    what_was_done()


frame("Plan", plan_page)
