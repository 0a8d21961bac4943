# SPDX-License-Identifier: EUPL-1.2
"""The texts of the public form, one file per language, and which questions stand on which step. A municipality can have files of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from wijkregie.norm.yaml12 import laad_bytes

EIGEN: Final = Path(__file__).parent / "teksten"
TALEN: Final = ("nl", "en")
"""The first is that of who asks for no other."""


@dataclass(frozen=True, slots=True)
class Vraagtekst:
    """A question in the words of a resident."""

    vraag: str
    uitleg: str = ""
    opties: Mapping[str, tuple[str, str]] | None = None  # value -> words, and a second line
    verplicht: bool = False  # also where the vocabulary does not ask it
    invullen: str = "off"


@dataclass(frozen=True, slots=True)
class Woorden:
    """All texts in one language."""

    taal: str
    naam: str
    teksten: Mapping[str, str]
    vragen: Mapping[str, dict[str, Vraagtekst]]
    aanvulling: Mapping[str, dict[str, Vraagtekst]]

    def __call__(self, sleutel: str, **waarden: object) -> str:
        tekst = self.teksten[sleutel]
        return tekst.format(**waarden) if waarden else tekst


@dataclass(frozen=True, slots=True)
class Mailvelden:
    """Which fields a report by mail fills."""

    vast: Mapping[str, Any]
    tekst: str
    naam: str
    adres: str


@dataclass(frozen=True, slots=True)
class Opzet:
    """What the form asks of one vocabulary."""

    ingang: str
    mail: Mailvelden | None
    vast: Mapping[str, Any]
    anoniem: str
    stappen: Mapping[str, tuple[str, ...]]
    een_regel: frozenset[str]
    aanvulling: tuple[str, ...]

    @property
    def velden(self) -> tuple[str, ...]:
        return tuple(v for velden in self.stappen.values() for v in velden)


@cache
def woorden(taal: str) -> Woorden:
    """Raises InvoerFout, KeyError for a file that lacks something: a start without it is no start."""
    d = _lees(f"{taal}.yaml")
    return Woorden(taal, str(d["taal"]), {k: str(v) for k, v in d["teksten"].items()}, _vragen(d["vragen"]), _vragen(d["aanvulling"]))


@cache
def opzet(gemeente: str) -> Opzet | None:
    """None: for this vocabulary there is no form."""
    d = _lees("formulier.yaml").get(gemeente)
    if d is None:
        return None
    stappen = {str(n): tuple(map(str, v)) for n, v in d["stappen"].items()}
    m = d.get("mail")
    mail = Mailvelden(dict(m["vast"]), str(m["tekst"]), str(m["naam"]), str(m["adres"])) if m else None
    return Opzet(
        str(d.get("ingang", "")),
        mail,
        dict(d["vast"]),
        str(d["anoniem"]),
        stappen,
        frozenset(map(str, d["een_regel"])),
        tuple(map(str, d["aanvulling"])),
    )


def _lees(naam: str) -> Any:
    """A file of the municipality, with our own sentences where it has none: it may be older than a sentence that an update brought."""
    eigen = laad_bytes((EIGEN / naam).read_bytes(), naam)
    pad = settings.MELDTEKSTEN / naam if settings.MELDTEKSTEN else None
    if pad is None or not pad.exists():
        return eigen
    anders = laad_bytes(pad.read_bytes(), str(pad))
    return {**anders, "teksten": {**eigen["teksten"], **anders.get("teksten", {})}} if "teksten" in eigen else anders


def _vragen(d: Mapping[str, Any]) -> dict[str, dict[str, Vraagtekst]]:
    return {str(g): {str(n): _vraag(v) for n, v in per.items()} for g, per in d.items()}


def _vraag(d: Mapping[str, Any]) -> Vraagtekst:
    opties = d.get("opties")
    return Vraagtekst(
        str(d["vraag"]),
        str(d.get("uitleg", "")),
        {str(w): (str(t[0]), str(t[1]) if len(t) > 1 else "") for w, t in opties.items()} if opties else None,
        d.get("verplicht") in (True, "ja"),
        str(d.get("invullen", "off")),
    )
