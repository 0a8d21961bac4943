# SPDX-License-Identifier: EUPL-1.2
"""What a cell of *Wie ziet wat* says: the word in it, and the explanation under its row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wijkregie.dossier.delen_stand import VERSTREKT, Cel, Mate, WieZietWat
from wijkregie.norm.afleiding.regels import DeelRegel
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.model.vocabulaire import leesbaar
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.scherm.beelden import Betekenis, DelenUitleg, Link
from wijkregie.scherm.paginas.dossier_bron import Bron
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.paginas.waarom_delen import lezingen, norm_teksten
from wijkregie.scherm.taal import dag_kort, dag_lang, en

LEGENDA: Final = (
    Betekenis("alles", "Ziet", "alles van deze soort"),
    Betekenis("bestaat", "Ziet dat het er is", "niet wat erin staat"),
    Betekenis("deel", "Een deel", "alleen wat in het vak staat"),
    Betekenis("nog", "Nog niet", "er mist iets"),
    Betekenis("nee", "Ziet niet"),
    Betekenis("onbekend", "Niet voor u", "dat mag u niet weten"),
)
_WOORD: Final[dict[Mate, str]] = {b.mate: b.woord for b in LEGENDA}
_VORMEN: Final = {"janee": "Ja of nee", "aantal": "Alleen hoeveel", "waarde": "Alleen de uitkomst", "bestaat": "Dat het er is"}


def soort_naam(b: Bron, categorie: str) -> str:
    model = b.feiten.wereld.voc.categorieen.get(categorie)
    return (model.naam if model else "") or leesbaar(categorie)


def woord(c: Cel) -> str:
    """*Ziet*, *Ja of nee*, *Via overleg*: what a part is, in a word."""
    if c.mate != "deel":
        return _WOORD[c.mate]
    if not c.rechten:
        return "Eigen werk"
    x = c.rechten[0]
    if x.feiten is not None:
        return "Per feit"
    vorm = _VORMEN.get(x.vorm or "", "")
    return vorm or ("Eenmalig" if x.eenmalig else f"Via {en([leesbaar(w) for w in x.weg])}")


def uitleg(b: Bron, v: WieZietWat, partij: int, categorie: str, sluit: Link) -> DelenUitleg:
    c = v.cellen[partij, categorie]
    u = partij == v.eigen
    o = b.organisaties.get(partij)
    wie = "u" if u else o.kort if o is not None else "deze partij"
    soort = soort_naam(b, categorie)
    normen = _normen(c)
    if c.mate == "onbekend":
        hangt_af = "hangt af van gegevens die u in dit dossier niet mag zien"
        tekst = (
            f"Op een pagina leest u dit niet. Of u het op een andere manier mag horen, zoals in een overleg, {hangt_af}."
            if u
            else f"Of {wie} dit ziet, {hangt_af}. Daarom staat het antwoord hier niet."
        )
        return DelenUitleg(f"Ziet {wie}: {soort}?", tekst, sluit=sluit)
    vragen: dict[Mate, str] = {
        "alles": f"Waarom ziet {wie}: {soort}?",
        "bestaat": f"Waarom weet {wie} alleen dat er iets is: {soort}?",
        "deel": f"Waarom ziet {wie} een deel: {soort}?",
        "nog": f"Waarom ziet {wie} nog niet: {soort}?",
        "nee": f"Waarom ziet {wie} niet: {soort}?",
    }
    punten = [
        ("Waarvoor?", _doelen(c)),
        ("Op welke grond?", _gronden(c)),
        ("Waar rust dit op?", _feiten(b, c)),
        ("Tot wanneer?", _tot(c)),
        ("Wat zou dit veranderen?", _anders(c, wie, u)),
        ("Welke lezing is gekozen?", " ".join(lezingen(dict.fromkeys(n for r, _ in c.regels for n in r.norm)))),
    ]
    return DelenUitleg(vragen[c.mate], _antwoord(c, wie, u), norm_teksten(normen), tuple((k, t) for k, t in punten if t), sluit)


def _antwoord(c: Cel, wie: str, u: bool) -> str:
    naam = hoofdletter(wie)
    if c.mate == "alles":
        return f"{naam} mag dit lezen volgens de afspraak."
    if c.mate == "bestaat":
        return f"{naam} mag weten dat er iets is. Wat erin staat, mag {wie} niet lezen."
    if c.mate == "deel" and not c.rechten:
        return f"{naam} ziet wat {'uw eigen organisatie' if u else 'deze organisatie zelf'} heeft vastgelegd. De rest niet."
    if c.mate == "deel" and c.rechten[0].feiten is not None:
        return f"{naam} ziet alleen wat apart met {wie} is gedeeld, feit voor feit."
    if c.mate == "deel":
        return f"{naam} krijgt dit niet op een pagina te zien, maar wel zo: {woord(c).lower()}."
    eigen = " Wat de eigen organisatie vastlegde, blijft te zien." if c.eigen else ""
    if c.mate == "nog":
        return f"De afspraak laat dit toe, maar er is nog niet aan alles voldaan.{eigen}"
    if c.verbiedt:
        return f"De afspraak verbiedt dit.{eigen}"
    return f"In de afspraken van dit dossier staat niet dat {wie} dit mag weten.{eigen}"


def _normen(c: Cel) -> list[str]:
    """First the rules that decide: what gives if something is given, what forbids if something is forbidden."""
    verbiedt = [r for r, v in c.regels if r.verbod and v is not False] if c.mate in ("nee", "bestaat") else []
    return list(dict.fromkeys(n for r in (*_gevend(c), *verbiedt) for n in r.norm))


def _gevend(c: Cel) -> list[DeelRegel]:
    """The rules that give what is given; where nothing is, those that could."""
    kan = [(r, v) for r, v in c.regels if not r.verbod and not r.grond_uit]
    nu = [r for r, v in kan if v is True]
    return nu if c.mate in ("alles", "bestaat", "deel") and nu else [r for r, _ in kan] if c.mate != "nee" else []


def _doelen(c: Cel) -> str:
    return hoofdletter(en(list(dict.fromkeys(leesbaar(d) for r in _gevend(c) for d in r.doelen)))) if _gevend(c) else ""


def _gronden(c: Cel) -> str:
    return hoofdletter(en(list(dict.fromkeys(leesbaar(r.grond) for r in _gevend(c) if r.grond))))


def _feiten(b: Bron, c: Cel) -> str:
    """The last facts of the types that the rules read, of those that the session reads itself."""
    if not c.grond_bekend:
        return ""
    leest = {s for r in _gevend(c) for s in (r.gevoelig or r.leest)} | ({VERSTREKT} if any(x.feiten for x in c.rechten) else set())
    gevonden: list[Feit] = [f for f in b.feiten.zicht.gevouwen.feiten if f.soort in leest and b.feiten.leesbaar(f)]
    return " ".join(f"{b.feiten.titel(f)}, {dag_kort(f.op, b.dag)}." for f in sorted(gevonden, key=lambda f: f.sleutel)[:-4:-1])


def _tot(c: Cel) -> str:
    if c.mate not in ("alles", "bestaat", "deel") or not c.rechten:
        return ""
    if c.tot is not None:
        return f"In elk geval tot {dag_lang(c.tot)}."
    return "Zolang de grond er is." if _met_voorwaarde(_gevend(c)) else "Zolang de afspraak geldt."


def _met_voorwaarde(regels: Iterable[DeelRegel]) -> bool:
    return any(r.grond_is is not None or r.als is not None for r in regels)


def _anders(c: Cel, wie: str, u: bool) -> str:
    gronden = _gronden(c).lower()
    if c.mate == "nee":
        if c.verbiedt:
            return "De afspraak verbiedt dit nu." if _verbod_kan_weg(c) else "Niets. Ook toestemming verandert dit niet."
        return "Alleen een andere afspraak."
    if c.mate == "nog":
        als = [t for r in _gevend(c) if r.als is not None and (t := _tekst(r))]
        uit = f"Dit kan als deze grond er is: {gronden}." if gronden else "Dit kan als aan de afspraak is voldaan."
        return f"{uit} {als[0]}" if als and not gronden else uit
    if c.mate in ("alles", "bestaat", "deel") and gronden and _met_voorwaarde(_gevend(c)):
        return f"Valt de grond weg ({gronden}), dan {'ziet u' if u else f'ziet {wie}'} dit niet meer."
    return ""


def _verbod_kan_weg(c: Cel) -> bool:
    return any(r.verbod and _met_voorwaarde([r]) for r, _ in c.regels)


def _tekst(r: DeelRegel) -> str:
    n = normtekst(r.norm[0]) if r.norm else None
    return n.tekst if n is not None else ""
