"""Is the installation healthy?"""

from runstrong import doctor
from runstrong.cli.say import print_json, print_table
from runstrong.cli.shell import Json, app
from runstrong.config import data_folder


@app.command("doctor")
def doctor_(as_json: Json = False) -> None:
    """Check whether the installation is healthy."""
    findings = doctor.examine(data_folder())
    if as_json:
        print_json([{"check": f.check, "ok": f.ok, "text": f.text} for f in findings])
    else:
        print_table(
            "Doctor", ("", "check", "finding"), (("ok" if f.ok else "!!", f.check, f.text) for f in findings)
        )
    for finding in findings:
        if finding.trouble is not None:
            raise finding.trouble
