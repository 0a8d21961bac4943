# SPDX-License-Identifier: EUPL-1.2
"""Presence opens and closes an item; what those present may see together; votes, the decision, and all of it recorded once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

STEMMERS = [
    ("mzwo", "meldpunt"), ("buurtteam", "buurtteam"), ("ggd", "ggd"), ("ggz", "ggz"), ("politie", "politie"), ("woningcorporatie", "eik"),
    ("zorgaanbieder", "linde"), ("zorgaanbieder", "haven"), ("zorgaanbieder", "veerhuis"),
]  # fmt: skip


def opgezet(tafel: Any, vorm: str, relatie: str, wie: list[tuple[str, str]]) -> tuple[UUID, str, UUID, str]:
    """A series with a meeting today, a case on its agenda, and these in the room."""
    from wijkregie.overleg.agenda import kandidaten, voeg_toe, zet_op
    from wijkregie.overleg.zaal import komt_of_gaat

    r = tafel.reeks(vorm)
    b = str(tafel.plan(r, vorm))
    zaak = tafel.zaak((r, relatie))
    with tafel.bij("rosa", r) as reeks:
        zet_op(reeks, reeks.bijeenkomsten[b], kandidaten(reeks, reeks.bijeenkomsten[b]))
    with tafel.bij("rosa", r) as reeks:
        if not reeks.bijeenkomsten[b].punten:
            assert voeg_toe(reeks, reeks.bijeenkomsten[b], tafel.nummer(zaak))
    for rol, organisatie in wie:
        with tafel.bij("rosa", r) as reeks:
            komt_of_gaat(reeks, reeks.bijeenkomsten[b], tafel.wie(rol, organisatie), komt=True)
    with tafel.bij("rosa", r) as reeks:
        return r, b, zaak, reeks.bijeenkomsten[b].punten[0].id


def test_wie_er_is_en_wie_eerst_weg_moet(tafel: Any) -> None:
    from wijkregie.overleg.zaal import komt_of_gaat, moeten_weg, ontbreken

    r, b, _, _ = opgezet(tafel, "klein_overleg", "ko_reeks", [("mzwo", "meldpunt"), ("politie", "politie"), ("beterburen", "loket")])
    with tafel.bij("rosa", r) as reeks:
        x = reeks.bijeenkomsten[b]
        assert [m.wie.rol for m in moeten_weg(reeks, x.aanwezig())] == ["beterburen"]
        assert moeten_weg(reeks, x.aanwezig())[0].waarom == "geen_lid"
        assert ontbreken(reeks, x.aanwezig()) == ["ggd"]
        komt_of_gaat(reeks, x, tafel.wie("beterburen", "loket"), komt=False)
    with tafel.bij("rosa", r) as reeks:
        x = reeks.bijeenkomsten[b]
        assert moeten_weg(reeks, x.aanwezig()) == []
        assert [a.rol for a, _ in x.vertrokken()] == ["beterburen"]


def test_de_regisseur_hoeft_het_convenant_niet_te_tekenen(tafel: Any) -> None:
    from wijkregie.overleg.zaal import moeten_weg

    r, b, _, _ = opgezet(tafel, "klein_overleg", "ko_reeks", [("treiterregisseur", "stadsdeel")])
    with tafel.bij("rosa", r) as reeks:
        assert moeten_weg(reeks, reeks.bijeenkomsten[b].aanwezig()) == []
        assert [m.waarom for m in moeten_weg(reeks, [tafel.wie("politie", "loket")])] == ["convenant"]


def test_wat_de_groep_samen_ziet_wordt_minder_als_er_iemand_bij_komt(tafel: Any) -> None:
    from wijkregie.overleg.punt import punt
    from wijkregie.overleg.zaal import komt_of_gaat, open_punt, samen

    wie = [("mzwo", "meldpunt"), ("politie", "politie"), ("ggd", "ggd")]
    r, b, zaak, p = opgezet(tafel, "klein_overleg", "ko_reeks", wie)
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        assert x is not None and not x.open
        open_punt(reeks, zaak, x.over, reeks.bijeenkomsten[b].aanwezig())
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        assert x is not None and x.open
        drie = samen(reeks, zaak, x.zicht, reeks.bijeenkomsten[b].aanwezig())
        assert {"treiter_melding", "treiter_strategie"} <= set(drie.open)
        assert "treiter_strategie" not in drie.blijft  # heard today; who sat there reads no minutes tomorrow by that right
        assert "treiter_melding" in samen(reeks, zaak, x.zicht, [tafel.wie("mzwo", "meldpunt")]).blijft  # a right without an end
        komt_of_gaat(reeks, reeks.bijeenkomsten[b], tafel.wie("woningcorporatie", "eik"), komt=True, bij=[(zaak, x.over)])
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        vier = samen(reeks, zaak, x.zicht, reeks.bijeenkomsten[b].aanwezig())
        assert "treiter_strategie" in vier.dicht


def test_niemand_aanwezig_ziet_niets(tafel: Any) -> None:
    from wijkregie.overleg.punt import punt
    from wijkregie.overleg.zaal import samen

    r, b, zaak, p = opgezet(tafel, "klein_overleg", "ko_reeks", [("mzwo", "meldpunt")])
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        assert samen(reeks, zaak, x.zicht, []).open == ()


def stemmen(tafel: Any, **anders: str) -> list[Any]:
    """Everybody in favour, but for who says otherwise; an empty word: who said nothing."""
    from wijkregie.overleg.punt import Stem

    uit = []
    for rol, o in STEMMERS:
        stem = anders.get(o, "voor")
        reden = "de reden" if stem == "veto" else ""
        if stem:
            uit.append(Stem(rol, tafel.d.organisaties[o], "einde_interventie", stem, reden, gemachtigd=True))
    return uit


@pytest.mark.parametrize(
    ("weg", "anders", "soort", "telling"),
    [
        ((), {}, "aangenomen", "9 voor."),
        ((), {"ggz": "veto"}, "tegengehouden", "8 voor, 1 veto."),
        ((), {"haven": "onthouding"}, "aangenomen", "8 voor, 1 onthouding."),
        (("ggz",), {"ggz": ""}, "ongeldig", "8 voor, 1 afwezig."),
        ((), {"ggz": ""}, "ongeldig", "8 voor."),  # there, and said nothing
    ],
)
def test_de_uitslag_komt_uit_de_afspraak(tafel: Any, weg: tuple[str, ...], anders: dict[str, str], soort: str, telling: str) -> None:
    from wijkregie.overleg.punt import Inhoud, proef, punt

    r, b, _, p = opgezet(tafel, "groot_overleg", "go_reeks", [x for x in STEMMERS if x[1] not in weg])
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        assert x is not None
        (uitkomst,), bezwaren = proef(x, Inhoud(stemmen=tuple(stemmen(tafel, **anders))))
        assert bezwaren == []
        assert (uitkomst.soort, uitkomst.telling) == (soort, telling)


def test_een_organisatie_met_twee_zetels_heeft_een_stem(tafel: Any) -> None:
    """A vote is of a party, and a party is an organisation (WT-11.04)."""
    from wijkregie.overleg.punt import Inhoud, Stem, feiten_van, proef, punt, stemgerechtigd, stemmers

    tafel.d.databank.beheer(
        "insert into partijen_bezetting (gemeente, organisatie, rol, van) select gemeente, %s, 'mzwo', '2020-01-01'"
        " from partijen_bezetting where organisatie = %s limit 1",
        tafel.d.organisaties["ggd"], tafel.d.organisaties["ggd"],
    )  # fmt: skip
    ggd = tafel.d.organisaties["ggd"]
    r, b, _, p = opgezet(tafel, "groot_overleg", "go_reeks", STEMMERS)
    with tafel.bij("rosa", r) as reeks:
        assert [a.rol for a in stemgerechtigd(reeks) if a.organisatie == ggd] == ["mzwo", "ggd"]
        assert len(stemmers(reeks)) == 9 and [[a.rol for a in z] for z in stemmers(reeks) if z[0].organisatie == ggd] == [["mzwo", "ggd"]]
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        inhoud = Inhoud(stemmen=tuple(stemmen(tafel)))
        assert sum(f.ruw["feit"] == "stem_uitgebracht" for f in feiten_van(x, inhoud)) == 9
        (uitkomst,), bezwaren = proef(x, inhoud)
        assert bezwaren == [] and (uitkomst.soort, uitkomst.telling) == ("aangenomen", "9 voor.")
        # the seat that is taken is enough to be there
        assert all(s.ruw["velden"]["stem"] != "afwezig" for s in feiten_van(x, inhoud) if s.ruw["feit"] == "stem_uitgebracht")
        assert isinstance(Stem("ggd", ggd, "einde_interventie", "voor").gemachtigd, type(None))


def test_afronden_legt_alles_in_een_keer_vast_en_maar_een_keer(tafel: Any) -> None:
    from datetime import date

    from wijkregie.overleg.punt import Actie, Inhoud, Stem, punt, rond_af

    r, b, zaak, p = opgezet(tafel, "groot_overleg", "go_reeks", STEMMERS)
    zorg = Stem("ggz", tafel.d.organisaties["ggz"], "einde_interventie", "veto", zorgreden="de behandeling is net begonnen", gemachtigd=True)
    inhoud = Inhoud(
        {"uitkomst": "elf meldingen sinds de laatste waarschuwing"},
        (*(s for s in stemmen(tafel) if s.rol != "ggz"), zorg),
        (Actie("mzwo", "de bewoner spreken", date(2026, 1, 20)),),
    )
    for _ in range(2):
        with tafel.bij("rosa", r) as reeks:
            x = punt(reeks, reeks.bijeenkomsten[b], p)
            uitslag = rond_af(x, inhoud)
    assert uitslag.herhaald
    db = tafel.d.databank
    soorten = dict(db.beheer("select soort, count(*) from dossier_feit where dossier = %s and %s = any(over) group by 1", zaak, UUID(p)))
    assert (
        soorten["stem_uitgebracht"] == 9
        and soorten["stemming_gehouden"] == 1
        and soorten["zaak_besproken"] == 1
        and soorten["actie_afgesproken"] == 1
    )
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], p)
        veto = next(f for f in x.feiten if f.soort == "stem_uitgebracht" and f.velden["stem"] == "veto")
        stemming = next(f for f in x.feiten if f.soort == "stemming_gehouden")
        assert "behandeling" not in veto.velden["motivering"] and "zorgdeel" in veto.velden["motivering"]
        assert all("behandeling" not in str(s) for s in stemming.velden["stemmen"])
        assert x.besproken.velden["uitkomst"] == "elf meldingen sinds de laatste waarschuwing"
    delen = db.beheer(
        "select c.naam from dossier_deel d join delen_categorie c on c.gemeente = d.gemeente and c.bit = d.categorie where d.feit::text = %s", veto.id
    )
    assert ("zorgverslag",) in delen


def test_een_ander_die_ook_afrondt_krijgt_niets_dubbel(tafel: Any) -> None:
    from wijkregie.dossier.opdracht import Geweigerd, Gewijzigd, Onbekend
    from wijkregie.overleg.punt import Inhoud, punt, rond_af

    r, b, zaak, p = opgezet(tafel, "klein_overleg", "ko_reeks", [("mzwo", "meldpunt")])
    with tafel.bij("rosa", r) as reeks:
        rond_af(punt(reeks, reeks.bijeenkomsten[b], p), Inhoud({"oordeel": "gericht"}))
    with tafel.bij("tess", r) as reeks, pytest.raises((Geweigerd, Gewijzigd, Onbekend)):
        rond_af(punt(reeks, reeks.bijeenkomsten[b], p), Inhoud({"oordeel": "niet gericht"}))
    assert tafel.d.databank.beheer("select count(*) from dossier_feit where dossier = %s and soort = 'zaak_besproken'", zaak) == [(1,)]


def test_twee_schrijvers_verliezen_niets(tafel: Any) -> None:
    from wijkregie.overleg.concepten import Schrijfblok, ook
    from wijkregie.overleg.weg import aan_tafel

    r, _, zaak, p = opgezet(tafel, "klein_overleg", "ko_reeks", [("mzwo", "meldpunt")])

    def schrijf(wie: str, versie: int, **velden: str) -> list[Any]:
        with tafel.bij(wie, r) as reeks, aan_tafel(reeks.sessie):
            blok = Schrijfblok(reeks.sessie, zaak, p, "treiter_strategie")
            return blok.bewaar(velden, dict.fromkeys(velden, versie))

    assert schrijf("rosa", 0, oordeel="gericht", strategie="praten") == []
    (botsing,) = schrijf("tess", 0, oordeel="niet gericht")
    assert botsing.ander.tekst == "gericht" and botsing.ander.wie == "Rosa Proef"
    assert schrijf("tess", 1, oordeel="gericht, zegt de politie") == []
    assert schrijf("tess", 1, strategie="praten") == []  # the same text is no collision
    with tafel.bij("rosa", r) as reeks, aan_tafel(reeks.sessie):
        blok = Schrijfblok(reeks.sessie, zaak, p, "treiter_strategie")
        velden = blok.velden()
        assert velden["oordeel"].tekst == "gericht, zegt de politie" and velden["oordeel"].versie == 2
        assert ook(velden.values(), reeks.sessie) == ["Tess Proef"]
    assert b"gericht" not in str(tafel.d.databank.beheer("select inhoud from overleg_concept")).encode()


def test_wie_het_niet_mag_lezen_leest_ook_het_concept_niet(tafel: Any) -> None:
    from wijkregie.overleg.concepten import Schrijfblok
    from wijkregie.overleg.weg import aan_tafel

    r, _, zaak, p = opgezet(tafel, "klein_overleg", "ko_reeks", [("mzwo", "meldpunt")])
    with tafel.bij("rosa", r) as reeks, aan_tafel(reeks.sessie):
        blok = Schrijfblok(reeks.sessie, zaak, p, "treiter_strategie")
        blok.bewaar({"oordeel": "gericht"}, {})
    for wie in ("harm", "bram", "loes"):
        with tafel.bij(wie, r) as reeks, aan_tafel(reeks.sessie):
            blok = Schrijfblok(reeks.sessie, zaak, p, "treiter_strategie")
            assert blok.velden() == {}


def test_wie_wegbleef_staat_niet_in_de_toegang_van_de_tafel(tafel: Any) -> None:
    """Of three care providers one sits at the item: the database opens the case to that one, and to no other organisation in the same role."""
    from wijkregie.overleg.agenda import voeg_toe
    from wijkregie.overleg.punt import punt
    from wijkregie.overleg.zaal import komt_of_gaat, open_punt

    z = tafel.lopende_zaak()
    r = tafel.reeks("groot_overleg")
    tafel.d.leg_vast("rosa", z, "dossiers_verbonden", ander=str(r), relatie="go_reeks")
    b = str(tafel.plan(r, "groot_overleg"))
    with tafel.bij("rosa", r) as reeks:
        assert voeg_toe(reeks, reeks.bijeenkomsten[b], tafel.nummer(z))
    for rol, o in (("zorgaanbieder", "linde"), ("mzwo", "meldpunt")):
        with tafel.bij("rosa", r) as reeks:
            komt_of_gaat(reeks, reeks.bijeenkomsten[b], tafel.wie(rol, o), komt=True)
    vraag = (
        "select distinct s.organisatie from delen_toegang t join partijen_sleutel s on s.id = t.sleutel"
        " where t.dossier = %s and t.weg = 'overleg' and t.doel = (select id from delen_doel where naam = 'groot_overleg' and gemeente = t.gemeente)"
    )
    assert tafel.d.databank.beheer(vraag, z) == []
    with tafel.bij("rosa", r) as reeks:
        x = punt(reeks, reeks.bijeenkomsten[b], reeks.bijeenkomsten[b].punten[0].id)
        open_punt(reeks, z, x.over, reeks.bijeenkomsten[b].aanwezig())
    orgs = {o for (o,) in tafel.d.databank.beheer(vraag, z)}
    assert tafel.d.organisaties["linde"] in orgs and not orgs & {tafel.d.organisaties[o] for o in ("haven", "veerhuis", "eik")}


def test_een_stoel_opent_niet_wat_een_collega_in_een_andere_rol_mag(tafel: Any) -> None:
    from wijkregie.overleg.zaal import _van_stoel

    r = tafel.reeks("klein_overleg")
    per = {(1, "ggd"): {"a"}, (1, "vangnet"): {"a", "b"}, (1, "spv"): {"a", "c"}, (2, "wijkagent"): {"a", "d"}}
    with tafel.bij("rosa", r) as reeks:
        stoel = lambda rol, o: _van_stoel(reeks, type("A", (), {"rol": rol, "organisatie": o})(), per)  # noqa: E731
        assert stoel("ggd", 1) == {"a"} and stoel("vangnet", 1) == {"a", "b"}
        assert stoel("politie", 2) == {"a", "d"}  # nobody there has just that role: what each under it may see
        assert stoel("ggd", 2) == set() and stoel("mzwo", 1) == set()
