"""FIT, the format watches write: bytes to the activities they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from runstrong.config import LIMITS
from runstrong.errors import FileRefused, NotAnActivity, Unreadable
from runstrong.ingest.fit.clock import Clock
from runstrong.ingest.fit.devices import devices
from runstrong.ingest.fit.frame import Fault, Part, read_parts
from runstrong.ingest.fit.heart import beats_sent_later, filled, intervals
from runstrong.ingest.fit.legs import SESSION, divide, legs
from runstrong.ingest.fit.messages import pauses, starts, strength_sets, totals, utc_offset_s
from runstrong.ingest.fit.records import developer_columns, streams
from runstrong.ingest.fit.table import Messages, Table
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.recording import Reading, Recording

FILE_ID, LAP, RECORD, EVENT, DEVICE_INFO, ACTIVITY, HRV, HR, SET = 0, 19, 20, 21, 23, 34, 78, 132, 225

_ACTIVITY_FILE: Final = 4
_TRAINING: Final = (RECORD, SESSION, LAP, SET)

_OTHER_FILES: Final[Mapping[float, str]] = {
    1: "A file about the watch itself",
    2: "A settings file from the watch",
    3: "A file of sport settings",
    5: "A planned workout",
    6: "A course to follow",
    7: "A schedule of workouts",
    9: "A file of body weights",
    10: "A file of sums",
    11: "A file of goals",
    14: "A file of blood pressures",
    15: "A daily monitoring file from the watch",
    20: "A list of activities",
    28: "A daily monitoring file from the watch",
    32: "A daily monitoring file from the watch",
    34: "A segment",
    35: "A list of segments",
}
_CUT_BEFORE: Final = "The file is damaged or was cut off before any training in it: copy it from the watch again."
_NOT_SAID: Final = "The file does not say that it is an activity: it was read as one for what is recorded in it."


@dataclass(frozen=True, slots=True)
class _Source:
    """One of the files joined in a FIT file, ready to be asked. `file_type` is NaN where it does not say."""

    messages: Messages
    clock: Clock
    file_type: float
    cut: bool

    @property
    def holds_training(self) -> bool:
        return any(self.messages.count(message) for message in _TRAINING)

    @property
    def is_activity(self) -> bool:
        return self.holds_training and (self.file_type == _ACTIVITY_FILE or np.isnan(self.file_type))

    def timed(self, message: int) -> tuple[Table, FloatArray]:
        """The messages of one global number, and their times (n,) in UTC s."""
        table = self.messages.table(message)
        return table, self.clock.utc_s(table)


def read_fit(data: bytes, most_records: int = LIMITS.records) -> Reading:
    """Every activity in a FIT file, one for each session; nothing cleaned, nothing invented.

    Keeps what is whole of a damaged file and says so. Raises NotAnActivity for settings, workouts, courses and
    the like; Unreadable for what is no FIT file, is cut off before any training, or holds too many records.
    """
    parts, faults = read_parts(data, most_records)
    sources = [_source(data, part, most_records) for part in parts]
    lost = any(fault.lost for fault in faults)
    activities = [index for index, source in enumerate(sources) if source.is_activity]
    if not activities:
        raise _refusal(sources, lost=lost)
    warnings = [fault.value for fault in faults]
    if any(np.isnan(sources[index].file_type) for index in activities):
        warnings.append(_NOT_SAID)
    recordings: list[Recording] = []
    for index, following in zip(activities, [*activities[1:], len(sources)], strict=True):
        recordings += _recordings(sources[index], sources[index:following])
    return Reading(tuple(recordings), tuple(dict.fromkeys(warnings)), lost)


def _source(data: bytes, part: Part, most_records: int) -> _Source:
    messages = Messages(data, part.walk, most_records)
    file_types = messages.table(FILE_ID).column("type")
    cut = part.fault in (Fault.CUT, Fault.DAMAGED, Fault.UNFINISHED)
    return _Source(messages, Clock(data, messages), file_types[0] if len(file_types) else np.nan, cut)


def _refusal(sources: Sequence[_Source], *, lost: bool) -> FileRefused:
    """Why no part of a file is an activity with training in it."""
    types = [source.file_type for source in sources if not np.isnan(source.file_type)]
    other = next((each for each in types if each != _ACTIVITY_FILE), None)
    if other is not None:
        what = _OTHER_FILES.get(other, f"A FIT file of another kind ({other:.0f})")
    elif lost:
        return Unreadable(_CUT_BEFORE)
    else:
        what = "An activity file without any records" if types else "A FIT file without an activity"
    return NotAnActivity(f"{what}: it holds no training.")


def _recordings(source: _Source, joined: Sequence[_Source]) -> list[Recording]:
    """The recordings of one part, a leg each; what a strap sent later stands in it or in parts `joined` behind."""
    records, utc_s = source.timed(RECORD)
    laps, laps_utc_s = source.timed(LAP)
    activity, activity_utc_s = source.timed(ACTIVITY)
    columns, developer = _columns(records, utc_s, joined)
    rr_s, rr_starts = intervals(source.messages.table(HRV))
    whole = Recording(
        format="fit",
        sport="",  # a leg's, see divide
        sub_sport=None,
        utc_s=utc_s,
        streams=columns,
        laps=tuple(totals(laps, starts(laps, laps_utc_s))),
        pauses=pauses(*source.timed(EVENT)),
        devices=devices(source.messages.table(DEVICE_INFO), source.messages.table(FILE_ID)),
        utc_offset_s=utc_offset_s(activity, activity_utc_s),
        sets=tuple(strength_sets(source.messages.table(SET))),
        developer=developer,
        rr_s=rr_s,
    )
    among = legs(source.messages, source.clock, records, cut=source.cut)
    return divide(whole, among, _time_at(rr_starts, records, utc_s))


def _columns(
    records: Table, utc_s: FloatArray, joined: Sequence[_Source]
) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """The streams and the developer fields of `records`; power is a developer's only where the watch has none."""
    columns = streams(records)
    developer, power = developer_columns(records)
    if power is not None and np.isnan(columns.get("power_w", np.nan)).all():
        columns["power_w"] = power
    beats = [beats_sent_later(*each.timed(HR)) for each in joined if each.messages.count(HR)]
    if beats:
        times, rates = (np.concatenate(column) for column in zip(*beats, strict=True))
        columns["hr_bpm"] = filled(columns.get("hr_bpm", np.full(len(records), np.nan)), utc_s, times, rates)
    return columns, developer


def _time_at(positions: IntArray, records: Table, utc_s: FloatArray) -> FloatArray:
    """The time (k,) of the last record before each position in the file; NaN before the first."""
    before = np.searchsorted(records.starts, positions) - 1
    return np.where(before >= 0, np.append(utc_s, np.nan)[before], np.nan)
