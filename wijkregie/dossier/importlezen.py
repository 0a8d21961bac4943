# SPDX-License-Identifier: EUPL-1.2
"""A file with running cases (JSON, or CSV with one fact per row) to one and the same shape, with the place of every value for messages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from wijkregie.norm import yaml12
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.taal.bereik import lijkt_op

DOSSIER: Final = ("sleutel", "protocollen", "gebied", "behandelaar", "begonnen", "persoon", "adres", "partijen", "feiten")
FEIT: Final = ("feit", "op", "id", "opent", "over", "rol", "organisatie", "namens", "reden", "velden", "rectificeer", "wordt", "intrekken")
_GROEP: Final = ("persoon", "adres", "velden", "wordt")  # columns like velden.kanaal
_LIJST: Final = "|"
Pad = tuple[str | int, ...]


@dataclass(slots=True)
class Bron:
    """The cases of a file, and where each stands in it."""

    bestand: str
    tekst: str = ""  # of a JSON file, to find lines when something is wrong
    rijen: dict[Pad, int] = field(default_factory=dict)  # of a CSV file: the row of a case or fact
    dossiers: list[dict[str, Any]] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    _boom: Any = None

    def fout(self, pad: Sequence[str | int], melding: str, herstel: str = "") -> None:
        self.fouten.append(Fout(self.bestand, self._regel(pad), self._sleutel(pad), melding, herstel))

    def meld(self) -> None:
        """Raise what was found."""
        if self.fouten:
            raise InvoerFout(self.fouten)

    def _regel(self, pad: Sequence[str | int]) -> int:
        if self.rijen:
            return next((self.rijen[tuple(pad[:n])] for n in range(len(pad), 0, -1) if tuple(pad[:n]) in self.rijen), 1)
        if self._boom is None:
            try:
                leesbaar = re.sub(r"\\u[0-9a-fA-F]{4}", "?", self.tekst)
                self._boom = yaml12.laad(leesbaar, self.bestand)  # JSON is YAML, and this reader knows lines
            except InvoerFout:
                self._boom = {}
        return yaml12.plaats(self._boom, pad)

    def _sleutel(self, pad: Sequence[str | int]) -> str:
        if not self.rijen:
            return ".".join(map(str, pad))
        kolom = [str(x) for x in pad if not isinstance(x, int) and x not in ("dossiers", "feiten")]
        return "dossier" if kolom == ["sleutel"] else ".".join(kolom)


def lees(pad: Path) -> Bron:
    """Raises InvoerFout with everything that is wrong with the shape of the file; OSError."""
    try:
        tekst = pad.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InvoerFout(Fout(str(pad), 0, "", "Dit bestand is geen UTF-8.", "Sla het opnieuw op met de codering UTF-8.")) from None
    soorten = {".json": _json, ".csv": _csv}
    if pad.suffix.lower() not in soorten:
        raise InvoerFout(Fout(str(pad), 0, "", "Dit is geen json of csv.", "Geef het bestand de naam iets.json of iets.csv."))
    bron = soorten[pad.suffix.lower()](str(pad), tekst)
    _vorm(bron)
    bron.meld()
    return bron


# JSON


def _json(bestand: str, tekst: str) -> Bron:
    def uniek(paren: list[tuple[str, Any]]) -> dict[str, Any]:
        uit = dict(paren)
        if len(uit) < len(paren):
            dubbel = next(k for i, (k, _) in enumerate(paren) if k in dict(paren[:i]))
            raise InvoerFout(Fout(bestand, 0, dubbel, "Deze sleutel staat er in een kaart twee keer.", "Haal er een weg."))
        return uit

    try:
        data = json.loads(tekst, object_pairs_hook=uniek)
    except json.JSONDecodeError as e:
        raise InvoerFout(
            Fout(bestand, e.lineno, "", f"Dit is geen geldige JSON (teken {e.colno}).", "Kijk of er een komma, haakje of aanhalingsteken mist.")
        ) from None
    except RecursionError:
        raise InvoerFout(Fout(bestand, 0, "", "Dit bestand is te diep genest.")) from None
    if not isinstance(data, dict) or not isinstance(data.get("dossiers"), list) or len(data) > 1:
        raise InvoerFout(Fout(bestand, 1, "", "Dit bestand heeft geen lijst dossiers.", 'Begin met {"dossiers": [...]}.'))
    return Bron(bestand, tekst, dossiers=data["dossiers"])


# CSV


def _csv(bestand: str, tekst: str) -> Bron:
    kop = tekst.partition("\n")[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=max(",;\t", key=kop.count), strict=True)
    bron = Bron(bestand, rijen={("dossiers",): 1})
    try:
        kolommen = [k.strip() for k in next(lezer, [])]
        _kolommen(bron, kolommen)
        bron.meld()
        per: dict[str, int] = {}
        for cellen in lezer:
            rij = lezer.line_num
            if not any(c.strip() for c in cellen):
                continue
            if len(cellen) != len(kolommen):
                raise InvoerFout(
                    Fout(
                        bestand,
                        rij,
                        "",
                        f"Deze rij heeft {len(cellen)} cellen; de kop heeft er {len(kolommen)}.",
                        "Zet tekst met het scheidingsteken tussen aanhalingstekens.",
                    )
                )
            _rij(bron, per, rij, {k: c.strip() for k, c in zip(kolommen, cellen, strict=True) if c.strip()})
    except csv.Error as e:
        raise InvoerFout(Fout(bestand, lezer.line_num, "", f"Deze rij is niet te lezen ({e}).", "Sla het bestand opnieuw op als csv.")) from None
    return bron


def _kolommen(bron: Bron, kolommen: list[str]) -> None:
    bekend = ["dossier", *(k for k in (*DOSSIER, *FEIT) if k not in ("sleutel", "partijen", "feiten", *_GROEP))]
    for k in kolommen:
        if k not in bekend and k.partition(".")[0] not in _GROEP:
            bron.fout(
                ("dossiers", k),
                "Deze kolom ken ik niet.",
                lijkt_op(k, bekend).strip() or f"Bekend zijn: {', '.join(bekend)}, velden.*, persoon.*, adres.*, wordt.*.",
            )
        elif kolommen.count(k) > 1:
            bron.fout(("dossiers", k), "Deze kolom staat er twee keer.", "Haal er een weg.")
    if "dossier" not in kolommen:
        bron.fout(("dossiers",), "De kolom dossier ontbreekt.", "Zet in elke rij bij welk dossier zij hoort.")


def _rij(bron: Bron, per: dict[str, int], rij: int, cellen: dict[str, str]) -> None:
    sleutel = cellen.pop("dossier", None)
    if sleutel is None:
        bron.rijen["rij", rij] = rij
        bron.fout(("rij", rij), "In deze rij staat geen dossier.", "Vul de kolom dossier in.")
        return
    i = per.setdefault(sleutel, len(per))
    pad: Pad = ("dossiers", i)
    if i == len(bron.dossiers):
        bron.dossiers.append({"sleutel": sleutel, "feiten": []})
        bron.rijen[pad] = rij
    d = bron.dossiers[i]
    feit: dict[str, Any] = {}
    for kolom, cel in cellen.items():
        groep, _, naam = kolom.partition(".")
        if groep in ("velden", "wordt"):
            feit.setdefault(groep, {})[naam] = _cel(cel)
        elif kolom in FEIT:
            feit[kolom] = _cel(cel)
        else:
            _van_dossier(bron, d, (*pad, groep) if not naam else (*pad, groep, naam), rij, cel)
    if feit:
        bron.rijen[*pad, "feiten", len(d["feiten"])] = rij
        d["feiten"].append(feit)


def _van_dossier(bron: Bron, d: dict[str, Any], pad: Pad, rij: int, cel: str) -> None:
    """What is about the case as a whole: once, or every row the same."""
    doel = d if len(pad) == 3 else d.setdefault(str(pad[2]), {})
    naam = str(pad[-1])
    waarde = cel.split(_LIJST) if naam == "protocollen" else cel
    if doel.setdefault(naam, waarde) != waarde:
        bron.rijen[pad] = rij
        bron.fout(pad, "In een eerdere rij van dit dossier staat iets anders.", "Vul dit een keer in, of in elke rij hetzelfde.")
    bron.rijen.setdefault(pad, rij)


def _cel(cel: str) -> str | list[str]:
    return [x.strip() for x in cel.split(_LIJST)] if _LIJST in cel else cel


# the shape


def _vorm(bron: Bron) -> None:
    gezien: set[str] = set()
    for i, d in enumerate(bron.dossiers):
        pad: Pad = ("dossiers", i)
        if not isinstance(d, dict):
            bron.fout(pad, "Een dossier is een kaart met sleutels.")
            continue
        _sleutels(bron, pad, d, DOSSIER)
        if isinstance(d.get("protocollen"), str):
            d["protocollen"] = [d["protocollen"]]
        for naam, soort, wat in (("sleutel", str, "een tekst"), ("protocollen", list, "een lijst")):
            if not isinstance(d.get(naam), soort) or not d[naam]:
                bron.fout((*pad, naam), f"{naam} ontbreekt of is niet {wat}.", "Vul dit in.")
        sleutel = str(d.get("sleutel"))
        if sleutel in gezien:
            bron.fout((*pad, "sleutel"), f"Het dossier {sleutel} staat er twee keer.", "Zet alle feiten van een dossier bij elkaar.")
        gezien.add(sleutel)
        for naam in ("persoon", "adres"):
            if d.get(naam) is not None and not isinstance(d[naam], dict):
                bron.fout((*pad, naam), f"{naam} is een kaart van veld naar waarde.")
        for naam in ("feiten", "partijen"):
            _lijst(bron, pad, d, naam, FEIT if naam == "feiten" else ("rol", "organisatie", "op"))


def _lijst(bron: Bron, pad: Pad, d: dict[str, Any], naam: str, bekend: Sequence[str]) -> None:
    lijst = d.setdefault(naam, [])
    if not isinstance(lijst, list):
        bron.fout((*pad, naam), f"{naam} is een lijst.")
        return
    for n, f in enumerate(lijst):
        hier: Pad = (*pad, naam, n)
        if not isinstance(f, dict):
            bron.fout(hier, "Dit is geen kaart met sleutels.")
            continue
        _sleutels(bron, hier, f, bekend)
        for groep in ("velden", "wordt"):
            if f.get(groep) is not None and not isinstance(f[groep], dict):
                bron.fout((*hier, groep), f"{groep} is een kaart van veld naar waarde.")
        for k in ("feit", "id", "opent", "rol", "organisatie", "namens", "reden", "rectificeer", "op"):
            if isinstance(f.get(k), (list, dict)):
                bron.fout((*hier, k), "Hier hoort één waarde.")


def _sleutels(bron: Bron, pad: Pad, kaart: dict[str, Any], bekend: Sequence[str]) -> None:
    for k in kaart:
        if k not in bekend:
            bron.fout((*pad, k), f"{k} hoort hier niet.", lijkt_op(k, bekend).strip() or f"Bekend zijn: {', '.join(bekend)}.")
