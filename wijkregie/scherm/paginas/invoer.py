# SPDX-License-Identifier: EUPL-1.2
"""From what was typed to a fact as people write it, with a sentence at every control that is not right. The core checks it all again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from wijkregie.dossier.bestanden import HOOGSTENS, BestandFout, bijlage
from wijkregie.dossier.opdracht import Bijlage
from wijkregie.dossier.schoon import schoon, vuil
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.tijd.termijn import lees_termijn
from wijkregie.scherm.paginas.vragen import MEESTE_DELEN, Ingevuld, een, naam_van
from wijkregie.scherm.taal import lees_datum, lees_tijd

GEEN_DATUM: Final = "Dit is geen dag die bestaat. Schrijf de dag zo: 7-4-2026."
GEEN_TIJD: Final = "Dit is geen tijd. Schrijf de tijd zo: 16.40."
GEEN_GETAL: Final = "Dit is geen getal. Schrijf alleen cijfers, zoals 3 of 2,5."
KIES: Final = "Dit antwoord kan hier niet. Kies een van de antwoorden."
_GETAL: Final = re.compile(r"-?\d{1,9}(?:,\d{1,4})?")
_BESTURING: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
MEESTE_WAARDEN: Final = 100


@dataclass(slots=True)
class Gelezen:
    """What the form says: fields for the core, and what is wrong by control."""

    velden: dict[str, Any] = field(default_factory=dict)
    fouten: dict[str, str] = field(default_factory=dict)


def ingevuld_van(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed, cleaned of what turns reading around; control characters stay in, so that they are refused and not changed unseen."""
    return {k: [schoon(w) for w in request.POST.getlist(k)[:MEESTE_WAARDEN]] for k in request.POST if k != "csrfmiddlewaretoken"}


def zonder_besturing(ingevuld: Ingevuld) -> dict[str, list[str]]:
    """For a draft: what a database cannot keep is left out."""
    return {_BESTURING.sub("", k): [_BESTURING.sub("", w) for w in ws] for k, ws in ingevuld.items()}


def lees_velden(model: FeitType, ingevuld: Ingevuld, w: Wereld) -> Gelezen:
    """The fields of a fact type."""
    g = Gelezen()
    for naam, v in model.velden.items():
        waarde = _lees(naam_van(naam), v, ingevuld, w, g.fouten)
        if waarde is not None:
            g.velden[naam] = waarde
    return g


def lees_moment(ingevuld: Ingevuld, vandaag: date, fouten: dict[str, str], dag: str = "op", tijd: str = "tijd") -> str:
    """When it happened, as the core reads it; today if nothing was typed. In the future it is refused."""
    tekst, uur = een(ingevuld, dag).strip(), een(ingevuld, tijd).strip()
    d = lees_datum(tekst) if tekst else vandaag
    t = lees_tijd(uur) if uur else None
    if d is None or not 1900 <= d.year <= 2200:
        fouten[dag] = GEEN_DATUM
        d = vandaag
    elif d > vandaag:
        fouten[dag] = "Deze dag ligt in de toekomst. Vul een dag in tot en met vandaag."
        d = vandaag  # so that what else is wrong comes out at once
    if uur and t is None:
        fouten[tijd] = GEEN_TIJD
    return d.isoformat() + (f" {t.hour:02d}:{t.minute:02d}" if t is not None else "")


def _lees(naam: str, v: Veld, ingevuld: Ingevuld, w: Wereld, fouten: dict[str, str]) -> Any:
    if v.soort == "lijst":
        return _lees_lijst(naam, v, ingevuld, w, fouten)
    tekst = een(ingevuld, naam).strip()
    if not tekst:
        return None
    if (fout := vuil(tekst, naam)) is not None:
        fouten[naam] = fout[1]
        return None
    waarde = _waarde(tekst, v, w)
    if isinstance(waarde, _Fout):
        fouten[naam] = waarde.tekst
        return None
    return waarde


@dataclass(frozen=True, slots=True)
class _Fout:
    tekst: str


