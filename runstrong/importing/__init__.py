"""Files in, outcomes out: find them, read and measure them, find each one's twin, keep it whole or not at all."""

from runstrong.importing.intake import import_bytes, import_member, import_paths, import_upload
from runstrong.importing.rebuilding import rebuild

__all__ = ["import_bytes", "import_member", "import_paths", "import_upload", "rebuild"]
