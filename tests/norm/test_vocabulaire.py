# SPDX-License-Identifier: EUPL-1.2
"""What a vocabulary says for the screen, and what code may recognise in it."""

from __future__ import annotations

import re

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map
from wijkregie.norm.taal.wereld import INGEBOUWD, Wereld
from wijkregie.norm.yaml12 import laad

from .hulp import FEITEN, bibliotheek

FILES = ("basis", "dossier", "overlast", "melding", "overleg", "treiteraanpak", "bezoek", "aanpak", "restart")


@pytest.fixture(scope="module")
def eigen() -> Bibliotheek:
    return laad_map()


def melding(feiten: str) -> str:
    with pytest.raises(InvoerFout) as e:
        bibliotheek(**{"stad/feiten.yaml": feiten})
    return " ".join(f"{f.sleutel} {f.melding}" for f in e.value.fouten)


@pytest.mark.parametrize(
    ("was", "wordt", "bevat"),
    [
        ("zorg: {}, politie: {}", "zorg: {systeem: identiteit}, politie: {systeem: identiteit}", "categorieen.politie De systeemnaam identiteit"),
        ("gebeld: {", "gebeld: {systeem: a.b, ", ""),
        ("wijk: {soort: gemeente}", "wijk: {categorie: gewon}", "rollen.wijk gewon is geen categorie"),
        ("gebeld: {", "gebeld: {systeem: A.b, ", "is geen goede naam"),
        ("waarden: [rood, groen]}", "waarden: [rood, groen], teksten: {blauw: x}}", "blauw, en dat is geen waarde"),
    ],
)
def test_system_names_and_texts(was: str, wordt: str, bevat: str) -> None:
    feiten = FEITEN.replace(was, wordt, 1)
    if not bevat:
        bibliotheek(**{"stad/feiten.yaml": feiten})
        bevat, feiten = "De systeemnaam a.b staat ook bij gebeld", feiten.replace("nota: {", "nota: {systeem: a.b, ")
    assert bevat in melding(feiten)


def test_texts_have_a_default() -> None:
    w: Wereld = bibliotheek().alles()[0].wereld
    assert (w.naam_van("klacht_ontvangen"), w.knop_van("klacht_ontvangen")) == ("klacht ontvangen", "Klacht ontvangen vastleggen")
    assert w.vraag_van("klacht_ontvangen", "ernstig") == "Ernstig?"
    v = Veld(soort="keuze", waarden=["geinformeerd", "niet_nodig"], teksten={"geinformeerd": "geïnformeerd"})
    assert [v.tekst(x) for x in v.waarden] == ["geïnformeerd", "niet nodig"]


@pytest.mark.parametrize("naam", FILES)
def test_every_act_has_its_words(eigen: Bibliotheek, naam: str) -> None:
    """A button with a verb, a heading to stand under, and a question for each field."""
    w = Wereld(eigen.vocabulaires["amsterdam"])
    ruw = laad((EIGEN_MAP / f"amsterdam/feiten/{naam}.yaml").read_text("utf-8"), naam)["feiten"]
    assert [n for n in ruw if not w.feiten[n].knop or not w.feiten[n].groep] == []
    assert [f"{n}.{v}" for n in ruw for v in _zonder_vraag(w.feiten[n])] == []
    assert [n for n in ruw if len(w.feiten[n].knop) > 40] == []


def _zonder_vraag(f: FeitType) -> list[str]:
    onder = [(f"{n}.{m}", y) for n, x in f.velden.items() if isinstance(x.van, dict) for m, y in x.van.items()]
    return [n for n, x in [*f.velden.items(), *onder] if not (x.vraag and x.vraag.endswith("?"))]


