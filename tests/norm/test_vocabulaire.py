# SPDX-License-Identifier: EUPL-1.2
"""What a vocabulary says for the screen, and what code may recognise in it."""

from __future__ import annotations

import pytest

from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.yaml12 import laad

from .hulp import FEITEN, bibliotheek

FILES = ("basis", "dossier", "overlast")


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
