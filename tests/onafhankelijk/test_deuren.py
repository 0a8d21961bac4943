# SPDX-License-Identifier: EUPL-1.2
"""Every door, for every persona of the oracle that can log in, before and after a withdrawal of consent.

Two bounds: the pure core (what a rule grants to a role of the membership, or the organisation recorded itself) and the oracle itself. Where these two
differ the core test says so (verschillen.yaml); BEKEND names the cells of it that pages show.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any
from uuid import UUID

from wijkregie.norm.yaml12 import laad_bytes

from .deuren import DEUREN, Bezoek, loop, namen_van_adressen
from .orakelkern import INHOUD, NietTeZeggen, Orakel, Zaak
from .wereld import HIER, MERK, Merk, Wereld

_PARTIJEN = laad_bytes((HIER / "personas.yaml").read_bytes(), "personas.yaml")
ROLLEN = {x["naam"].split()[0]: {r["rol"] for m in x["lidmaatschappen"] for r in m["rollen"]} for x in _PARTIJEN["logins"].values()}
PERSONAS = list(ROLLEN)
IN_DIENST = set(PERSONAS) - {"oud_medewerker"}
EIGENAAR = "persoonlijk_begeleider"
NA_INTREKKEN = ["persoonlijk_begeleider", "contactpersoon_corporatie", "medewerker_corporatie", "mzwo_medewerker", "vangnet", "treiterregisseur"]
# The source names only the nature of the nuisance (TW-10.22); the Overlastprotocol reads that who may know it must know about whom and where it is,
# who takes part and how far it is.
BEKEND = {
    (p, c) for p in ("mzwo_medewerker", "contactpersoon_corporatie", "medewerker_corporatie") for c in ("identiteit", "adres", "partijen", "verloop")
}


# who may read what


def standen(w: Wereld) -> dict[UUID, Any]:
    """The state of both dossiers now, derived once for all who look."""
    from wijkregie.dossier import kern

    return {z: kern.zaak(w.d.sessie(wie), z)[1] for z, wie in ((w.zaken["route"], EIGENAAR), (w.zaken["treiter"], "mzwo_medewerker"))}


def mag(w: Wereld, st: dict[UUID, Any], wie: str) -> set[str]:
    """The markers that the pure core lets a persona read in full: its own organisation's, and what a rule grants to a role of its membership or
    to one above it. That its organisation takes part at all is more than this asks: it is a bound from above."""
    from wijkregie.dossier.afspraken import wereld

    if wie not in IN_DIENST:
        return set()
    org = w.organisatie(wie)
    uit = {m.tekst for m in w.merken if m.vastlegger == org}
    rollen = ROLLEN[wie] | {r for rol in ROLLEN[wie] for r in wereld("amsterdam").boven(rol)}
    for zaak, stand in st.items():
        ruim = [z for z in stand.zicht if z.zichtbaar and z.rol in rollen and z.vorm == "inhoud"]
        heel, enkel = {z.categorie for z in ruim if z.feiten is None}, {(z.categorie, f) for z in ruim for f in z.feiten or ()}
        over = {zaak, w.persoon} if zaak == w.zaken["route"] else {zaak}
        uit |= {m.tekst for m in w.merken if m.dossier in over and (m.categorie in heel or (m.categorie, str(m.feit)) in enkel)}
    return uit


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


def zoek(a: Any, merken: dict[str, Merk]) -> list[Merk]:
    kop = "\n".join(f"{k}: {v}" for k, v in a.items())
    body = b"".join(a.streaming_content) if getattr(a, "streaming", False) else a.content
    tekst = html.unescape(kop + body.decode("utf-8", "replace")).lower()
    return [merken[t] for t in set(re.findall(MERK, tekst)) if t in merken]


def test_every_address_of_the_product_is_walked() -> None:
    nieuw, weg = namen_van_adressen() - set(DEUREN), set(DEUREN) - namen_van_adressen()
    assert not nieuw, f"Say in deuren.py how these are walked: {sorted(nieuw)}"
    assert not weg, f"These are no addresses any more: {sorted(weg)}"


def _loop(w: Wereld, als: Any, wie: list[str], fase: str, ingetrokken: bool) -> tuple[list[str], list[str], list[str], int]:
    merken = {m.tekst: m for m in w.merken}
    lekt: list[str] = []
    orakel: dict[tuple[str, str], str] = {}
    stuk: list[str] = []
    n, st = 0, standen(w)
    for i, persona in enumerate(wie):
        goed, niets = mag(w, st, persona), volgens_het_orakel_niets(w, persona, ingetrokken)
        for wat, a in loop(Bezoek(w, als(persona), persona, i)):
            n += 1
            if a.status_code >= 500:
                stuk.append(f"{fase} {persona} {wat}: {a.status_code}")
            for m in zoek(a, merken):
                if m.tekst not in goed:
                    lekt.append(f"{fase} {persona} {wat}: {m.soort}, {m.categorie}")
                elif m.tekst in niets and (persona, m.categorie) not in BEKEND:
                    orakel.setdefault((persona, m.categorie), f"{fase} {persona} {m.categorie}: {wat} ({m.soort})")
    return lekt, sorted(orakel.values()), stuk, n


def test_what_the_database_gives_a_persona_stands_on_the_page(wereld: Wereld, inloggen: Any) -> None:
    """The walk looks in the right places, and sight is not too narrow: what raw SQL gives is on the page of the dossier."""
    w = wereld
    mist = []
    for wie in ("persoonlijk_begeleider", "contactpersoon_corporatie", "mzwo_medewerker", "treiterregisseur"):
        with w.d.ogen(wie, _doelen_van_de_deur()) as c:
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


def _goed(w: Wereld, uit: tuple[list[str], list[str], list[str], int]) -> None:
    lekt, orakel, stuk, n = uit
    print(f"{n} answers, {len(w.merken)} markers, {len(w.oor.regels)} log lines")
    logs = [r for r in w.oor.regels if re.search(MERK, r.lower())]
    assert len(w.merken) > 300 and len(w.geweigerd) < 4, w.geweigerd
    assert not lekt, f"{len(lekt)} times:\n" + "\n".join(lekt[:60])
    assert not orakel, "The oracle gives nothing here:\n" + "\n".join(orakel)
    assert not stuk, "\n".join(stuk)
    assert not logs, "\n".join(logs[:10])


def test_no_door_shows_a_persona_what_is_not_for_it(wereld: Wereld, inloggen: Any) -> None:
    """In pages, headers, files, forms, errors and log lines."""
    _goed(wereld, _loop(wereld, inloggen, PERSONAS, "met toestemming", False))


def test_no_door_shows_it_after_the_consent_is_withdrawn(wereld: Wereld, inloggen: Any) -> None:
    """Stands last: the world is changed."""
    for zaak in wereld.zaken.values():
        wereld.d.leg_vast(EIGENAAR, zaak, "toestemming_ingetrokken")
    _goed(wereld, _loop(wereld, inloggen, NA_INTREKKEN, "ingetrokken", True))


def _doelen_van_de_deur() -> tuple[str, ...]:
    from wijkregie.dossier import afspraken

    return tuple(afspraken.deur("amsterdam", "dossier"))
