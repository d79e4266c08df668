"""Bytes to what they say: one door for every format."""

from runstrong.config import LIMITS, MEGABYTE, Limits
from runstrong.errors import Unreadable
from runstrong.ingest.fit.read import read_fit
from runstrong.ingest.sniff import HEAD_BYTES, sniff
from runstrong.ingest.xml.gpx import read_gpx
from runstrong.ingest.xml.tcx import read_tcx
from runstrong.model.recording import Reading

_NO_WATCH_FILE = "This is no FIT, GPX or TCX file: export the activity from your watch or app in one of these."


def read(data: bytes, limits: Limits = LIMITS) -> Reading:
    """Read one watch file, by what it is and not by its name.

    Raises NotAnActivity for a valid file that holds no training, Unreadable for all others; the message is
    one plain sentence that does not name the file.
    """
    if not data:
        raise Unreadable("The file is empty: copy or export it again.")
    if len(data) > limits.file_bytes:
        raise Unreadable(f"The file is larger than {limits.file_bytes // MEGABYTE} MB, more than a watch writes.")
    match sniff(data[:HEAD_BYTES]):
        case "fit":
            return read_fit(data, limits.records)
        case "gpx":
            return read_gpx(data, limits.records)
        case "tcx":
            return read_tcx(data, limits.records)
        case "gzip" | "zip":
            raise Unreadable("The file is packed inside others too deeply: unpack it and import what is inside.")
        case "unknown":
            raise Unreadable(_NO_WATCH_FILE)
