"""Files in, outcomes out: find them, read and measure them, find each one's twin, keep it whole or not at all."""

from runstrong.importing.intake import bulk, import_bytes, import_paths, import_upload
from runstrong.importing.pairs import Decision, different, same
from runstrong.importing.progress import Progress
from runstrong.importing.rebuilding import rebuild
from runstrong.importing.removing import remove, take_back
from runstrong.importing.sources import Source, from_paths, from_uploads

__all__ = [
    "Decision", "Progress", "Source", "bulk", "different", "from_paths", "from_uploads", "import_bytes",
    "import_paths", "import_upload", "rebuild", "remove", "same", "take_back",
]  # fmt: skip
