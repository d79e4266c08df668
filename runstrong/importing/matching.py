"""Which activities are the same run: the new ones, the stored ones near them, and how they all are tied."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from runstrong import settings
from runstrong.errors import FileRefused
from runstrong.importing.measured import Measured, MeasuredFile, track_again
from runstrong.ingest.aligned import Agreement, Streams, compared
from runstrong.ingest.families import Family, Pair, families, pair
from runstrong.ingest.twins import NAMELESS, Candidate, Span, Verdict, candidate, verdict
from runstrong.model.arrays import FloatArray, IntArray
from runstrong.model.recording import Format
from runstrong.model.track import Track
from runstrong.store import originals, reads
from runstrong.store.database import Store
from runstrong.store.kin import Kin, Reach, kin, kin_in, near
from runstrong.store.packed import unpacked

_FORMAT_RANK: Final[dict[Format, int]] = {"fit": 2, "tcx": 1, "gpx": 0}


class Circle:
    """Activities that may be one another, with what each one's own file measured.

    One question to the store for a whole batch, asked again only about those that are tied to what it found: what
    becomes of a run follows from all that it is tied to, so it is the same in whatever order files come.
    """

    def __init__(self, store: Store, said: Mapping[Pair, bool]) -> None:
        """An empty circle; `said` is what the runner said of pairs."""
        self._store = store
        self.said = said
        self.kin: dict[str, Kin] = {}
        self.new: dict[str, Measured] = {}
        self._spans: dict[str, Span] = {}
        self._candidates: dict[Pair, Candidate | None] = {}
        self._shared_s: dict[Pair, float] = {}
        self._same: dict[Pair, bool] = {}
        self._clocks: dict[Pair, float] = {}
        self._tied: dict[str, set[str]] = {}
        self._streams: dict[str, Streams] = {}

    def look_around(self, files: Iterable[MeasuredFile]) -> None:
        """Take in the stored activities that are tied to those about to come, and all that those are tied to."""
        for file in files:
            for new in file.activities:
                self.new[new.id] = new
                self.kin[new.id] = kin_in(new.packed, new.id, file.sha256, new.part)
        self._take_in([span_of(self.kin[one]) for one in self.new])

    def take_in(self, ids: Collection[str]) -> None:
        """Take in stored activities, and all that they are tied to."""
        spans = [self._admit_stored(known) for known in kin(self._store, ids)]
        self._take_in(spans)

    def _take_in(self, frontier: Sequence[Span]) -> None:
        while frontier:
            around = near(self._store, [Reach(s.start_utc, s.elapsed_s, s.distance_m) for s in frontier])
            told = self._spoken_of({span.id for span in frontier})
            found = {
                known.id: known for known in (*around, *kin(self._store, told)) if known.id not in self._spans
            }
            self.kin |= found
            frontier = [
                self._admit_stored(known)
                for known in found.values()
                if any(self._are_tied(span_of(known), one) for one in frontier)
            ]

    def _spoken_of(self, ids: Collection[str]) -> set[str]:
        """Those that the runner said are, or are not, the same as one of these, and who are not here yet."""
        named = {one for two in self.said if not set(two).isdisjoint(ids) for one in two}
        return named - self._spans.keys() - self.new.keys()

    def _admit_stored(self, known: Kin) -> Span:
        self.kin[known.id] = known
        span = span_of(known)
        self._admit(span)
        return span

    def admit(self, file: MeasuredFile) -> None:
        """From now on the activities of a file are there, too."""
        for new in file.activities:
            self._admit(span_of(self.kin[new.id]))

    def _admit(self, span: Span) -> None:
        for other in self._spans.values():
            if self._are_tied(span, other):
                self._bind(span.id, other.id)
        self._spans[span.id] = span

    def _bind(self, one: str, other: str) -> None:
        self._tied.setdefault(one, set()).add(other)
        self._tied.setdefault(other, set()).add(one)

    def family(self, activity_id: str, among: Collection[str] | None = None) -> Family:
        """The family of one activity among those that are there, or among some of them."""
        found = self.families([activity_id], among)
        return next(one for one in found if activity_id in (one.shown, *one.behind))

    def members(self, activity_id: str, among: Collection[str] | None = None) -> set[str]:
        """All files of the run that an activity belongs to, among those that are there, or some of them."""
        family = self.family(activity_id, among)
        return {family.shown, *family.behind}

    def hear(self, said: Mapping[Pair, bool]) -> None:
        """From now on the runner's word is this."""
        self.said = said
        for one, other in said:
            if one in self._spans and other in self._spans:
                self._bind(one, other)

    @property
    def there(self) -> Collection[str]:
        """All who are there."""
        return self._spans.keys()

    def leave(self, ids: Collection[str]) -> None:
        """From now on some are not there, and never were."""
        for one in ids:
            for there in (self.kin, self._spans, self._tied):
                there.pop(one, None)
        for tied in self._tied.values():
            tied.difference_update(ids)

    def is_candidate(self, one: str, other: str) -> bool:
        """Whether two could be one run at all."""
        return candidate(self._spans[one], self._spans[other]) is not None

    def families(self, ids: Iterable[str], among: Collection[str] | None = None) -> list[Family]:
        """The families of activities, and of all that they are tied to, or of some of these."""
        reached, ahead = set[str](), set(ids)
        while ahead:
            reached |= ahead
            tied = {other for one in ahead for other in self._tied.get(one, ())} - reached
            ahead = tied if among is None else tied.intersection(among)
        if reached.isdisjoint(self._tied):
            return [Family(one, (), None) for one in sorted(reached)]
        return families([self._spans[one] for one in sorted(reached)], self._shared_s, self.said, self._is_same)

    def best_of(self, ids: Iterable[str]) -> str:
        """The one that says most."""
        return max(ids, key=lambda one: self._spans[one].rank)

    def clock_s(self, shown: str, other: str) -> float:
        """What to add to another recording's clock to have that of the one that is shown."""
        two = pair(shown, other)
        if two not in self._clocks:
            found = candidate(self._spans[two[0]], self._spans[two[1]])
            self._compared(two, found.shift_s if found else 0.0)
        return self._clocks[two] if shown == two[0] else -self._clocks[two]

    def _compared(self, two: Pair, shift_s: float) -> Agreement:
        agreement = compared(self.streams(two[0]), self.streams(two[1]), shift_s)
        self._clocks[two] = agreement.clock_s
        return agreement

    def streams(self, activity_id: str) -> Streams:
        """What an activity's own file measured, without anything that was filled in from others."""
        if activity_id not in self._streams:
            self._streams[activity_id] = self._own_streams(activity_id)
        return self._streams[activity_id]

    def _own_streams(self, activity_id: str) -> Streams:
        known = self.kin[activity_id]
        columns, stretch = self._own_columns(known)
        if known.sport in NAMELESS:
            # Nobody knows whether its cadence counts one foot or both.
            columns = {name: values for name, values in columns.items() if name != "cadence_spm"}
        return Streams(known.start_utc, columns, stretch)

    def _own_columns(self, known: Kin) -> tuple[Mapping[str, FloatArray], IntArray]:
        if known.id in self.new:
            return unpacked(self.new[known.id].packed)
        if known.is_filled:
            try:
                track = self.track_again(known.id)
            except FileRefused:
                pass  # Its original is gone: what is stored of it is the next best.
            else:
                return track.columns, track.stretch
        return reads.columns(self._store, known.id)

    def track_again(self, activity_id: str) -> Track:
        """An activity read once more from its original; raises FileRefused where that is gone or damaged."""
        known = self.kin[activity_id]
        zone = settings.preferences(reads.settings(self._store)).time_zone
        return track_again(originals.get(self._store.folder, known.sha256), known.part, zone)

    def _are_tied(self, a: Span, b: Span) -> bool:
        two = pair(a.id, b.id)
        if two not in self._candidates:
            self._candidates[two] = candidate(a, b) if a.id == two[0] else candidate(b, a)
        found = self._candidates[two]
        if found is not None and (found.overlaps or self._is_same(two)):
            self._shared_s[two] = found.shared_s
        return two in self._shared_s or two in self.said or self._are_linked(*two)

    def _are_linked(self, one: str, other: str) -> bool:
        """Whether the store holds one behind the other, be it by rules that have changed since."""
        return self.kin[one].duplicate_of == other or self.kin[other].duplicate_of == one

    def _is_same(self, two: Pair) -> bool:
        """Whether a pair is one run by the rules; the streams are looked at only where they decide that."""
        if two not in self._same:
            found = self._candidates[two]
            looks = found is not None and (found.clear or found.shift_s)
            self._same[two] = bool(
                found and looks and verdict(found, self._compared(two, found.shift_s)) is Verdict.SAME
            )
        return self._same[two]


def span_of(known: Kin) -> Span:
    """What tells an activity from others.

    One that knows its sport says most, then one with heart rate, then with movement; then the format, the samples.
    """
    own, knows = known.own, known.sport not in NAMELESS
    richness = int(knows), int(own.has_heart), int(own.has_motion), _FORMAT_RANK[known.format], known.samples
    return Span(known.id, known.sport, known.start_utc, known.elapsed_s, own.distance_m, richness, known.clock_ok)