def _waarde(tekst: str, v: Veld, w: Wereld) -> Any:
    if v.soort == "janee":
        return {"ja": True, "nee": False}.get(tekst, _Fout(KIES))
    if v.soort == "datum":
        d = lees_datum(tekst)
        return d.isoformat() if d is not None and 1900 <= d.year <= 2200 else _Fout(GEEN_DATUM)
    if v.soort == "tijd":
        t = lees_tijd(tekst)
        return f"{t.hour:02d}:{t.minute:02d}" if t is not None else _Fout(GEEN_TIJD)
    if v.soort == "getal":
        kaal = tekst.replace(".", ",") if tekst.count(".") == 1 and "," not in tekst else tekst
        if not kaal.isascii() or _GETAL.fullmatch(kaal) is None:
            return _Fout(GEEN_GETAL)
        return float(kaal.replace(",", ".")) if "," in kaal else int(kaal)
    if v.soort == "keuze":
        return tekst if tekst in v.waarden else _Fout(KIES)
    if v.soort == "rol":
        return tekst if tekst in w.rollen else _Fout(KIES)
    if v.soort == "termijn":
        try:
            return str(lees_termijn(tekst))
        except ValueError:
            return _Fout("Dit is geen termijn. Schrijf bijvoorbeeld 2 weken of 10 werkdagen.")
    if v.soort == "organisatie":
        return tekst if tekst.isascii() and tekst.isdecimal() and len(tekst) < 10 else _Fout(KIES)
    return tekst


def _lees_lijst(naam: str, v: Veld, ingevuld: Ingevuld, w: Wereld, fouten: dict[str, str]) -> Any:
    if isinstance(v.van, dict):
        return _lees_delen(naam, v.van, ingevuld, w, fouten)
    gekozen = [x for g in ingevuld.get(naam) or () for x in (g.split("\n") if not v.waarden and v.van != "rol" else [g]) if x.strip()]
    soort: Any = "keuze" if v.waarden else v.van if v.van in ("rol", "datum", "getal", "janee") else "tekst"
    lid = Veld.model_construct(soort=soort, waarden=v.waarden, van=None)
    uit = []
    for x in dict.fromkeys(y.strip() for y in gekozen):
        waarde = _lees(naam, lid, {naam: [x]}, w, fouten)
        if waarde is not None:
            uit.append(waarde)
    return uit or None


def _lees_delen(naam: str, velden: Mapping[str, Veld], ingevuld: Ingevuld, w: Wereld, fouten: dict[str, str]) -> Any:
    uit = []
    for i in range(MEESTE_DELEN):
        rij = {n: _lees(f"{naam}-{i}-{n}", x, ingevuld, w, fouten) for n, x in velden.items()}
        if not any(een(ingevuld, f"{naam}-{i}-{n}").strip() for n in velden):
            continue
        for n, x in velden.items():
            if x.verplicht and rij[n] is None:
                fouten.setdefault(f"{naam}-{i}-{n}", f"Vul dit in: {x.vraag or n.replace('_', ' ')}")
        uit.append({n: y for n, y in rij.items() if y is not None})
    return uit or None


def lees_bestanden(request: HttpRequest, categorie: str | None) -> tuple[tuple[Bijlage, ...], str]:
    """The files of a form, checked; and what is wrong with the first that is not right."""
    uit: list[Bijlage] = []
    for f in request.FILES.getlist("bestand"):
        assert isinstance(f, UploadedFile)
        try:
            if (f.size or 0) > HOOGSTENS:
                raise BestandFout(f"Dit bestand is {(f.size or 0) // 1024 // 1024} MB. Er past 25 MB. Maak het kleiner of splits het.")
            uit.append(bijlage(f.name or "bestand", f.read(), categorie))
        except BestandFout as e:
            return (), f"{e}"
    return tuple(uit), ""


def uuid_van(tekst: str) -> UUID | None:
    """An id as a form gives it back; None if it is none."""
    try:
        return UUID(tekst) if len(tekst) == 36 else None
    except ValueError:
        return None


def sleutel_van(ingevuld: Ingevuld) -> UUID:
    """The key against recording twice; a form without one gets a new one."""
    return uuid_van(een(ingevuld, "sleutel")) or uuid4()
