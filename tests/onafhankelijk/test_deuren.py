# SPDX-License-Identifier: EUPL-1.2
"""Every door, for every persona of the oracle that can log in, before and after a withdrawal of consent.

Two bounds: the pure core (what a rule grants to a role of the membership, or the organisation recorded itself) and the oracle itself. Where these two
differ the core test says so (verschillen.yaml); BEKEND names the cells of it that pages show.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from wijkregie.norm.yaml12 import laad_bytes

from . import verdeling
from .deuren import ALLEEN_POST, DEUREN, ZONDER_POST, Bezoek, adressen, loop
from .deuren_typen import OPEN, staat_leesbaar, typ
from .deuren_typen import bezwaren as bezwaren_van_typen
from .deuren_zoeken import bezwaren, gevonden, koppen
from .orakelkern import INHOUD, NietTeZeggen, Orakel, Zaak
from .verdeling import TOEZICHT, doelen_van_de_deur, opent, verdeel
from .wereld import HIER, MERK, Wereld, merktekst
from .zoekmerk import zoek

_PARTIJEN = laad_bytes((HIER / "personas.yaml").read_bytes(), "personas.yaml")
ROLLEN = {
    x["naam"].split()[0]: {r["rol"] for m in x["lidmaatschappen"] for r in m["rollen"]}
    for x in _PARTIJEN["logins"].values()
    if x.get("actief") != "nee"
}
PERSONAS = list(ROLLEN)
IN_DIENST = set(PERSONAS) - {"oud_medewerker"}
EIGENAAR = "persoonlijk_begeleider"
NA_INTREKKEN = ["persoonlijk_begeleider", "contactpersoon_corporatie", "medewerker_corporatie", "mzwo_medewerker", "vangnet", "treiterregisseur"]
# The source names only the nature of the nuisance (TW-10.22); the Overlastprotocol reads that who may know it must know about whom and where it is,
# who takes part and how far it is.
BEKEND = {
    (p, c) for p in ("mzwo_medewerker", "contactpersoon_corporatie", "medewerker_corporatie") for c in ("identiteit", "adres", "partijen", "verloop")
} | {
    ("privacy_officer", "identiteit"),  # of who asks to see what there is: the law has its own agreement, which is not in the oracle
    ("treiterregisseur", "einde_interventie"),  # what the person was told of the decision: row WT-R026-regie gives it, for the registration; on the
    ("informatiemakelaar", "einde_interventie"),  # page it is read for the approach
}
NIET_TE_OPENEN = {
    "via",
    "oidc_terug",
    "uitnodiging",
    "dubbel",
    "brief",
    "brief_concept",
    "brief_bestand",
    "brief_conceptbestand",
    "brief_versturen",
    "delen_als",
    "meldcode_brief",
}
"""Here nobody has a provider, an invitation, or the role that joins persons; a letter at a code is for who has that code (tests/stukken); letters and
the eyes of another party depend on whose turn it is."""
LIJSTEN = {"begin", "werk", "dossiers", "overdracht", "zoeken"}
NOOIT_IN_EEN_LIJST = {"veiligheid"}
"""A warning for who plans a visit is no flag in a list (AF-033)."""


# who may read what


def standen(w: Wereld) -> dict[UUID, Any]:
    """The state of the dossiers now, derived once for all who look."""
    from wijkregie.dossier import kern

    van = {w.zaken["route"]: EIGENAAR, w.zaken["treiter"]: "mzwo_medewerker", w.zaken["elders"]: "andere_zorgaanbieder", w.verzoek: EIGENAAR}
    van |= dict.fromkeys(w.meldingen.values(), "mzwo_medewerker")
    return {z: kern.zaak(w.d.sessie(wie), z)[1] for z, wie in van.items() if z is not None}


def mag(w: Wereld, st: dict[UUID, Any], wie: str) -> set[str]:
    return verdeling.mag(w, st, wie, ROLLEN[wie]) if wie in IN_DIENST else set()


def voor_het_verzoek(w: Wereld, wie: str, naam: str) -> set[str]:
    """On the pages of a request its handler reads what was found about the person who asks, and nothing of it elsewhere; the package leaves out what
    is about others."""
    from wijkregie.dossier.afspraken import wereld

    if wie not in TOEZICHT or naam not in ("privacy_verzoek", "privacy_stukken", "privacy_haal"):
        return set()
    cat = wereld("amsterdam").voc.categorieen
    weg = {c for c, x in cat.items() if x.inzage} if naam == "privacy_haal" else set()
    return {m.tekst for m in w.merken if m.dossier in (w.zaken["route"], w.persoon) and m.categorie not in weg}


def volgens_het_orakel_niets(w: Wereld, wie: str, ingetrokken: bool) -> set[str]:
    """The markers of which no row of the oracle gives the content in any phase of the story: to this persona or to one that holds a role with it, by
    any word of the oracle for their category. Wider than one row is (the core test holds each to its own phase and word).
    """
    o = _orakel()
    org = w.organisatie(wie) if wie in IN_DIENST else -1
    uit = set()
    for zaak, registers in (("route", ("tw",)), ("treiter", ("wt", "ta"))):
        anders = (("toestemming", "ingetrokken"),) if ingetrokken else ()
        zaken = [Zaak(*map(str, f), n, anders) for r in registers for n, f in o.woorden["fasen"][r].items() if isinstance(f, list)]
        over = {w.zaken[zaak], w.persoon} if zaak == "route" else {w.zaken[zaak]}
        for cat in {m.categorie for m in w.merken if m.dossier in over} & o.alle:
            wie_ook = _die_een_rol_delen(wie)
            if any(_onzegbaar(p, cat) for p in wie_ook) or any(o.hoogst(z, p, {cat}, None, None, None) == INHOUD for z in zaken for p in wie_ook):
                continue
            uit |= {m.tekst for m in w.merken if m.categorie == cat and m.dossier in over and m.vastlegger != org}
    return uit


@cache
def _die_een_rol_delen(wie: str) -> tuple[str, ...]:
    """The personas of the oracle with a role of this one or above it: what is given to an organisation in a role is given to them all."""
    from wijkregie.dossier.afspraken import wereld

    def heel(rollen: Any) -> set[str]:
        return {b for r in rollen for b in (r, *wereld("amsterdam").boven(r))}

    mijn = heel(ROLLEN[wie])
    return tuple(p for p, rollen in _orakel().woorden["personas"].items() if p == wie or mijn & heel(rollen))


@cache
def _orakel() -> Orakel:
    from wijkregie.norm.protocol.lader import laad_map

    return Orakel("amsterdam", laad_map(gemeenten=["amsterdam"]))


@cache
def _onzegbaar(wie: str, cat: str) -> bool:
    """Does a row grant it under a condition that no fact says yet?"""
    o = _orakel()
    for _, rij in o.rijen:
        if rij["soort"] == "verlening" and wie in rij["wie"] and rij["ziet"] == "inhoud":
            try:
                o.voorwaarden(rij), o.doelen(rij)
            except NietTeZeggen:
                woorden = [o.woorden["categorieen"].get(c) for c in rij["categorie"]]
                if any(isinstance(x, list) and cat in x for x in woorden):
                    return True
    return False


def test_every_address_of_the_product_is_walked() -> None:
    nieuw, weg = set(adressen()) - set(DEUREN), set(DEUREN) - set(adressen())
    assert not nieuw, f"Say in deuren.py how these are walked: {sorted(nieuw)}"
    assert not weg, f"These are no addresses any more: {sorted(weg)}"


@dataclass
class Uitkomst:
    """Of one walk by all: what leaked, what the oracle gives nobody, what broke, what was not walked, and what answered."""

    lekt: list[str] = field(default_factory=list)
    orakel: dict[tuple[str, str], str] = field(default_factory=dict)
    stuk: list[str] = field(default_factory=list)
    vergeten: list[str] = field(default_factory=list)
    standen: Counter[tuple[str, int]] = field(default_factory=Counter)


def _loop(w: Wereld, als: Any, wie: list[str], ingetrokken: bool, een_op: int) -> Uitkomst:
    merken, uit, st = {m.tekst: m for m in w.merken}, Uitkomst(), standen(w)
    delen = verdeel(w, wie, IN_DIENST, een_op)
    for i, persona in enumerate(wie):
        goed, niets = mag(w, st, persona), volgens_het_orakel_niets(w, persona, ingetrokken)
        b = Bezoek(w, als(persona), persona, i, delen[persona])
        for wat, a in loop(b):
            uit.standen[b.naam, a.status_code] += 1
            if a.status_code >= 500:
                uit.stuk.append(f"{persona} {wat}: {a.status_code}")
            gevonden = zoek(a, merken)
            verzoek = voor_het_verzoek(w, persona, b.naam) if gevonden else set()
            for m in gevonden:
                if m.tekst not in goed | verzoek or (m.categorie in NOOIT_IN_EEN_LIJST and b.naam in LIJSTEN):
                    uit.lekt.append(f"{persona} {wat}: {m.soort}, {m.categorie}")
                elif m.tekst in niets - verzoek and (persona, m.categorie) not in BEKEND:
                    uit.orakel.setdefault((persona, m.categorie), f"{persona} {m.categorie}: {wat} ({m.soort})")
        uit.vergeten += [f"{persona} {naam} {hoe}" for naam, hoe in sorted(te_lopen(w, b) - b.gelopen)]
    return uit


def te_lopen(w: Wereld, b: Bezoek) -> set[tuple[str, str]]:
    """Every address; one that names a dossier with one that this persona may enter, if there is any, and with one that it may not."""
    uit = {(n, "") for n, met_dossier in adressen().items() if not met_dossier}
    for n in (n for n, met_dossier in adressen().items() if met_dossier):
        # walked at the one series that is there, by all; which may enter it is not a matter of these dossiers
        reeks = n.startswith("overleg") and n != "overleg_plannen"
        uit |= {(n, "dicht")} | ({(n, "open")} if not reeks and any(opent(w, b.deel, b.wie, n, [nr]) for nr in w.nummers.values()) else set())
    return uit


def test_what_the_database_gives_a_persona_stands_on_the_page(wereld: Wereld, inloggen: Any) -> None:
    """The walk looks in the right places, and sight is not too narrow: what raw SQL gives is on the page of the dossier."""
    w = wereld
    mist = []
    for wie in ("persoonlijk_begeleider", "contactpersoon_corporatie", "mzwo_medewerker", "treiterregisseur"):
        with w.d.ogen(wie, doelen_van_de_deur(w)) as c:
            c.execute("select feit, inhoud from dossier_deel")
            leesbaar = {(f, m.tekst) for f, inhoud in c.fetchall() for m in w.merken if m.feit == f and m.tekst.encode() in bytes(inhoud)}
        ziet: set[str] = set()
        for n in w.nummers.values():
            for blad in ("alle", "101", "201", "301"):
                ziet |= {m.tekst for m in zoek(inloggen(wie).get(f"/dossier/{n}/?feiten={blad}"), {m.tekst: m for m in w.merken})}
        mist += [
            f"{wie}: {m.soort} {m.categorie}" for m in w.merken if (m.feit, m.tekst) in leesbaar and m.tekst not in ziet and m.dossier != w.persoon
        ]
        assert leesbaar, wie
    assert not mist, "\n".join(mist)


def _goed(w: Wereld, uit: Uitkomst) -> None:
    print(f"{uit.standen.total()} answers, {len(w.merken)} markers, {len(w.oor.regels)} log lines")
    logs = [r for r in w.oor.regels if re.search(MERK, r.lower())]
    assert len(w.merken) > 300 and len(w.geweigerd) < 4, w.geweigerd
    assert not uit.lekt, f"{len(uit.lekt)} times:\n" + "\n".join(uit.lekt[:60])
    assert not uit.orakel, "The oracle gives nothing here:\n" + "\n".join(sorted(uit.orakel.values()))
    assert not uit.stuk, "\n".join(uit.stuk)
    assert not uit.vergeten, "\n".join(uit.vergeten)
    assert not logs, "\n".join(logs[:10])


def test_no_door_shows_a_persona_what_is_not_for_it(wereld: Wereld, inloggen: Any) -> None:
    """In pages, headers, files, forms, errors and log lines."""
    uit = _loop(wereld, inloggen, PERSONAS, False, 1)
    _goed(wereld, uit)
    dicht = {n for n in adressen() if not any(uit.standen[n, s] for s in (200, 204, 302))} - set(ZONDER_POST) - ALLEEN_POST - NIET_TE_OPENEN
    assert not dicht, f"For nobody did these open, so nothing was seen there: {sorted(dicht)}"


def test_nobody_finds_by_what_is_not_for_them(wereld: Wereld, inloggen: Any) -> None:
    """By name, by what is in a dossier, by number; in no list of candidates either, and no count."""
    w, fout, vindt = wereld, [], set()
    st, delen = standen(w), verdeel(w, PERSONAS, IN_DIENST)
    for persona in PERSONAS:
        goed = mag(w, st, persona)
        fout += bezwaren(w, inloggen(persona), persona, goed, set(delen[persona].open), persona in IN_DIENST)
        vindt |= {(persona, m) for m in koppen(w) if m in goed and persona in IN_DIENST and gevonden(w, persona, [m])}
    assert not fout, "\n".join(fout)
    assert {p for p, _ in vindt} >= {EIGENAAR}, "nobody finds anything: nothing was tested"


def test_no_door_shows_it_after_the_consent_is_withdrawn(wereld: Wereld, inloggen: Any) -> None:
    """The world is changed. Every address again; of facts and kinds of facts one in eight."""
    for zaak in ("route", "treiter"):
        wereld.d.leg_vast(EIGENAAR, wereld.zaken[zaak], "toestemming_ingetrokken")
    _goed(wereld, _loop(wereld, inloggen, NA_INTREKKEN, True, 8))


def test_what_is_typed_stands_in_no_error_title_header_or_log(wereld: Wereld, inloggen: Any) -> None:
    """By who may enter, by who may not, and by who handles requests. Stands last: some of it is recorded."""
    from django.core import mail

    fout = []
    for persona in (EIGENAAR, "andere_corporatie", "privacy_officer"):
        woord = merktekst()
        for wat, a in typ(wereld, inloggen(persona), woord):
            fout += [f"{persona} {x}" for x in bezwaren_van_typen(wat, a, woord)]
    assert not fout, "\n".join(fout[:40])
    assert not [r for r in wereld.oor.regels if re.search(MERK, r.lower())]
    assert not [m.subject for m in getattr(mail, "outbox", []) if re.search(MERK, f"{m.subject} {m.body}".lower())]
    assert staat_leesbaar(wereld, MERK.replace("?", "")) <= OPEN, "queue, read log, sessions and events hold no content"
