"""Random GPX and TCX files: written plainly, or as only strangers would."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

START = datetime(2024, 5, 11, 6, 30, tzinfo=UTC)
ODD = {
    "entity": "<x>&#233;</x>",
    "ampersand": "<x>&amp;</x>",
    "cdata": "<x><![CDATA[<trkpt/>]]></x>",
    "comment": "<!-- <hr>1</hr> -->",
    "instruction": "<?odd <hr>2</hr>?>",
    "letters": "<x>Höhe</x>",
    "forbidden": "<x>\ufffe</x>",
    "nested": "<a><b><hr>93</hr></b>\n<b/></a>",
    "text": "<a>7<power>250</power>8</a>",
    "empty": "<a/><power/>",
    "attribute": "<a href='x' lang=\"&lt;>\">7</a>",
    "twice": "<power>240</power><power>250</power><watts>1</watts>",
}
"""What may stand in a point beside what a watch writes."""
NUMBERS = ("nan", "", " 7 ", "-0", "1e2", "1_0", "12,5", "inf", "0.10000000000000001", "-", ".5", "3.", "+4", "９")
TIMES = ("", "yesterday", "2024-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "2024-05-11", "2024-05-11T6:30:00Z")


class Strange:
    """One file's way of writing, drawn once and kept to most of the time."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.plain = rng.random() < 0.3
        self.gap = str(rng.choice(["", "", "\n  ", "\r\n\t"]))
        self.quote = str(rng.choice(['"', '"', "'"]))
        self.prefix = str(rng.choice(["", "", "g:"]))
        self.time = str(rng.choice(["Z", "Z", ".250Z", ".5Z", "+02:00", "", "mixed"]))
        self.sensors = [name for name in ("hr", "cad", "atemp", "power") if rng.random() < 0.5]
        self.odd = [name for name in ODD if rng.random() < 0.2]
        self.odd_share = float(rng.choice([0.02, 0.2, 1.0]))

    def sometimes(self, share: float = 0.02) -> bool:
        """True now and then, never in a plain file."""
        return not self.plain and self.rng.random() < share

    def element(self, name: str, text: str, prefix: str | None = None) -> str:
        """One element; seldom with blanks in its tags, or an attribute."""
        tag = f"{self.prefix if prefix is None else prefix}{name}"
        end = str(self.rng.choice([" ", "\n", ' kind="1"'])) if self.sometimes(0.01) else ""
        return f"<{tag}{end}>{text}</{tag}>{self.gap}"

    def number(self, value: float, digits: int) -> str:
        """A number as watches write it, seldom as nobody should."""
        return str(self.rng.choice(NUMBERS)) if self.sometimes(0.01) else f"{value:.{digits}f}"

    def stamp(self, second: float) -> str:
        """A time, seldom one there is not."""
        if self.sometimes(0.01):
            return str(self.rng.choice(TIMES))
        zone = self.rng.choice(["Z", ".125Z", "+00:00"]) if self.time == "mixed" else self.time
        hours = 2 if zone == "+02:00" else 0
        return f"{START + timedelta(seconds=second, hours=hours):%Y-%m-%dT%H:%M:%S}{zone}"

    def oddities(self) -> list[str]:
        """What else stands in a point."""
        wanted = self.odd and self.sometimes(self.odd_share)
        return [ODD[str(self.rng.choice(self.odd))] + self.gap] if wanted else []

    def gpx(self) -> bytes:
        """A GPX file of up to 700 points in some tracks of some segments."""
        second = 0
        tracks = []
        for _ in range(self.rng.integers(1, 4)):
            segments = []
            for _ in range(self.rng.integers(1, 5)):
                points = [self.trkpt(second + i) for i in range(self.rng.integers(0, 60))]
                second += len(points) + int(self.rng.choice([0, 30, 4000]))
                segments.append(self.element("trkseg", self.gap + "".join(points)))
            name = str(self.rng.choice(["Run", "<![CDATA[Tom & <b>Jerry</b>]]>", "Höhe &amp; Weg"]))
            tracks.append(self.element("trk", self.element("name", name) + "".join(segments)))
        around = "<wpt lat='1' lon='2'/><rte><rtept lat='1' lon='2'/></rte>" if self.sometimes(0.2) else ""
        return self.whole("gpx", around + "".join(tracks) + around)

    def trkpt(self, second: int) -> str:
        """One point of a track."""
        lat, lon = self.number(46 + second * 3e-5, 7), self.number(14.5 + second * 1e-5, 7)
        places = [f" lat={self.quote}{lat}{self.quote}", f" lon={self.quote}{lon}{self.quote}"]
        values = [
            *([] if self.sometimes(0.1) else [self.element("ele", self.number(300 + second % 7 / 10, 1))]),
            *([] if self.sometimes(0.01) else [self.element("time", self.stamp(second))]),
            *self.oddities(),
        ]
        if self.sometimes(0.01):
            places, values = places[::-1], values[::-1]
        if self.sensors and not self.sometimes(0.3):
            sensed = (self.element(name, self.number(90 + second % 40, 0), "x:") for name in self.sensors)
            holder = self.element("TrackPointExtension", self.gap + "".join(sensed), "x:")
            values.append(self.element("extensions", self.gap + holder))
        tag = f"{self.prefix}trkpt"
        return f"<{tag}{''.join(places)}>{self.gap}{''.join(values)}</{tag}>{self.gap}"

    def tcx(self) -> bytes:
        """A TCX file of up to 300 points in some laps."""
        laps = []
        for i in range(self.rng.integers(1, 6)):
            points = (self.trackpoint(100 * i + second) for second in range(self.rng.integers(0, 60)))
            said = self.element("TotalTimeSeconds", "60") + self.element("DistanceMeters", "180")
            track = self.element("Track", self.gap + "".join(points))
            laps.append(f"<Lap StartTime='{self.stamp(100 * i)}'>{said}{track}</Lap>{self.gap}")
        return self.whole("TrainingCenterDatabase", f"<Activity Sport='Running'>{''.join(laps)}</Activity>")

    def trackpoint(self, second: int) -> str:
        """One point of a lap."""
        values = [
            self.element("Time", self.stamp(second)),
            *([] if self.sometimes(0.1) else [self.element("DistanceMeters", self.number(3 * second, 2))]),
            *self.oddities(),
        ]
        if self.sensors:
            beats = self.element("Value", self.number(90 + second % 40, 0))
            values.append(self.element("HeartRateBpm", self.gap + beats))
        if self.sometimes(0.01):
            values = values[::-1]
        return self.element("Trackpoint", self.gap + "".join(values))

    def whole(self, root: str, body: str) -> bytes:
        """The document; seldom with a comment or part of it in one, in another encoding, cut off or damaged."""
        if self.sometimes(0.05):
            body = f"<!-- {body.replace('--', '')} -->{body}"
        data = (
            f'<?xml version="1.0"?><{root} creator="Test" version="1.1" xmlns:x="urn:x">{body}</{root}>'.encode()
        )
        if self.sometimes(0.05):
            data = data.decode().encode("utf-16")
        at = int(self.rng.integers(0, len(data)))
        if self.sometimes(0.05):
            return data[:at]
        token = str(
            self.rng.choice(["<", "&", "&#1;", "</trkpt>", "<trkpt>", "<trkseg>", "]]>", "-->", "<!--", "\0"])
        )
        return data[:at] + token.encode() + data[at:] if self.sometimes(0.1) else data


def spoilt(source: bytes, tokens: Sequence[bytes], *, seed: int) -> Iterator[bytes]:
    """A file 800 times, each time with a few tokens or single bytes where they do not belong."""
    rng = np.random.default_rng(seed)
    for _ in range(800):
        data = bytearray(source)
        for _ in range(rng.integers(1, 5)):
            at = int(rng.integers(0, len(data)))
            token = tokens[rng.integers(0, len(tokens))] if rng.random() < 0.6 else rng.bytes(1)
            data[at : at + int(rng.integers(0, 4))] = token
        yield bytes(data)
