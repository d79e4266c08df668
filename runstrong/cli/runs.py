"""The runs, the trend over a span of days, and two spans compared."""

from datetime import date, timedelta
from typing import Annotated

import typer

from runstrong import coach, units
from runstrong.cli.say import print_json, print_table, screen
from runstrong.cli.shell import Day, From, Json, Today, app, day_of, opened_store
from runstrong.errors import InvalidSetting
from runstrong.export import answers, comparison


@app.command()
def runs(
    from_: From = None,
    to: Day = None,
    as_json: Json = False,
) -> None:
    """List the runs, each once."""
    with opened_store() as store:
        listed = coach.runs(store, from_ and day_of(from_), to and day_of(to))
        wishes = coach.preferences(store)
    if as_json:
        print_json([answers.run(run) for run in listed])
        return
    rows = (
        (
            run.summary.id,
            run.summary.local_day.isoformat(),
            run.score.kind,
            units.distance_text(run.summary.facts.distance_m, wishes.units),
            units.duration_text(run.summary.facts.timer_s),
            units.bpm_text(run.summary.facts.avg_hr_bpm),
            "–" if run.score.load.value is None else f"{run.score.load.value:.0f} ({run.score.load.method})",
            "yes" if run.score.left_out is None else f"no: {run.score.left_out.replace('_', ' ')}",
        )
        for run in listed
    )
    print_table(
        f"{len(listed)} runs", ("id", "day", "kind", "distance", "time", "mean HR", "load", "in trend"), rows
    )


@app.command()
def trend(
    from_: From = None,
    to: Day = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Pace at heart rate over a span of days, with its interval (default: the present block)."""
    with opened_store() as store:
        first, last = coach.block_span(store, day_of(today))
        block = coach.trend(store, day_of(from_) if from_ else first, day_of(to) if to else last)
    if as_json:
        print_json(answers.trend(block))
        return
    screen.print(block.verdict_text)
    print_table(
        f"{len(block.runs_used)} runs used, {len(block.left_out)} left out",
        ("day", "left out because"),
        ((out.day.isoformat(), units.LEFT_OUT_TEXT[out.reason]) for out in block.left_out),
    )


@app.command()
def compare(
    a: Annotated[
        str | None, typer.Option("--a", metavar="D..D", help="The earlier span, first..last day.")
    ] = None,
    b: Annotated[str | None, typer.Option("--b", metavar="D..D", help="The later span.")] = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Pace at heart rate in two spans (default: the block before, and the present one)."""
    if (a is None) != (b is None):
        raise InvalidSetting("Give both spans, --a and --b, or neither.")
    with opened_store() as store:
        first, last = coach.block_span(store, day_of(today))
        before = first - (last - first) - timedelta(days=1), first - timedelta(days=1)
        found = coach.compare(store, _span(a) if a else before, _span(b) if b else (first, last))
        wishes = coach.preferences(store)
    if as_json:
        print_json(comparison.comparison(found))
        return
    screen.print(found.verdict_text)
    screen.print(found.caption)
    rows = (
        (
            name,
            f"{span.from_day} to {span.to_day}",
            str(len(span.runs_used)),
            units.pace_text(span.pace_s_per_km, wishes.units),
            str(span.strength_sessions),
            ", ".join(f"{count:.0f} {region}" for region, count in span.hard_sets.items()),
        )
        for name, span in (("a", found.a), ("b", found.b))
    )
    at = "" if found.reference_hr_bpm is None else f" at {units.bpm_text(found.reference_hr_bpm)}"
    print_table(f"Two spans{at}", ("", "days", "runs", "pace", "strength sessions", "hard sets"), rows)


def _span(text: str) -> tuple[date, date]:
    """Two days written first..last; raises InvalidSetting."""
    first, _, last = text.partition("..")
    try:
        return answers.day(first.strip()), answers.day(last.strip())
    except ValueError:
        raise InvalidSetting(f"{text} is no span of days: write it as 2026-01-05..2026-03-15.") from None
