# SPDX-License-Identifier: EUPL-1.2
"""Inzage in one button: everything recorded about a person over all dossiers of the municipality, reviewed item by item.

The core finds what there is and writes down which rows of which facts those are (`privacy_stuk`), without content. The database shows those lines
to the role that handles requests, at a request that is there for it; only of these is the content given, and each is noted for the read log. What is
about or from others is left out unless somebody reviewed it; of free text somebody must say that it can go along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.laden import Geladen
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Onbekend
from wijkregie.dossier.personen import PERSOON
from wijkregie.dossier.versleuteling import plek
from wijkregie.klok import nu
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit, vouw
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.gronden import GRONDEN
from wijkregie.privacy.verzoeken import mag_behandelen
from wijkregie.privacy.woorden import Antwoord, antwoorden, categorieen, heeft_vrije_tekst

SAMEN, LOS = "persoon.samengevoegd", "persoon.losgemaakt"
STUKKEN: Final = """select s.feit, s.categorie, s.dossier, s.reden, s.vrij, o.meegeven, o.grond, s.versie from privacy_stuk s
    left join privacy_oordeel o on o.gemeente = s.gemeente and o.verzoek = s.verzoek and o.feit = s.feit and o.categorie = s.categorie
        and o.versie = s.versie
    where s.gemeente = %s and s.verzoek = %s order by s.dossier, s.feit, s.categorie"""
"""The items of a request. What was decided counts for the version that it was decided about."""
_ORGANISATIES: Final = "select id, naam from partijen_organisatie where gemeente = %s"


class ZelfVastgelegd(Exception):
    """Who recorded a request does not collect or review it: a colleague does."""


class Gewijzigd(Exception):
    """A fact was put right after somebody decided about it."""


@dataclass(frozen=True, slots=True)
class Stuk:
    """One row of a fact, as the reviewer decides about it."""

    feit: UUID
    categorie: int
    dossier: UUID
    reden: str | None  # why it is left out unless reviewed
    vrij: bool
    oordeel: bool | None  # given along; None: nobody decided
    grond: str | None
    versie: bytes  # of the fact when it was found

    @property
    def sleutel(self) -> str:
        """Of this version: what was decided about another one finds nothing."""
        return f"{self.feit}.{self.categorie}.{self.versie.hex()[:8]}"

    @property
    def mee(self) -> bool:
        """Does it go along as things stand?"""
        return self.oordeel if self.oordeel is not None else self.reden is None and not self.vrij

    @property
    def waarom_niet(self) -> str | None:
        return None if self.mee else self.grond or self.reden

    @property
    def open(self) -> bool:
        """Must somebody still look? Free text about the person himself."""
        return self.oordeel is None and self.vrij and self.reden is None


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What an item says."""

    op: date
    titel: str
    categorie: str
    antwoorden: tuple[Antwoord, ...]
    van: str  # the organisation that it comes from
    ingetrokken: bool
    normen: tuple[str, ...]


# find


def verzamel(sessie: Sessie, verzoek: UUID) -> int:
    """Look again for what there is about whom this request is of; gives how many items. Decisions that were taken stay, but for what was put right
    since. Raises Onbekend; ZelfVastgelegd for who recorded the request."""
    if not mag_behandelen(sessie):
        raise Onbekend
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        if not k.ziet(sessie, verzoek):
            raise Onbekend
        door = _vastlegger(k, verzoek)
        if door == sessie.login:
            raise ZelfVastgelegd
        k.cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"inzage|{verzoek}"])
        gevonden = [(d, *r) for d in _dossiers(k, verzoek) for r in _stukken(k.laad(d, slot=False), k)]
        k.cursor.executemany(
            "insert into privacy_stuk (gemeente, verzoek, dossier, feit, categorie, reden, vrij, versie, vastgelegd_door, verzameld)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (gemeente, verzoek, feit, categorie) do update"
            " set reden = excluded.reden, vrij = excluded.vrij, versie = excluded.versie",
            [(k.gemeente, verzoek, *r, door, k.nu) for r in gevonden],
        )
        return len(gevonden)


def vastgelegd_door_zelf(sessie: Sessie, verzoek: UUID) -> bool:
    """Did this login record the request?"""
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        return k.ziet(sessie, verzoek) and _vastlegger(k, verzoek) == sessie.login


def _vastlegger(k: kern.Kern, verzoek: UUID) -> int | None:
    """The login that recorded the request; none for one that was taken over from elsewhere."""
    eerst = min(k.laad(verzoek, slot=False).feiten, key=lambda f: f.nr)
    return int(eerst.door.persoon) if eerst.door.persoon else None