def test_what_the_file_recognises_is_there(eigen: Bibliotheek) -> None:
    voc = eigen.vocabulaires["amsterdam"]
    namen = ["persoon.gegevens", "persoon.contact", "persoon.bsn", "persoon.samengevoegd", "persoon.losgemaakt", "adres.gegevens"]
    namen += [f"dossier.{x}" for x in ("verbonden", "losgemaakt", "gesloten", "heropend")] + ["toestemming.gegeven", "toestemming.ingetrokken"]
    assert [n for n in namen if voc.systeemfeit(n) is None] == []
    for v in eigen.vocabulaires.values():
        assert [c for c in ("medewerker", "identiteit", "contact", "melder", "adres") if v.systeemcategorie(c) is None] == []
    assert Wereld(voc).persoon_categorie("persoonlijk_begeleider") == voc.systeemcategorie("medewerker")
    assert Wereld(voc).persoon_categorie("omwonende") == voc.systeemcategorie("melder")


@pytest.mark.parametrize("naam", [*FILES, "ingebouwd"])
def test_the_timeline_never_shows_the_name_of_a_field(eigen: Bibliotheek, naam: str) -> None:
    """A yes or no is said as what it means, any other answer behind a short label; the identifier is for who writes protocols."""
    w = Wereld(eigen.vocabulaires["amsterdam"])
    soorten = INGEBOUWD if naam == "ingebouwd" else laad((EIGEN_MAP / f"amsterdam/feiten/{naam}.yaml").read_text("utf-8"), naam)["feiten"]
    velden = [(f"{f}.{n}", n, v) for f in soorten for n, v in w.feiten[f].velden.items()]
    velden += [(f"{p}.{n}", n, v) for p, _, x in velden if isinstance(x.van, dict) for n, v in x.van.items()]
    assert [p for p, _, v in velden if v.soort == "janee" and not (v.teksten.get("ja") and v.teksten.get("nee"))] == []
    assert [p for p, _, v in velden if v.soort != "janee" and not v.kort] == []
    assert [p for p, n, v in velden for t in (v.kort or "", *v.teksten.values()) if "_" in t or t.endswith((".", ":"))] == []
    assert [p for p, _, v in velden if v.soort == "keuze" for x in v.waarden if "_" in v.tekst(x)] == []


def test_a_yes_or_no_has_words_and_only_for_yes_and_no() -> None:
    v = Veld(soort="janee", teksten={"ja": "Is geïnformeerd", "nee": "Is niet geïnformeerd"})
    assert (v.tekst("ja"), v.tekst("nee")) == ("Is geïnformeerd", "Is niet geïnformeerd")
    with pytest.raises(ValueError, match="misschien, en dat is geen waarde"):
        Veld(soort="janee", teksten={"misschien": "Wie weet"})
    assert Veld(soort="janee").tekst("ja") == "ja"


@pytest.mark.parametrize("naam", FILES)
def test_no_question_can_be_misread(eigen: Bibliotheek, naam: str) -> None:
    """Whoever answers yes to a question with *niet* in it may mean either."""
    w = Wereld(eigen.vocabulaires["amsterdam"])
    ruw = laad((EIGEN_MAP / f"amsterdam/feiten/{naam}.yaml").read_text("utf-8"), naam)["feiten"]
    velden = [(f"{f}.{n}", v) for f in ruw for n, v in w.feiten[f].velden.items() if v.soort == "janee"]
    assert [p for p, v in velden if re.search(r"\b(niet|niets|geen|nooit|zonder|weggelaten)\b", v.vraag or "", re.IGNORECASE)] == []
    assert [p for p, v in velden if re.match(r"(Zo (ja|nee)|Of)\b", v.vraag or "")] == []


@pytest.mark.parametrize("gemeente", ["amsterdam", "dordrecht"])
def test_somebody_watches_over_privacy_and_the_municipality_chooses_how_long_it_keeps(eigen: Bibliotheek, gemeente: str) -> None:
    """Without the first nobody reads the log, judges emergencies or destroys; without the second nothing is ever destroyed."""
    assert [r for r in eigen.vocabulaires[gemeente].rollen.values() if r.systeem == "privacy"]
    assert [k for v in eigen.alles() if v.gemeente == gemeente for k in v.wereld.keuzes.values() if k.systeem == "bewaartermijn"]
