# SPDX-License-Identifier: EUPL-1.2
"""Sight, from the sources: the table zicht.yaml held against the database and against every page.

A secret lies in every category of data. Who may not read it must not meet it anywhere: text, titles, hidden inputs, headers, files, errors.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import yaml

from wijkregie.dossier.laden import leesbaar
from wijkregie.dossier.versleuteling import Sleutelbos

TABEL: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "zicht.yaml").read_text(encoding="utf-8"))
TOESTEMMING = ("gegeven", "geen", "ingetrokken")
LEZERS = ("harm", "rosa", "wout", "femke")
PDF = b"%PDF-1.4 %b"


@dataclass
class Wereld:
    """A case with a secret in every category."""

    d: Any
    zaak: UUID
    nummer: str
    persoon: UUID
    persoonnummer: str
    feit: dict[str, UUID] = field(default_factory=dict)
    geheim: dict[str, str] = field(default_factory=dict)
    bestand: dict[str, UUID] = field(default_factory=dict)

    def verboden(self, wie: str, toestemming: str) -> dict[str, str]:
        """The secrets that this reader may not meet."""
        uit = {}
        for naam, rij in {**TABEL["feiten"], **{f"persoon_{n}": r for n, r in TABEL["persoon"].items()}}.items():
            wat = _moet(rij["zien"].get(wie, {}), toestemming)
            if wat in ("bestaat", "niets", "geheim") and naam in self.geheim:
                uit[naam] = self.geheim[naam]
        return uit


def _moet(wat: dict[str, str], toestemming: str) -> str | None:
    return wat["nu"] if toestemming == "gegeven" and "nu" in wat else wat.get(toestemming)


def _vul(velden: Any, geheim: str) -> Any:
    if velden == "$geheim":
        return geheim
    if isinstance(velden, dict):
        return {k: _vul(v, geheim) for k, v in velden.items()}
    return velden


def bouw(duinveste: Any, toestemming: str, *, alleen: str | None = None) -> Wereld:
    """All facts of the table in one case, with the consent of the title."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Bijlage, Geweigerd, Nieuw, Opdracht

    zaak = duinveste.begin("femke", toestemming=toestemming != "geen")
    persoon, dag = uuid4(), "2026-01-23"
    w = Wereld(duinveste, zaak, "", persoon, "")
    w.geheim |= {"persoon_naam": "Geheimnaam", "persoon_contact": "geheimpost@voorbeeld.example"}
    feiten = (
        Nieuw(persoon, uuid4(), {"op": dag, "feit": "persoon_ingeschreven", "velden": {"voornaam": "Daan", "achternaam": w.geheim["persoon_naam"]}}),
        Nieuw(persoon, uuid4(), {"op": dag, "feit": "contactgegevens_vastgelegd", "velden": {"mail": w.geheim["persoon_contact"]}}),
        Nieuw(zaak, uuid4(), {"op": dag, "feit": "dossiers_verbonden", "velden": {"ander": str(persoon), "relatie": "betreft"}}),
    )
    kern.leg_vast(duinveste.sessie("femke"), Opdracht(uuid4(), feiten, (Begin(persoon, "persoon", ("persoon",)),)))
    for i, (naam, rij) in enumerate(TABEL["feiten"].items()):
        if alleen not in (None, naam):
            continue
        w.geheim[naam] = f"geheim{chr(97 + i)}{naam.replace('_', '')}"
        model = {"over": [], "opent": uuid4(), "reden": "Reden voor de proef", "herkomst": "buiten"}
        model |= {"bijlagen": (Bijlage(f"{w.geheim[naam]}.pdf", "application/pdf", PDF + w.geheim[naam].encode(), rij["categorie"]),)}
        velden = _vul(rij["velden"], w.geheim[naam])
        try:
            w.feit[naam] = duinveste.leg_vast(rij["door"], zaak, rij["feit"], **model, **velden)
        except Geweigerd:
            w.feit[naam] = duinveste.leg_vast(rij["door"], zaak, rij["feit"], **model, overgenomen=True, **velden)
    if toestemming == "ingetrokken":
        duinveste.leg_vast("femke", zaak, "toestemming_ingetrokken")
    nummers = dict(duinveste.databank.beheer("select id, nummer from dossier_dossier"))
    w.nummer, w.persoonnummer = nummers[zaak], nummers[persoon]
    w.bestand = {str(f): i for i, f in duinveste.databank.beheer("select id, feit from dossier_bestand")}
    return w


# by raw SQL


