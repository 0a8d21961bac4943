# SPDX-License-Identifier: EUPL-1.2
"""Random small protocols on the vocabulary of the municipality, random parties, and what the rules of sharing make of them, said once more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st

from wijkregie.dossier import afspraken
from wijkregie.norm.protocol.lader import Bibliotheek
from wijkregie.norm.yaml12 import laad

DOELEN = ("overlastaanpak", "vroegsignalering")
ROLLEN = ("zorgaanbieder", "persoonlijk_begeleider", "woningcorporatie", "contactpersoon", "mzwo")
# what is recorded: kind, by whom, the field with the text, its category
FEITEN = (
    ("klacht_ontvangen", ("femke", "harm", "rosa"), "omschrijving", "overlast_aard", {"kanaal": "zorgaanbieder"}),
    ("herplaatsing_besloten", ("femke",), "zorginhoudelijke_reden", "zorg", {}),
    ("beslisboom_schulden_ingevuld", ("femke",), None, "inkomen", {"uitkomst": "problematisch"}),
    ("begeleidingsplan_vastgesteld", ("femke",), "plan", "begeleidingsplan", {}),
    ("mzwo_dossier_aangemaakt", ("rosa",), None, "verloop", {}),
    ("contactgegevens_vastgelegd", ("femke", "harm"), "mail", "contact", {}),
    ("adres_vastgelegd", ("femke", "harm"), "straat", "adres", {}),
)
CATEGORIEEN = sorted({f[3] for f in FEITEN} | {"identiteit", "melder_identiteit", "partijen", "toestemming_stand"})
ALS = (None, "toestemming", "niet toestemming", "bestaat klacht_ontvangen", "geen klacht_ontvangen", "bestaat herplaatsing_besloten binnen 1 maand")


@dataclass(frozen=True)
class Regel:
    verbod: bool
    doel: tuple[str, ...]
    aan: tuple[str, ...]
    gegevens: tuple[str, ...]
    vorm: str
    weg: str
    als: str | None

    def yaml(self, i: int) -> str:
        kop = f"  r{i}: {{norm: X-1, aan: [{', '.join(self.aan)}], gegevens: [{', '.join(self.gegevens)}]"
        als = f', als: "{self.als}"' if self.als else ""
        if self.verbod:
            doel = f", doel: [{', '.join(self.doel)}]" if len(self.doel) == 1 else ""
            return f"{kop}, verbod: ja{doel}{als}}}\n"
        return f"{kop}, doel: [{', '.join(self.doel)}], grond: altijd, vorm: {self.vorm}, weg: {self.weg}{als}}}\n"


def _enkele(van: tuple[str, ...] | list[str], hoogstens: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(van), min_size=1, max_size=hoogstens, unique=True).map(tuple)


REGEL = st.builds(
    Regel,
    st.sampled_from((False, False, False, True)),
    _enkele(DOELEN, 2),
    _enkele(ROLLEN),
    _enkele(CATEGORIEEN, 4),
    st.sampled_from(("inhoud", "inhoud", "bestaat", "janee")),
    st.sampled_from(("inzage", "inzage", "bericht")),
    st.sampled_from(ALS),
)
STAP = st.tuples(st.sampled_from(FEITEN), st.integers(0, 2))


@st.composite
def gevallen(draw: Any) -> Geval:
    regels = draw(st.lists(REGEL, min_size=1, max_size=6))
    stappen = draw(st.lists(STAP, min_size=2, max_size=6))
    return Geval(tuple(regels), tuple(stappen), draw(st.sampled_from(("gegeven", "geen", "ingetrokken"))), draw(st.booleans()), draw(st.booleans()))


@dataclass(frozen=True)
class Geval:
    regels: tuple[Regel, ...]
    stappen: tuple[Any, ...]
    toestemming: str
    corporatie_doet_mee: bool
    meldpunt_doet_mee: bool

    def tekst(self) -> str:
        begrip = "begrippen:\n  toestemming: {is: bestaat toestemming_gegeven en geen toestemming_ingetrokken sinds (laatste toestemming_gegeven)}\n"
        return f"{begrip}gronden:\n  altijd: {{norm: X-1, is: ja}}\ndelen:\n" + "".join(r.yaml(i) for i, r in enumerate(self.regels))


NODIG = ("amsterdam/feiten", "amsterdam/persoon/", "amsterdam/adres/")
_CACHES = ("bibliotheek", "regelset", "wereld", "protocollen", "doelen", "deur", "systeemfeit", "systeemcategorie", "deelt_naar_verbonden")


@contextmanager
def protocol(tekst: str) -> Iterator[None]:
    """The municipality with one protocol more, `proef`."""
    from wijkregie.dossier.inrichten import richt_in

    echt = afspraken.bibliotheek()
    kop = "{protocol: proef, titel: Proef, gemeente: amsterdam}\n"
    meer = {"amsterdam/proef/2020-01-01/protocol.yaml": laad(kop, "kop"), "amsterdam/proef/2020-01-01/r.yaml": laad(tekst, "r")}
    klein = {k: v for k, v in echt.data.items() if not k.startswith(("amsterdam/", "dordrecht/")) or k.startswith(NODIG)}
    bib = Bibliotheek({**klein, **meer})
    oud = afspraken.bibliotheek
    caches = [getattr(afspraken, n) for n in _CACHES if n != "bibliotheek"]
    for c in caches:
        c.cache_clear()
    afspraken.bibliotheek = lambda: bib  # type: ignore[assignment]
    try:
        richt_in()
        afspraken._bits.clear()
        yield
    finally:
        afspraken.bibliotheek = oud
        for c in caches:
            c.cache_clear()


def speel(d: Any, g: Geval) -> UUID:
    """The dossier of a case, recorded."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Geweigerd, Nieuw, Opdracht

    s, id_ = d.sessie("femke"), uuid4()
    doet_mee = [("zorgaanbieder", s.organisatie)]
    doet_mee += [("woningcorporatie", d.organisaties["eik"])] if g.corporatie_doet_mee else []
    doet_mee += [("mzwo", d.organisaties["meldpunt"])] if g.meldpunt_doet_mee else []
    dag = "2026-01-23"
    feiten = [Nieuw(id_, uuid4(), {"op": dag, "feit": "partij_betrokken", "velden": {"rol": r, "organisatie": str(o)}}) for r, o in doet_mee]
    kern.leg_vast(s, Opdracht(uuid4(), tuple(feiten), begin=(Begin(id_, "zaak", ("proef",), d.gebied("duinwijk"), s.lidmaatschap),)))
    if g.toestemming != "geen":
        d.leg_vast("femke", id_, "toestemming_gegeven", schriftelijk="ja")
    for (soort, door, veld, _, vast), wie in g.stappen:
        velden = dict(vast) | ({veld: f"geheim {soort} @voorbeeld.example".replace(" ", "")} if veld else {})
        opent = {"opent": uuid4()} if soort in ("klacht_ontvangen", "herplaatsing_besloten") else {}
        try:
            d.leg_vast(door[wie % len(door)], id_, soort, herkomst="buiten", overgenomen=True, reden="proef", **opent, **velden)
        except Geweigerd:
            pass  # who has no key for the dossier records nothing in it
        except Exception as e:
            if type(e).__name__ != "Onbekend":
                raise
    if g.toestemming == "ingetrokken":
        d.leg_vast("femke", id_, "toestemming_ingetrokken")
    return id_


