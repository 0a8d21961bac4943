# SPDX-License-Identifier: EUPL-1.2
"""A dossier from its rows to the core, whole. Called by the package kern alone: a state derived from what the writer may see would be wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier import afspraken
from wijkregie.dossier.betwist import is_merk
from wijkregie.dossier.inhoud import FEIT_KOLOMMEN, Feitrij, Inhoud, maak_feit, pak_uit, voeg_samen, wortelsoort
from wijkregie.dossier.versleuteling import HELDER, GeenSleutel, Sleutelbos, is_dicht
from wijkregie.klok import ZONE
from wijkregie.norm.feiten.beeld import Omstandigheden, Verbonden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.omgeving import Omgeving

_DOSSIER = """select nummer, soort, protocollen, gebied, begonnen, gesloten_op, laatste_nr, schakel, wisselt_op, wacht_sinds, afdruk
    from dossier_dossier where gemeente = %s and id = %s and vernietigd_op is null"""
_FEITEN = f"select nr, {FEIT_KOLOMMEN} from dossier_feit where gemeente = %s and dossier = %s order by nr"
_DELEN = "select feit, categorie, vorm, inhoud from dossier_deel where gemeente = %s and dossier = %s"
_VERBONDEN = """select v.ander, v.relatie, v.sinds, v.tot, p.naam, p.waarde, p.vanaf, p.categorie, p.bron
    from dossier_verbinding v left join dossier_publicatie p on p.gemeente = v.gemeente and p.dossier = v.ander
    where v.gemeente = %s and v.dossier = %s order by v.ander, p.vanaf"""

_VERNIETIGD = "select besluit, moment from dossier_gegevenvernietiging where gemeente = %s and dossier = %s order by moment"
VERNIETIGD = "gegeven.vernietigd"


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
    sleutels: Sleutelbos | None = None

    @property
    def wereld(self) -> Wereld:
        return afspraken.wereld(self.code)

    def bos(self, cursor: Any) -> Sleutelbos:
        """The keys of its encrypted content, as this connection reads or makes them."""
        if self.sleutels is None:
            self.sleutels = Sleutelbos(cursor, self.gemeente, self.id)
        return self.sleutels

    def telt(self, vastlegger: int, soort: str, categorieen: Iterable[str]) -> None:
        """Who recorded something takes part by that, unless it is a mark: that gives no sight."""
        if not is_merk(self.wereld, soort):
            self.kader += [(vastlegger, c) for c in categorieen]

    def dingen(self) -> dict[str, str]:
        """Every thing that a fact opened, and its kind."""
        return {f.opent: self.wereld.feiten[f.soort].opent or "" for f in self.feiten if f.opent is not None}


def laad(cursor: Any, gemeente: int, code: str, dossier: UUID, bits: Bits, *, slot: bool) -> Geladen | None:
    """The dossier and all its facts; `slot` locks it until the end of the transaction. None: there is no such dossier, or no more."""
    cursor.execute(_DOSSIER + (" for update" if slot else ""), [gemeente, dossier])
    rij = cursor.fetchone()
    if rij is None:
        return None
    nummer, soort, protocollen, gebied, begonnen, gesloten_op, laatste_nr, link, wisselt_op, wacht_sinds, afdruk = rij
    g = Geladen(
        gemeente, code, dossier, nummer, soort, tuple(protocollen), gebied, begonnen, gesloten_op, laatste_nr, bytes(link), wisselt_op, wacht_sinds,
        als_json(afdruk),
    )  # fmt: skip
    bos = g.bos(cursor)
    cursor.execute(_DELEN, [gemeente, dossier])
    delen: dict[UUID, list[tuple[str, bytes | None]]] = {}
    kader: dict[UUID, list[str]] = {}
    for feit, categorie, vorm, inhoud in cursor.fetchall():
        delen.setdefault(feit, []).append((bits.naam[categorie], leesbaar(bos, feit, categorie, vorm, inhoud)))
        kader.setdefault(feit, []).append(bits.naam[categorie])
    cursor.execute(_FEITEN, [gemeente, dossier])
    alle: dict[str, Feit] = {}
    for nr, *rest in cursor.fetchall():
        k = Feitrij(*rest)
        f = alle[str(k.id)] = _feit(k, nr, voeg_samen(delen.get(k.id, ()), g.wereld.feiten[wortelsoort(k, alle)], heel=True))
        g.vastleggers[f.id] = k.vastlegger
        g.laatst = k.vastgelegd
        g.telt(k.vastlegger, k.soort, (bits.naam[k.categorie], *kader.get(k.id, ())))
        if k.overgenomen:
            dag = k.vastgelegd.astimezone(ZONE).date()
            g.overgenomen_op = dag if g.overgenomen_op is None else max(g.overgenomen_op, dag)
    g.feiten = list(alle.values())
    return g


def leesbaar(bos: Sleutelbos, feit: UUID, categorie: int, vorm: int, inhoud: Any) -> bytes | None:
    """The text of a category row; None: destroyed, or its key is. Raises OnleesbaarFout for one that was tampered with."""
    if inhoud is None or vorm == HELDER:
        return None if inhoud is None else bytes(inhoud)
    try:
        return bos.open_deel(feit, categorie, bytes(inhoud))[1]
    except GeenSleutel:
        return None


def als_json(v: Any) -> Any:
    return json.loads(v) if isinstance(v, (str, bytes)) else v


def open_waarde(cursor: Any, bossen: dict[UUID, Sleutelbos], gemeente: int, dossier: UUID, categorie: int, naam: str, waarde: Any) -> Any:
    """A value that a dossier published, also where it lies encrypted; None once its key is destroyed."""
    if not is_dicht(waarde):
        return waarde
    try:
        return bossen.setdefault(dossier, Sleutelbos(cursor, gemeente, dossier)).open_waarde(categorie, naam, waarde)
    except GeenSleutel:
        return None


def _feit(k: Feitrij, nr: int, i: Inhoud) -> Feit:
    """What was taken over was recorded in time elsewhere, and who took it over did not do it. A person is a login here: a name may change."""
    persoon = None if k.overgenomen or not i.door else str(i.door["login"])
    return maak_feit(k, nr, i, persoon=persoon, op_tijd=k.overgenomen)


def omstandigheden(cursor: Any, partijen: Omgeving, g: Geladen, bits: Bits) -> Omstandigheden:
    """The dated inputs: who fills which role, covenants, choices, and what linked dossiers publish now."""
    om = partijen.omstandigheden(g.gebied)
    cursor.execute(_VERBONDEN, [g.gemeente, g.id])
    per: dict[tuple[str, UUID, date, date], list[tuple[date, str, Any]]] = {}
    bossen: dict[UUID, Sleutelbos] = {}
    for ander, relatie, sinds, tot, naam, waarde, vanaf, categorie, bron in cursor.fetchall():
        lijst = per.setdefault((relatie, ander, sinds, tot or date.max), [])
        if naam is not None:
            g.gelezen.add((bron, bits.naam[categorie]))
            lijst.append((vanaf, naam, pak_uit(open_waarde(cursor, bossen, g.gemeente, ander, categorie, naam, als_json(waarde)))))
    if per:
        verbonden = tuple(Verbonden(relatie, str(ander), sinds, tot, tuple(w)) for (relatie, ander, sinds, tot), w in per.items())
        om = replace(om, verbonden=verbonden)
    besluit = g.wereld.voc.systeemfeit(VERNIETIGD)
    if besluit is not None and any(f.soort == besluit for f in g.feiten):
        cursor.execute(_VERNIETIGD, [g.gemeente, g.id])
        om = replace(om, vernietigd=tuple((str(b), moment.astimezone(ZONE).date()) for b, moment in cursor.fetchall()))
    return om