def _sql(w: Wereld, wie: str, naam: str) -> str:
    """What the database gives: inhoud, bestaat or niets."""
    with w.d.ogen(wie) as c:
        c.execute("select dossier, feit, categorie, vorm, inhoud from dossier_deel where feit = %s", [w.feit[naam]])
        delen = [leesbaar(Sleutelbos(c, w.d.gemeente, d), *rest) for d, *rest in c.fetchall()]
        if any(w.geheim[naam].encode() in x for x in delen if x is not None):
            return "inhoud"
        c.execute("select count(*) from dossier_feit where id = %s", [w.feit[naam]])
        return "bestaat" if c.fetchone()[0] else "niets"


@pytest.mark.parametrize("toestemming", TOESTEMMING)
def test_the_database_gives_what_the_sources_say(duinveste: Any, toestemming: str) -> None:
    w = bouw(duinveste, toestemming)
    fout = []
    for naam, rij in TABEL["feiten"].items():
        for wie, wat in rij["zien"].items():
            moet, is_zo = _moet(wat, toestemming), _sql(w, wie, naam)
            goed = moet == "vrij" or moet == is_zo or (moet == "geheim" and is_zo != "inhoud")
            if not goed:
                fout.append(f"{naam} voor {wie}: {is_zo}, moet zijn {moet} ({wat['bron']})")
    for naam, rij in TABEL["persoon"].items():
        for wie, wat in rij["zien"].items():
            with w.d.ogen(wie) as c:
                c.execute("select (select string_agg(tekst, ' ') from dossier_kop), (select string_agg(waarde::text, ' ') from dossier_publicatie)")
                ziet = w.geheim[f"persoon_{naam}"] in " ".join(str(x) for x in c.fetchone())
            if ziet != (_moet(wat, toestemming) == "inhoud"):
                fout.append(f"persoon {naam} voor {wie}: {'wel' if ziet else 'niet'} te lezen, moet zijn {wat[toestemming]} ({wat['bron']})")
    assert not fout, "\n".join(fout)


# through every page


def _adressen(w: Wereld, nummer: str) -> Iterator[str]:
    from wijkregie.dossier.afspraken import wereld

    voc = wereld("amsterdam")
    yield from ("/werk/", "/werk/?van=team", "/werk/?van=alle", "/dossiers/?welke=open", "/dossiers/?welke=mij", "/dossiers/?welke=gesloten")
    yield from ("/zoeken/", "/dossiers/nieuw/", "/afwezigheid/", "/lidmaatschap/", "/personen/dubbel/")
    for n in (nummer, w.persoonnummer):
        yield from (
            f"/dossier/{n}/",
            f"/dossier/{n}/?feiten=alle",
            f"/dossier/{n}/bekend-op/?dag=2026-01-23",
            f"/dossier/{n}/bekend-op/?dag=2026-01-22",
        )
    for c in sorted({r["categorie"] for r in TABEL["feiten"].values()} | {"identiteit", "partijen"}):
        yield f"/dossier/{nummer}/waarom/verborgen/{c}/"
    feiten = {r["feit"] for r in TABEL["feiten"].values()} | {
        "rectificatie",
        "verstrekt",
        "partij_betrokken",
        "toestemming_ingetrokken",
        "eiv_besproken",
    }
    for f in sorted(feiten & set(voc.feiten)):
        yield from (f"/dossier/{nummer}/waarom/handeling/{f}/", f"/dossier/{nummer}/handeling/{f}/", f"/dossier/{nummer}/handeling/{f}/brief/")
    yield from (f"/dossier/{nummer}/waarom/plicht/{i}/?bekend_op=2026-01-23" for (i,) in w.d.databank.beheer("select id from dossier_plicht limit 5"))
    for i, s in w.d.databank.beheer("select id, 'plicht' from dossier_plicht union select id, 'afwijking' from dossier_schending"):
        yield f"/dossier/{nummer}/waarom/{s}/{i}/"
    for s, so in w.d.databank.beheer("select spoor, soort from dossier_regie"):
        yield f"/dossier/{nummer}/waarom/regie/{s}/{so}/"
        yield f"/dossier/{nummer}/waarom/fase/{s}/"
    for f in w.feit.values():
        yield from (f"/dossier/{nummer}/feit/{f}/brief/", f"/dossier/{nummer}/feit/{f}/rechtzetten/", f"/dossier/{nummer}/feit/{f}/verplaatsen/")
    for b in w.bestand.values():
        yield f"/dossier/{nummer}/bestand/{b}/"


def _alles(a: Any) -> str:
    kop = "\n".join(f"{k}: {v}" for k, v in a.items())
    return html.unescape(kop + a.content.decode("utf-8", "replace")).lower()


