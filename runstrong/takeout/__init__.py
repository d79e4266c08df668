"""Everything the runner has: kept elsewhere in one file and put back, given out as tables and files, deleted."""

from runstrong.takeout.belongings import Holdings, holdings, holdings_in
from runstrong.takeout.deleting import Deleted, delete
from runstrong.takeout.exporting import export, export_into
from runstrong.takeout.packing import Taken, backup, backup_into
from runstrong.takeout.reading import DAMAGED, NOT_OURS, look_into, unpacked
from runstrong.takeout.restoring import exchange, restore
from runstrong.takeout.telling import held, what_goes

__all__ = [
    "DAMAGED", "NOT_OURS", "Deleted", "Holdings", "Taken", "backup", "backup_into", "delete", "exchange", "export",
    "export_into", "held", "holdings", "holdings_in", "look_into", "restore", "unpacked", "what_goes",
]  # fmt: skip
