"""Small watch files for tests that care about what happens to a file, not about its format."""

from datetime import datetime, timedelta

START = datetime(2026, 3, 2, 6, 30)  # noqa: DTZ001 - naive UTC, as everywhere inside


def gpx(
    *,
    start: datetime = START,
    seconds: int = 1200,
    every_s: int = 5,
    speed_mps: float = 3.0,
    hr: int | None = 140,
    kind: str | None = "running",
    name: str = "Morning run",
) -> bytes:
    """A straight northward GPX track at constant speed and heart rate."""
    points = []
    for second in range(0, seconds + 1, every_s):
        lat = 52.0 + second * speed_mps / 111_195
        beat = f"<extensions><hr>{hr}</hr></extensions>" if hr else ""
        when = (start + timedelta(seconds=second)).isoformat()
        points.append(f'<trkpt lat="{lat:.7f}" lon="13.4"><ele>40</ele><time>{when}Z</time>{beat}</trkpt>')
    sport = f"<type>{kind}</type>" if kind else ""
    head = '<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
    return f"{head}<trk><name>{name}</name>{sport}<trkseg>{''.join(points)}</trkseg></trk></gpx>".encode()


def tcx(
    *, start: datetime = START, seconds: int = 1200, every_s: int = 1, speed_mps: float = 3.0, hr: int | None = 140
) -> bytes:
    """The same run as TCX, with distance, speed left to be derived, and one lap."""
    points = []
    for second in range(0, seconds + 1, every_s):
        when = (start + timedelta(seconds=second)).isoformat()
        beat = f"<HeartRateBpm><Value>{hr}</Value></HeartRateBpm>" if hr else ""
        points.append(
            f"<Trackpoint><Time>{when}Z</Time>"
            f"<DistanceMeters>{second * speed_mps}</DistanceMeters>{beat}</Trackpoint>"
        )
    space = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    lap = (
        f'<Lap StartTime="{start.isoformat()}Z"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{seconds * speed_mps}</DistanceMeters><Track>{''.join(points)}</Track></Lap>"
    )
    return (
        f'<?xml version="1.0"?><TrainingCenterDatabase xmlns="{space}"><Activities><Activity Sport="Running">'
        f"<Id>{start.isoformat()}Z</Id>{lap}</Activity></Activities></TrainingCenterDatabase>"
    ).encode()