def _verborgen(tekst: str) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for naam, waarde in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', tekst):
        if naam != "csrfmiddlewaretoken":
            uit.setdefault(naam, []).append(html.unescape(waarde))
    return uit


def _formulieren(w: Wereld, c: Any, nummer: str) -> Iterator[tuple[str, Any]]:
    """What answers to posts: search, what follows, a second who was first, corrections."""
    for q in ("Geheimnaam", "geheimpost", "daan", w.nummer, w.persoonnummer, *list(w.geheim.values())[:4]):
        a = c.post("/zoeken/", {"q": q})
        if q.lower() not in w.verboden_nu:  # type: ignore[attr-defined]
            yield f"zoeken {q}", a
        else:  # what was typed comes back in the box: look at the rest
            a.content = a.content.replace(q.encode(), b"")
            yield f"zoeken {q}", a
    for feit, velden in (
        ("klacht_ontvangen", {"f-kanaal": "woningcorporatie"}),
        ("gedragsafspraken_gemaakt", {}),
        ("sommatiebrief_verzonden", {}),
        ("herplaatsing_besloten", {}),
        ("mzwo_dossier_aangemaakt", {}),
        ("toestemming_ingetrokken", {}),
        ("overlast_verholpen", {}),
        ("afgezien", {"f-norm": "TW-B1.07", "f-reden": "proef"}),
    ):
        adres = f"/dossier/{nummer}/handeling/{feit}/"
        data = {"op": "23-01-2026", "sleutel": str(uuid4()), "kenmerk": "vals", **velden}
        yield f"volgt {feit}", c.post(f"{adres}volgt/", data)
        yield f"bekijk {feit}", c.post(adres, data | {"stap": "bekijk"})
        yield f"brief {feit}", c.post(adres, data | {"stap": "brief"}, follow=True)
    for naam, f in w.feit.items():
        adres = f"/dossier/{nummer}/feit/{f}/rechtzetten/"
        for stap in ("", "leg_vast"):
            data = {"wat": "intrekken", "reden": "proef", "sleutel": str(uuid4()), "kenmerk": "vals", "stap": stap}
            if stap and w.d.databank.beheer("select 1 from dossier_feit where id = %s and vastlegger = %s", f, w.d.sessie(w.wie).organisatie):  # type: ignore[attr-defined]
                continue
            yield f"rechtzetten {naam} {stap}", c.post(adres, data)
    data = {"op": "23-01-2026", "f-kanaal": "woningcorporatie", "f-omschrijving": "tweede", "sleutel": str(uuid4()), "kenmerk": "vals"}
    yield "conflict", c.post(f"/dossier/{nummer}/handeling/klacht_ontvangen/", data)


@pytest.mark.parametrize("toestemming", TOESTEMMING)
@pytest.mark.parametrize("wie", LEZERS)
def test_no_page_holds_a_secret_that_is_not_for_its_reader(duinveste: Any, als: Any, wie: str, toestemming: str) -> None:
    w = bouw(duinveste, toestemming)
    verboden = w.verboden(wie, toestemming)
    w.wie, w.verboden_nu = wie, {v.lower() for v in verboden.values()}  # type: ignore[attr-defined]
    c = als(wie)
    fout, stuk = [], []
    for adres in _adressen(w, w.nummer):
        a = c.get(adres)
        tekst = _alles(a)
        if a.status_code >= 500:
            stuk.append(adres)
        fout += [f"GET {adres}: {naam}" for naam, s in verboden.items() if s.lower() in tekst]
    for wat, a in _formulieren(w, c, w.nummer):
        if a.status_code >= 500:
            stuk.append(wat)
        tekst = _alles(a)
        fout += [f"POST {wat}: {naam}" for naam, s in verboden.items() if s.lower() in tekst]
    assert not fout, "\n".join(fout)
    assert not stuk, stuk


def test_who_may_read_a_secret_finds_it(duinveste: Any, als: Any) -> None:
    """The test above looks in the right places."""
    w = bouw(duinveste, "gegeven")
    tekst = _alles(als("harm").get(f"/dossier/{w.nummer}/?feiten=alle"))
    assert w.geheim["klacht"] in tekst and w.geheim["persoon_naam"].lower() in tekst
    assert w.geheim["klacht"] in _alles(als("rosa").get(f"/dossier/{w.nummer}/bestand/{w.bestand[str(w.feit['klacht'])]}/"))


# what is hidden changes nothing


def _zonder_munt(tekst: str) -> str:
    """A page without what differs at every look: the token against forgery, the key against recording twice, the mark of the state."""
    return re.sub(r'name="(csrfmiddlewaretoken|sleutel|kenmerk)" value="[^"]*"|\?sleutel=[0-9a-f-]{36}', "", tekst)