# the rule of sight once more, without the code of norm


def houdt(als: str | None, soorten: list[str]) -> bool:
    """The conditions of these tests, told apart from the language."""
    toestemming = "toestemming_gegeven" in soorten and "toestemming_ingetrokken" not in soorten
    return {
        None: True,
        "toestemming": toestemming,
        "niet toestemming": not toestemming,
        "bestaat klacht_ontvangen": "klacht_ontvangen" in soorten,
        "geen klacht_ontvangen": "klacht_ontvangen" not in soorten,
        "bestaat herplaatsing_besloten binnen 1 maand": "herplaatsing_besloten" in soorten,
    }[als]


ONDER = {"persoonlijk_begeleider": "zorgaanbieder", "teammanager": "zorgaanbieder", "contactpersoon": "woningcorporatie"}


def gegeven(g: Geval, soorten: list[str], rol: str) -> dict[str, str]:
    """Category -> the richest form that a page may show this role: what a rule grants to it or to the role above it, and no rule forbids to it."""
    mijn = {rol, ONDER.get(rol, rol)}
    uit: dict[str, str] = {}
    for r in g.regels:
        if r.verbod or r.weg != "inzage" or not mijn & set(r.aan) or not houdt(r.als, soorten) or r.vorm not in ("inhoud", "bestaat"):
            continue
        for c in r.gegevens:
            for doel in r.doel:
                if not any(
                    v.verbod and c in v.gegevens and mijn & set(v.aan) and (len(v.doel) > 1 or doel in v.doel) and houdt(v.als, soorten)
                    for v in g.regels
                ):
                    uit[c] = "inhoud" if "inhoud" in (r.vorm, uit.get(c)) else r.vorm
    return uit
