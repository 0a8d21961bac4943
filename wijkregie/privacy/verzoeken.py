# SPDX-License-Identifier: EUPL-1.2
"""Requests of the person concerned: begun as a small dossier linked to the person, and marks on what the request is about.

What a request found (`privacy_stuk`) is the proof on which marks may be recorded in dossiers that the session does not see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import afspraken, kern, lezen_kop
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht, Uitslag
from wijkregie.dossier.personen import PERSOON, VERZOEK, protocol_van_verzoek
from wijkregie.norm.afleiding.merken import GEBRUIK, GEGEVEN, VERNIETIGD, VRIJ
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy.inrichten import mag_toezien

SOORT: Final = "verzoek"
"""The kind of dossier that a request is."""
GEMERKT: Final = "verzoek.gemerkt"
BESLOTEN: Final = "verzoek.besloten"
INZAGE: Final = "verzoek.inzage"
VERBONDEN: Final = "dossier.verbonden"


def mag_behandelen(sessie: Sessie) -> bool:
    """Does this session handle requests: the role that the vocabulary marks, in a municipality that has them?"""
    return mag_toezien(sessie) and bool(protocol_van_verzoek(sessie.gemeente_code))


def model(sessie: Sessie) -> tuple[str, FeitType]:
    """The fact with which a request begins: its name and its questions."""
    feit = afspraken.systeemfeit(sessie.gemeente_code, VERZOEK)
    return feit, afspraken.wereld(sessie.gemeente_code).feiten[feit]


def mag_beginnen(sessie: Sessie) -> bool:
    """May a role of this session write down that a request came in?"""
    if not protocol_van_verzoek(sessie.gemeente_code):
        return False
    w = afspraken.wereld(sessie.gemeente_code)
    return not {x for r in sessie.rollen for x in (r, *w.boven(r))}.isdisjoint(model(sessie)[1].door)


def begin(sessie: Sessie, persoon: UUID, velden: dict[str, object], op: date, sleutel: UUID) -> Uitslag:
    """Record a request of this person. Raises Geweigerd; Onbekend for a person that the session does not see."""
    code = sessie.gemeente_code
    id_ = uuid4()
    dag = op.isoformat()
    verbonden = afspraken.systeemfeit(code, VERBONDEN)
    relatie = afspraken.wereld(code).feiten[verbonden].velden["relatie"].waarden[0]  # the first is: it is about this one
    link = {"feit": verbonden, "op": dag, "velden": {"ander": str(persoon), "relatie": relatie}}
    feiten = (Nieuw(id_, uuid4(), {"feit": model(sessie)[0], "op": dag, "velden": velden}), Nieuw(id_, uuid4(), link))
    return kern.leg_vast(sessie, Opdracht(sleutel, feiten, (Begin(id_, SOORT, tuple(protocol_van_verzoek(code)), begonnen=op),)))


# the desk


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request in the list: what is asked, of whom, since when, and its first deadline."""

    id: UUID
    nummer: str
    naam: str
    vraagt: str
    begonnen: date
    loopt: bool
    uiterlijk: date | None


def lijst(sessie: Sessie, hoogstens: int = 200) -> list[Verzoek]:
    """The requests that are there for this session, open ones by deadline first."""
    gevonden = rijen(
        "select d.id, d.nummer, d.begonnen, (select min(p.uiterlijk) from dossier_plicht p where p.gemeente = d.gemeente"
        " and p.dossier = d.id and p.status = 'loopt'), exists (select 1 from dossier_plicht p where p.gemeente = d.gemeente and p.dossier = d.id"
        " and p.status in ('loopt', 'opgeschort', 'mogelijk')) from dossier_dossier d where d.gemeente = %s and d.soort = %s"
        " order by 5 desc, 4 nulls last, d.nummer desc limit %s",
        [sessie.gemeente, SOORT, hoogstens],
    )
    koppen = lezen_kop.koppen(sessie, [r[0] for r in gevonden])
    uit = []
    for id_, nummer, begonnen, uiterlijk, loopt in gevonden:
        k = koppen.get(id_)
        regels = k.regels if k else ()
        vraagt = next((t for s, v, t in regels if s == SOORT and v == 0), "")
        uit.append(Verzoek(id_, nummer, k.naam if k else "", vraagt, begonnen, loopt, uiterlijk))
    return uit


def persoon_van(sessie: Sessie, verzoek: UUID) -> UUID | None:
    """The person whose request it is, as the session sees it."""
    gevonden = rijen(
        "select v.ander from dossier_verbinding v join dossier_dossier p on p.gemeente = v.gemeente and p.id = v.ander and p.soort = %s"
        " where v.gemeente = %s and v.dossier = %s and v.tot is null limit 1",
        [PERSOON, sessie.gemeente, verzoek],
    )
    return gevonden[0][0] if gevonden else None


def vraagt_inzage(sessie: Sessie, verzoek: UUID) -> bool:
    """Does it ask to see what there is, or something about single facts? By the duty that the request has: only the first ends with a package."""
    feit = afspraken.systeemfeit(sessie.gemeente_code, INZAGE)
    return bool(
        rijen("select 1 from dossier_plicht where gemeente = %s and dossier = %s and %s = any(doe) limit 1", [sessie.gemeente, verzoek, feit])
    )


# marks


def merk(sessie: Sessie, verzoek: UUID, soort: str, feiten: Iterable[UUID], toelichting: str, sleutel: UUID, grond: str = "") -> Uitslag:
    """Mark facts that the request found as contested, restricted or objected to (`soort` of merken.py), free again, or to be used on a ground.

    Recorded in the dossier of each fact and counted in the request, all or none. Facts that the session's request did not find are left out.
    """
    code = sessie.gemeente_code
    gevonden = dict(
        rijen(
            "select feit, dossier from privacy_stuk where gemeente = %s and verzoek = %s and feit = any(%s)", [sessie.gemeente, verzoek, list(feiten)]
        )
    )
    dag = sessie.dag.isoformat()
    naam = afspraken.systeemfeit(code, f"gegeven.{soort}")
    marken = [
        Nieuw(d, uuid4(), {"feit": naam, "op": dag, "velden": {GEGEVEN: str(f), "toelichting": toelichting} | ({GROND: grond} if grond else {})})
        for f, d in sorted(gevonden.items(), key=lambda x: (x[1], x[0]))
    ]
    for d in gevonden.values():
        noteer(d)
    telling = Nieuw(verzoek, uuid4(), {"feit": afspraken.systeemfeit(code, GEMERKT), "op": dag, "velden": {"merk": soort, "aantal": len(marken)}})
    return kern.leg_vast(sessie, Opdracht(sleutel, (telling, *marken), ongezien=frozenset(gevonden.values()) - {verzoek}))


MERKEN: Final = {
    "betwist": "Betwist",
    "beperkt": "Beperkt",
    "bezwaar": "Bezwaar",
    VRIJ: "Beperking stopt",
    GEBRUIK: "Het mag toch worden gebruikt",
    VERNIETIGD: "Vernietigen, als een collega akkoord geeft",
}
GROND: Final = "grond"


def gronden(sessie: Sessie) -> dict[str, str]:
    """On which grounds something restricted may be used all the same, as the vocabulary lists them."""
    w = afspraken.wereld(sessie.gemeente_code)
    veld = w.feiten[afspraken.systeemfeit(sessie.gemeente_code, f"gegeven.{GEBRUIK}")].velden[GROND]
    return {x: veld.tekst(x) for x in veld.waarden}