def _beeld(w: Wereld, c: Any) -> dict[str, str]:
    n = w.nummer
    paden = [
        "/werk/?van=alle",
        "/dossiers/?welke=open",
        f"/dossier/{n}/?feiten=alle",
        f"/dossier/{n}/bekend-op/?dag=2026-01-23",
        f"/dossier/{w.persoonnummer}/",
    ]
    heel = c.get(f"/dossier/{n}/").content.decode()
    paden += sorted({html.unescape(x) for x in re.findall(r'href="(/dossier/[^"#]*)"', heel)})
    uit = {p: f"{(a := c.get(p)).status_code} {_zonder_munt(a.content.decode())}" for p in dict.fromkeys(paden)}
    a = c.post("/zoeken/", {"q": n})
    return uit | {"zoeken": f"{a.status_code} {_zonder_munt(a.content.decode())}"}


VERBORGEN = [
    (wie, naam, t)
    for wie, t in (("harm", "geen"), ("harm", "gegeven"), ("rosa", "gegeven"))
    for naam, r in TABEL["feiten"].items()
    if r["door"] == "femke" and r["zien"][wie][t] == "niets" and (t == "gegeven" or naam in ("klacht", "terugval", "brief_5", "gedragsafspraken"))
]


@pytest.mark.parametrize(
    ("wie", "naam", "toestemming"),
    VERBORGEN,
)
def test_what_is_hidden_changes_no_page(duinveste: Any, als: Any, wie: str, naam: str, toestemming: str) -> None:
    """A partner that takes part sees the same before and after the care provider records what is hidden from it."""
    w = bouw(duinveste, toestemming, alleen="niets daarvan")
    duinveste.leg_vast("femke", w.zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")  # partners owe something by it, so they take part
    duinveste.leg_vast(wie, w.zaak, "klacht_ontvangen", opent=uuid4(), kanaal="mzwo", omschrijving="eigen klacht")
    c = als(wie)
    eerst = _beeld(w, c)
    rij = TABEL["feiten"][naam]
    velden = {"opent": uuid4(), "reden": "proef", "herkomst": "buiten", "rol": "persoonlijk_begeleider", "overgenomen": True}
    duinveste.leg_vast("femke", w.zaak, rij["feit"], **velden, **_vul(rij["velden"], "verborgentekst"))
    daarna = _beeld(w, c)
    anders = []
    for p in dict.fromkeys([*eerst, *daarna]):
        a, b = eerst.get(p, ""), daarna.get(p, "")
        if a != b:
            anders.append(f"{p}: " + " | ".join(_verschil(a, b)[:6]))
    assert not anders, "\n".join(anders)


def _verschil(a: str, b: str) -> list[str]:
    import difflib

    def regels(t: str) -> list[str]:
        return [x.strip() for x in re.sub(r"<[^>]+>", "\n", t).splitlines() if x.strip()]

    if regels(a) == regels(b):
        return [x for x in difflib.ndiff(a.split("<"), b.split("<")) if x[0] in "+-"]
    return [x for x in difflib.ndiff(regels(a), regels(b)) if x[0] in "+-"]


def test_the_mark_in_a_form_does_not_tell_whether_something_hidden_was_recorded(duinveste: Any, als: Any) -> None:
    """It differs at every look, so a second look says nothing."""
    w = bouw(duinveste, "gegeven", alleen="klacht")
    c, merk = als("harm"), re.compile(r'name="kenmerk" value="([^"]*)"')
    a, b = (merk.findall(c.get(f"/dossier/{w.nummer}/handeling/klacht_ontvangen/").content.decode()) for _ in (1, 2))
    assert a and b and a != b and len(a[0]) == len(b[0])


def test_the_order_of_a_list_does_not_tell_that_something_hidden_was_recorded(duinveste: Any, als: Any, op_dag: Any) -> None:
    zaken = []
    for i in range(2):
        op_dag(f"2026-01-23 16:{41 + i}")
        zaken.append(duinveste.begin("femke"))
    c = als("harm")

    def lijst() -> list[str]:
        return list(dict.fromkeys(re.findall(r"/dossier/(WR-[0-9-]+)/", c.get("/dossiers/?welke=open").content.decode())))

    eerst = lijst()
    op_dag("2026-01-23 16:50")
    velden = {"overgenomen": True, "rol": "persoonlijk_begeleider", "zorginhoudelijke_reden": "verborgen"}
    duinveste.leg_vast("femke", zaken[0], "herplaatsing_besloten", **velden)
    assert len(eerst) == 2 and lijst() == eerst