def _dossiers(k: kern.Kern, verzoek: UUID) -> list[UUID]:
    """The person's own dossier, those of entries that were joined with it, and all that are or were about one of them; not the request itself."""
    k.cursor.execute(
        "select v.ander from dossier_verbinding v join dossier_dossier p on p.gemeente = v.gemeente and p.id = v.ander and p.soort = %s"
        " where v.gemeente = %s and v.dossier = %s and v.tot is null",
        [PERSOON, k.gemeente, verzoek],
    )
    personen = {r[0] for r in k.cursor.fetchall()}
    personen |= _dubbelen(k, personen)
    k.cursor.execute("select distinct dossier from dossier_verbinding where gemeente = %s and ander = any(%s)", [k.gemeente, list(personen)])
    alle = personen | {r[0] for r in k.cursor.fetchall()} - {verzoek}
    k.cursor.execute("select id from dossier_dossier where gemeente = %s and id = any(%s) and vernietigd_op is null", [k.gemeente, list(alle)])
    return sorted(r[0] for r in k.cursor.fetchall())


def _dubbelen(k: kern.Kern, personen: set[UUID]) -> set[UUID]:
    """Entries that were joined with these as one person, from either side, and not taken apart again."""
    try:
        samen, los = (afspraken.systeemfeit(k.code, s) for s in (SAMEN, LOS))
    except LookupError:
        return set()
    k.cursor.execute(
        "select distinct f.dossier from dossier_feit f join dossier_dossier d on d.gemeente = f.gemeente and d.id = f.dossier"
        " where f.gemeente = %s and f.soort = any(%s) and d.vernietigd_op is null",
        [k.gemeente, [samen, los]],
    )
    paren: dict[frozenset[str], bool] = {}
    for (d,) in k.cursor.fetchall():
        for f in vouw(k.laad(d, slot=False).feiten).feiten:
            if f.soort in (samen, los):
                paren[frozenset((str(d), str(f.velden.get("ander"))))] = f.soort == samen
    uit, rij = set(map(str, personen)), list(map(str, personen))
    while rij:
        wie = rij.pop()
        nieuw = {x for paar, vast in paren.items() if vast and wie in paar for x in paar} - uit
        uit |= nieuw
        rij += nieuw
    return {UUID(x) for x in uit}


def _stukken(g: Geladen, k: kern.Kern) -> Iterator[tuple[UUID, int, str | None, bool, bytes]]:
    """Each row of each fact of a dossier, as it stands now, withdrawn ones too."""
    w = g.wereld
    versies = _versies(g, k)
    for f, _ in _feiten(g):
        model = w.feiten[f.soort]
        for c in categorieen(model, f):
            reden = w.voc.categorieen[c].inzage or _van_ander(w, f)
            yield UUID(f.id), k.bits.bit[c], reden, heeft_vrije_tekst(model, f, c), versies[f.id]


def _versies(g: Geladen, k: kern.Kern) -> dict[str, bytes]:
    """Of each fact what it and its corrections were committed to: the salted commitments tell nothing of the content, and change with it."""
    k.cursor.execute("select feit, categorie, vastlegging from dossier_deel where gemeente = %s and dossier = %s", [k.gemeente, g.id])
    per: dict[str, list[bytes]] = {}
    for feit, categorie, v in k.cursor.fetchall():
        per.setdefault(str(feit), []).append(plek(feit, categorie) + bytes(v))
    wortel: dict[str, str] = {}
    lagen: dict[str, list[bytes]] = {}
    for f in sorted(g.feiten, key=lambda f: f.nr):
        van = str(f.velden.get("van")) if f.soort == RECTIFICATIE else f.id
        wortel[f.id] = wortel.get(van, van)
        lagen.setdefault(wortel[f.id], []).extend((f.id.encode(), *sorted(per.get(f.id, ()))))
    return {i: sha256(b"|".join(delen)).digest() for i, delen in lagen.items()}


def _van_ander(w: Wereld, f: Feit) -> str | None:
    """Who did it acted in a role whose category is not for the person (a reporter, say)."""
    rol: str | None = f.door.rol
    while rol is not None and rol in w.rollen:
        r = w.rollen[rol]
        if r.categorie is not None:
            return w.voc.categorieen[r.categorie].inzage
        rol = r.onder
    return None


