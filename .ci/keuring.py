# SPDX-License-Identifier: EUPL-1.2
"""What is locked, looked over: `licenties` needs no network and runs in CI; `lekken` asks pip-audit for known holes and notes the day.

The note holds the mark of the lock that was looked over, so that CI can say that it changed since.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

HIER: Final = Path(__file__).parents[1]
SLOTEN: Final = ("requirements.txt", "requirements-dev.txt")
NOTITIE: Final = HIER / ".ci" / "lekken.json"
# Licences that may go along with a product under the EUPL-1.2, unchanged and beside it.
VRIJ: Final = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python[- ]Software|MPL-2|Mozilla Public License 2|LGPL|Lesser General Public|PostgreSQL|Unlicense|0BSD|Zlib",
    re.I,
)
EIGEN: Final = re.compile(r"EUPL|European Union Public", re.I)


def vastgezet(naam: str) -> dict[str, str]:
    """Packages of a lock, with their version."""
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", (HIER / naam).read_text("utf-8"), re.M))


def licentie(pakket: str) -> str | None:
    """What a package says of itself; None where it is not installed (of another platform)."""
    try:
        m = metadata.metadata(pakket)
    except metadata.PackageNotFoundError:
        return None
    # The text of a licence stands sometimes where its name should: its first line will do.
    delen = [
        m.get("License-Expression"),
        *(c.rsplit(" :: ", 1)[-1] for c in m.get_all("Classifier") or () if c.startswith("License")),
        m.get("License"),
    ]
    return "; ".join(d.strip().splitlines()[0] for d in delen if d and d.strip())


def licenties() -> int:
    """Refuses a licence that is not on the list."""
    mis, elders = [], []
    for slot in SLOTEN:
        for pakket in vastgezet(slot):
            wat = licentie(pakket)
            if wat is None:
                elders.append(pakket)
            elif not VRIJ.search(wat) and not EIGEN.search(wat):
                mis.append(f"{pakket}: {wat or 'says nothing'} ({slot})")
    print(f"Licences: {len(mis)} not on the list, {len(set(elders))} not installed here: {', '.join(sorted(set(elders)))}")
    print("\n".join([*mis, stand()]))
    return 1 if mis else 0


def _merk() -> str:
    return hashlib.sha256(b"".join((HIER / s).read_bytes() for s in SLOTEN)).hexdigest()


def stand() -> str:
    """Whether this lock was looked over for known holes, in a line that cannot be missed."""
    if not NOTITIE.exists():
        return "!!! KNOWN HOLES: this lock was never looked over. Run `make keuring` where there is a network."
    notitie = json.loads(NOTITIE.read_text("utf-8"))
    if notitie["lock"] != _merk():
        return f"!!! KNOWN HOLES: the lock changed since {notitie['day']}. Run `make keuring` where there is a network."
    return f"Known holes: looked over on {notitie['day']}, {len(notitie['found'])} found."


def lekken(dag: str) -> int:
    """Ask pip-audit, and note the day that the caller names. No answer is not the same as no holes."""
    gevonden: list[str] = []
    for slot in SLOTEN:
        opdracht = [
            sys.executable,
            "-m",
            "pip_audit",
            "-r",
            str(HIER / slot),
            "--require-hashes",
            "--disable-pip",
            "-f",
            "json",
            "--progress-spinner",
            "off",
        ]
        klaar = subprocess.run(opdracht, capture_output=True, text=True)
        try:
            antwoord = json.loads(klaar.stdout)
        except ValueError:
            print(klaar.stderr[-2000:], "No answer from pip-audit: nothing is noted.", sep="\n")
            return 2
        overgeslagen = [p["name"] for p in antwoord["dependencies"] if "skip_reason" in p]  # a mirror without the data: pip-audit calls that clean
        if overgeslagen:
            print(f"{slot}: {len(overgeslagen)} packages could not be looked up ({', '.join(overgeslagen[:5])} ...): nothing is noted.")
            return 2
        gevonden += [f"{p['name']} {p.get('version')}: {v['id']}" for p in antwoord["dependencies"] for v in p.get("vulns", ())]
    NOTITIE.write_text(json.dumps({"day": dag, "lock": _merk(), "found": sorted(set(gevonden))}, indent=1) + "\n", "utf-8")
    print(stand(), *sorted(set(gevonden)), sep="\n")
    return 1 if gevonden else 0


if __name__ == "__main__":
    raise SystemExit(licenties() if sys.argv[1] == "licenties" else lekken(sys.argv[2]))
