# SPDX-License-Identifier: EUPL-1.2
"""A dossier from its rows to the core, whole. Called by the package kern alone: a state derived from what the writer may see would be wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier import afspraken
from wijkregie.dossier.inhoud import naar_waarde, pak_uit
from wijkregie.klok import ZONE
from wijkregie.norm.feiten.beeld import Omstandigheden, Verbonden
from wijkregie.norm.feiten.feit import RECTIFICATIE, Actor, Feit
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.omgeving import omgeving

_DOSSIER = """select nummer, soort, protocollen, gebied, begonnen, gesloten_op, laatste_nr, schakel, wisselt_op, wacht_sinds, afdruk
    from dossier_dossier where gemeente = %s and id = %s"""
_KADERS = """select id, nr, soort, op, tijd, vastgelegd, rol, soort_organisatie, organisatie, namens, vastlegger, opent, over, van, herkomst,
    overgenomen, categorie from dossier_feit where gemeente = %s and dossier = %s order by nr"""
_DELEN = "select feit, categorie, vorm, inhoud, vastlegger from dossier_deel where gemeente = %s and dossier = %s"
_VERBONDEN = """select v.ander, v.relatie, v.sinds, v.tot, p.naam, p.waarde, p.vanaf, p.categorie, p.bron
    from dossier_verbinding v left join dossier_publicatie p on p.gemeente = v.gemeente and p.dossier = v.ander
    where v.gemeente = %s and v.dossier = %s order by v.ander, p.vanaf"""


@dataclass(slots=True)
class Geladen:
    """A dossier as it lies in the database."""

    gemeente: int
    code: str
    id: UUID
    nummer: str
    soort: str
    protocollen: tuple[str, ...]
    gebied: int | None
    begonnen: date
    gesloten_op: date | None
    laatste_nr: int
    schakel: bytes
    wisselt_op: date | None
    wacht_sinds: datetime | None
    afdruk: dict[str, dict[str, str]]
    feiten: list[Feit] = field(default_factory=list)
    laatst: datetime | None = None  # when the last fact was recorded
    vastleggers: dict[str, int] = field(default_factory=dict)
    kader: list[tuple[int, str]] = field(default_factory=list)  # of every row: who recorded it, its category
    gelezen: set[tuple[int | None, str]] = field(default_factory=set)  # of every value of a linked dossier: the same (None: several)
    overgenomen_op: date | None = None  # the last day on which something was taken over from elsewhere

    @property
    def wereld(self) -> Wereld:
        return afspraken.wereld(self.code)

    def dingen(self) -> dict[str, str]:
        """Every thing that a fact opened, and its kind."""
        return {f.opent: self.wereld.feiten[f.soort].opent or "" for f in self.feiten if f.opent is not None}


def laad(cursor: Any, gemeente: int, code: str, dossier: UUID, bits: Bits, *, slot: bool) -> Geladen | None:
    """The dossier and all its facts; `slot` locks it until the end of the transaction. None: there is no such dossier."""
    cursor.execute(_DOSSIER + (" for update" if slot else ""), [gemeente, dossier])
    rij = cursor.fetchone()
    if rij is None:
        return None
    nummer, soort, protocollen, gebied, begonnen, gesloten_op, laatste_nr, link, wisselt_op, wacht_sinds, afdruk = rij
    g = Geladen(
        gemeente, code, dossier, nummer, soort, tuple(protocollen), gebied, begonnen, gesloten_op, laatste_nr, bytes(link), wisselt_op, wacht_sinds,
        als_json(afdruk),
    )  # fmt: skip
    cursor.execute(_DELEN, [gemeente, dossier])
    delen: dict[UUID, list[tuple[int, int, Any, int]]] = {}
    for feit, *rest in cursor.fetchall():
        delen.setdefault(feit, []).append((rest[0], rest[1], rest[2], rest[3]))
    cursor.execute(_KADERS, [gemeente, dossier])
    for k in cursor.fetchall():
        eigen = delen.get(k[0], ())
        g.feiten.append(_feit(k, eigen, g.wereld, bits, g.feiten))
        g.vastleggers[str(k[0])] = k[10]
        g.laatst = k[5]
        g.kader.append((k[10], bits.naam[k[16]]))
        g.kader += [(v, bits.naam[c]) for c, _, _, v in eigen]
        if k[15]:
            dag = k[5].astimezone(ZONE).date()
            g.overgenomen_op = dag if g.overgenomen_op is None else max(g.overgenomen_op, dag)
    return g


def als_json(v: Any) -> Any:
    return json.loads(v) if isinstance(v, (str, bytes)) else v


def _feit(k: tuple[Any, ...], delen: Iterable[tuple[int, int, Any, int]], w: Wereld, bits: Bits, eerder: list[Feit]) -> Feit:
    id_, nr, soort, op, tijd, vastgelegd, rol, soort_org, org, namens, _, opent, over, van, herkomst, overgenomen, _ = k
    toen = vastgelegd.astimezone(ZONE)
    model = w.feiten[_doelsoort(van, eerder) if soort == RECTIFICATIE else soort]
    velden, reden, persoon, vernietigd = _inhoud(delen, model, bits)
    if van is not None:
        velden["van"] = str(van)
    return Feit(
        str(id_),
        soort,
        op,
        nr,
        tijd=tijd,
        vastgelegd_op=op if overgenomen else toen.date(),  # what was taken over was recorded in time elsewhere
        vastgelegd_tijd=tijd if overgenomen else toen.hour * 60 + toen.minute,
        door=Actor(rol, None if org is None else str(org), soort_org, None if overgenomen else persoon),  # who took it over did not do it
        namens=namens,
        opent=None if opent is None else str(opent),
        over=tuple(str(d) for d in over),
        velden=velden,
        herkomst=herkomst,
        reden=reden,
        vernietigd=vernietigd,
    )


def _doelsoort(van: UUID, eerder: list[Feit]) -> str:
    """The type of the fact at the root of a chain of rectifications."""
    per = {f.id: f for f in eerder}
    f = per[str(van)]
    while f.soort == RECTIFICATIE:
        f = per[str(f.velden["van"])]
    return f.soort


def _inhoud(delen: Iterable[tuple[int, int, Any, int]], model: FeitType, bits: Bits) -> tuple[dict[str, Any], str | None, str | None, frozenset[str]]:
    """The fields of a fact from its category rows; a destroyed row makes its fields *vernietigd*."""
    velden: dict[str, Any] = {}
    reden = persoon = None
    weg: set[str] = set()
    for categorie, _vorm, inhoud, _ in delen:
        if inhoud is None:
            naam = bits.naam[categorie]
            weg |= {v for v, m in model.velden.items() if (m.categorie or model.categorie) == naam}
            continue
        for naam, waarde in json.loads(bytes(inhoud)).items():
            if naam == ":reden":
                reden = waarde
            elif naam == ":door":
                persoon = str(waarde["login"])
            elif naam in (":intrekken", ":verplaatst"):
                velden[naam[1:]] = True
            elif naam == ":wordt":
                velden.setdefault("wordt", {}).update({x: _wordt(x, y, model) for x, y in waarde.items()})
            else:
                velden[naam] = naar_waarde(waarde, model.velden.get(naam))
    return velden, reden, persoon, frozenset(weg)


def _wordt(naam: str, waarde: Any, model: FeitType) -> Any:
    if naam == "op":
        return date.fromisoformat(waarde)
    if naam == "over":
        return tuple(waarde)
    if naam == "door":
        return Actor(waarde["rol"], waarde["organisatie"], waarde["soort"], waarde["persoon"])
    return naar_waarde(waarde, model.velden.get(naam)) if naam != "tijd" else waarde


def omstandigheden(cursor: Any, g: Geladen, bits: Bits) -> Omstandigheden:
    """The dated inputs: who fills which role, covenants, choices, and what linked dossiers publish now."""
    om = omgeving(g.gemeente).omstandigheden(g.gebied)
    cursor.execute(_VERBONDEN, [g.gemeente, g.id])
    per: dict[tuple[str, UUID, date, date], list[tuple[date, str, Any]]] = {}
    for ander, relatie, sinds, tot, naam, waarde, vanaf, categorie, bron in cursor.fetchall():
        lijst = per.setdefault((relatie, ander, sinds, tot or date.max), [])
        if naam is not None:
            g.gelezen.add((bron, bits.naam[categorie]))
            lijst.append((vanaf, naam, pak_uit(als_json(waarde))))
    if not per:
        return om
    verbonden = tuple(Verbonden(relatie, str(ander), sinds, tot, tuple(w)) for (relatie, ander, sinds, tot), w in per.items())
    return Omstandigheden(om.gebied, om.bezetting, om.convenanten, verbonden, om.keuzes)