def _feiten(g: Geladen) -> list[tuple[Feit, bool]]:
    """The facts with corrections laid over them, in order; (fact, was it withdrawn)."""
    gevouwen = vouw(g.feiten)
    alle = [(f, False) for f in gevouwen.feiten] + [(f, True) for f, _ in gevouwen.ingetrokken]
    return sorted(((f, weg) for f, weg in alle if f.soort != RECTIFICATIE), key=lambda x: x[0].sleutel)


# review


def stukken(sessie: Sessie, verzoek: UUID) -> list[Stuk]:
    """What the database shows of this request to this session, with what was decided."""
    return [als_stuk(r) for r in rijen(STUKKEN, [sessie.gemeente, verzoek])]


def als_stuk(rij: tuple[Any, ...]) -> Stuk:
    feit, categorie, dossier, reden, vrij, oordeel_, grond, versie = rij
    return Stuk(feit, categorie, dossier, reden, vrij, oordeel_, grond, bytes(versie))


def inhoud(sessie: Sessie, welke: Iterable[Stuk]) -> dict[str, Inhoud]:
    """What these items say, by their key, and noted as read. `welke`: items that `stukken` gave to this session."""
    per: dict[UUID, list[Stuk]] = {}
    for s in welke:
        per.setdefault(s.dossier, []).append(s)
    uit: dict[str, Inhoud] = {}
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        for d, lijst in per.items():
            uit |= inhoud_van(k, d, lijst)
            for s in lijst:
                noteer(d, 1 << s.categorie)
    return uit


def inhoud_van(k: kern.Kern, dossier: UUID, lijst: Iterable[Stuk], *, zoals_beoordeeld: bool = False) -> dict[str, Inhoud]:
    """The same in the core; for the job that makes a package `zoals_beoordeeld`, which raises Gewijzigd if the fact was put right since."""
    try:
        g = k.laad(dossier, slot=False)
    except Onbekend:  # destroyed since
        return {}
    w = g.wereld
    feiten = {f.id: (f, weg) for f, weg in _feiten(g)}
    versies = _versies(g, k)
    k.cursor.execute(_ORGANISATIES, [k.gemeente])
    organisaties = dict(k.cursor.fetchall())
    uit = {}
    for s in lijst:
        if str(s.feit) not in feiten:
            continue  # moved elsewhere since
        if zoals_beoordeeld and versies[str(s.feit)] != s.versie:
            raise Gewijzigd
        f, weg = feiten[str(s.feit)]
        c = k.bits.naam[s.categorie]
        deed = f.door.organisatie or ""
        van = organisaties.get(int(deed) if deed.isdigit() else g.vastleggers[f.id], "")
        naam = w.naam_van(f.soort)
        model = w.feiten[f.soort]
        uit[s.sleutel] = Inhoud(
            f.op, f"{naam[:1].upper()}{naam[1:]}", w.voc.categorieen[c].naam or c, antwoorden(w, f, c, organisaties), van, weg, tuple(model.norm)
        )
    return uit


def oordeel(sessie: Sessie, verzoek: UUID, besluiten: Iterable[tuple[Stuk, bool, str | None]]) -> None:
    """Decide about items: given along, or left out on a ground of the list. Raises ValueError for a ground that is not in it."""
    waarden = []
    for s, mee, grond in besluiten:
        if not mee and grond not in GRONDEN:
            raise ValueError(grond)
        waarden.append((sessie.gemeente, verzoek, s.feit, s.categorie, mee, s.versie, None if mee else grond, sessie.login, nu()))
    if waarden:
        with connections["default"].cursor() as c:
            c.executemany(
                "insert into privacy_oordeel (gemeente, verzoek, feit, categorie, meegeven, versie, grond, login, moment)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
                " on conflict (gemeente, verzoek, feit, categorie) do update"
                " set meegeven = excluded.meegeven, versie = excluded.versie,"
                " grond = excluded.grond, login = excluded.login, moment = excluded.moment",
                waarden,
            )


def telling(lijst: Iterable[Stuk]) -> dict[str, Any]:
    """How much goes along, and what is left out on which ground."""
    uit: dict[str, Any] = {"meegegeven": 0, "weggelaten": {}, "dossiers": 0}
    dossiers = set()
    for s in lijst:
        dossiers.add(s.dossier)
        if s.mee:
            uit["meegegeven"] += 1
        else:
            grond = s.waarom_niet or "anderen"
            uit["weggelaten"][grond] = uit["weggelaten"].get(grond, 0) + 1
    uit["dossiers"] = len(dossiers)
    return uit
