# SPDX-License-Identifier: EUPL-1.2
"""*Dit volgt er*: what the core says would follow, in words, beside the form of an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from wijkregie.delen.context import INZAGE
from wijkregie.dossier.toegang import VORM_INHOUD
from wijkregie.dossier.voorbeeld import Gevolgen, Houder, Regiewissel, Stap, Taak
from wijkregie.dossier.zichtverschil import Deel
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.scherm.beelden import DitVolgt, Gevolg, Ladder, Punt, Trede, Verandering
from wijkregie.scherm.paginas.partijen_in_dossier import Organisaties, wie_tekst
from wijkregie.scherm.paginas.vragen import rolnaam
from wijkregie.scherm.taal import aantal, dag_kort, en

ZIET_NIET_MEER: Final = (
    "Dit geldt meteen na het vastleggen. Wat een partij zelf vastlegde, blijft zij zien. Heeft zij nog een taak, dan ziet zij ook die taak."
    " U leest hier alleen wat u zelf mag weten."
)
ZIET_DAN: Final = "Dit geldt meteen na het vastleggen."
NIETS = "Er verandert niets aan taken, termijnen of fase."
MEESTE = 12


def volgt(g: Gevolgen | None, regels: Regels, w: Wereld, org: Organisaties, dag: date, adres: str, nog: str = "") -> DitVolgt:
    """The aside. `nog`: what must be filled in before anything can be said."""
    if g is None or (g.leeg and any(b.soort in ("veld", "recht") for b in g.bezwaren)):
        return DitVolgt((), nog or "Vul het formulier in. Dan ziet u hier wat er volgt.", adres)
    uit = [*wie_ziet_wat(g, w, org), *(_fase(s, regels) for s in g.fasen)]
    uit += [Gevolg(regiezin(x, w, org)) for x in g.regie]
    uit += _taken(g, w, org, dag)
    if g.verschuift:
        punten = tuple(Punt(na.wat, f"van {tot_tekst(v, dag)} naar {tot_tekst(na, dag)}") for v, na in g.verschuift[:MEESTE])
        uit.append(Gevolg("Dit verschuift", punten=punten))
    if g.vervalt:
        uit.append(Gevolg("Dit hoeft niet meer", punten=tuple(Punt(t.wat, _wie(t, w, org)) for t in g.vervalt[:MEESTE])))
    if g.kan:
        uit.append(Gevolg("Dit kunt u daarna", punten=tuple(Punt(w.knop_van(f)) for f in g.kan[:MEESTE])))
    if g.kan_niet:
        uit.append(Gevolg("Dit kan daarna niet meer", punten=tuple(Punt(w.knop_van(f)) for f in g.kan_niet[:MEESTE]), let=True))
    if g.voldaan:
        uit.append(Gevolg("Nu voldaan", punten=tuple(Punt(t) for t in dict.fromkeys(g.voldaan)), klaar=True))
    if g.niet_voldaan:
        uit.append(Gevolg("Niet meer voldaan", punten=tuple(Punt(t) for t in dict.fromkeys(g.niet_voldaan)), let=True))
    if g.mist:
        uit.append(
            Gevolg(
                "Hiermee is nog niet alles gedaan",
                "Er blijft een taak staan, tot ook dit er is:",
                tuple(Punt(t) for t in dict.fromkeys(g.mist)),
                let=True,
            )
        )
    if g.schendingen:
        uit.append(Gevolg("Dit wijkt af van de afspraak", "Dit staat nog niet vast:", tuple(Punt(t) for t in dict.fromkeys(g.schendingen)), let=True))
    if g.zonder_grond:
        uit.append(Gevolg("Hiervan vervalt de reden", punten=tuple(Punt(t) for t in dict.fromkeys(g.zonder_grond)), let=True))
    return DitVolgt(tuple(uit), NIETS, adres)


# who may know what


def wie_ziet_wat(g: Gevolgen, w: Wereld, org: Organisaties) -> list[Gevolg]:
    """What the act changes in who may know what: first what stops, then what opens, party by party."""
    uit = []
    if g.stopt:
        punten = [Punt(naam, zinnen(hier, w, niet_meer=True) + _rest(g.rest, o, w)) for o, naam, hier in per_partij(g.stopt, org)]
        uit.append(Gevolg("Wie ziet wat: dit stopt", ZIET_NIET_MEER, tuple(punten), let=True))
    if g.opent:
        punten = [Punt(naam, zinnen(hier, w)) for _, naam, hier in per_partij(g.opent, org)]
        uit.append(Gevolg("Wie ziet wat: dit gaat open", ZIET_DAN, tuple(punten)))
    return uit


def per_partij(delen: Iterable[Deel], org: Organisaties) -> list[tuple[int, str, list[Deel]]]:
    """By party, by name: what it may know."""
    per: dict[int, list[Deel]] = {}
    for d in delen:
        if d.organisatie in org:
            per.setdefault(d.organisatie, []).append(d)
    return sorted(((o, org[o].naam, hier) for o, hier in per.items()), key=lambda x: x[1])


def zinnen(delen: Iterable[Deel], w: Wereld, *, niet_meer: bool = False) -> str:
    """*Ziet niet meer wat anderen vastleggen over: ... Krijgt geen bericht meer over: ...*"""
    lijst = list(delen)
    meer = [d for d in lijst if d.feit is None]
    soorten = (
        ("Ziet", "Ziet niet meer wat anderen vastleggen over", [d for d in meer if d.weg == INZAGE and d.vorm == VORM_INHOUD]),
        ("Weet, zonder inhoud", "Weet niet meer", [d for d in meer if d.weg == INZAGE and d.vorm != VORM_INHOUD]),
        ("Mag bericht krijgen over", "Krijgt geen bericht meer over", [d for d in meer if d.weg != INZAGE]),
        ("Ziet van wat apart is gegeven", "Ziet niet meer van wat apart is gegeven", [d for d in lijst if d.feit is not None]),
    )
    return " ".join(f"{straks if niet_meer else nu}: {en(categorienamen(hier, w))}." for nu, straks, hier in soorten if hier)


def categorienamen(delen: Iterable[Deel], w: Wereld) -> Sequence[str]:
    return list(dict.fromkeys(categorienaam(d.categorie, w) for d in delen))


def categorienaam(categorie: str, w: Wereld) -> str:
    soort = w.voc.categorieen.get(categorie)
    return soort.naam if soort is not None and soort.naam else categorie.replace("_", " ")


def _rest(rest: Iterable[Deel], organisatie: int, w: Wereld) -> str:
    hier = [d for d in rest if d.organisatie == organisatie]
    return f" Weet nog wel, zonder inhoud: {en(categorienamen(hier, w))}." if hier else ""


def _taken(g: Gevolgen, w: Wereld, org: Organisaties, dag: date) -> list[Gevolg]:
    uit = []
    if g.nieuw:
        kop = "Dan is er 1 nieuwe taak" if len(g.nieuw) == 1 else f"Dan zijn er {len(g.nieuw)} nieuwe taken"
        regels = Counter((t.wat, f"{_wie(t, w, org)}, {tot_tekst(t, dag)}") for t in g.nieuw)  # for two parties, about two complaints: one line
        punten = [Punt(wat, sub if n == 1 else f"{sub} · {n} keer") for (wat, sub), n in regels.items()][:MEESTE]
        if len(regels) > MEESTE:
            punten.append(Punt(f"en nog {len(regels) - MEESTE}"))
        uit.append(Gevolg(kop, punten=tuple(punten)))
    if g.weer_open:
        uit.append(Gevolg("Dit staat weer open", punten=tuple(Punt(t.wat, f"{_wie(t, w, org)}, {tot_tekst(t, dag)}") for t in g.weer_open), let=True))
    if g.klaar:
        uit.append(Gevolg("Dit is dan wel gedaan" if g.mist else "Klaar", punten=tuple(Punt(t.wat, _normen(t)) for t in g.klaar), klaar=True))
    return uit


def _normen(t: Taak) -> str:
    return f"met {aantal(t.normen - 1, 'andere afspraak', 'andere afspraken')}" if t.normen > 1 else ""


def _wie(t: Taak, w: Wereld, org: Organisaties) -> str:
    return wie_tekst(t.wie, t.organisatie, t.van_mij, org, w)


def tot_tekst(t: Taak, dag: date) -> str:
    if t.status == "mogelijk":
        return "misschien"
    if t.status == "opgeschort":
        return "stilgezet"
    if t.uiterlijk is not None:
        return f"uiterlijk {dag_kort(t.uiterlijk, dag)}" + (" (te laat)" if t.uiterlijk < dag else "")
    return f"streefdatum {dag_kort(t.streef, dag)}" if t.streef is not None else "zo snel mogelijk"


def fasenaam(regels: Regels, spoor: str, fase: str) -> str:
    s = regels.sporen.get(spoor)
    return (s.fasen.get(fase) if s is not None else None) or fase.replace("_", " ") or "nog geen"


def _fase(s: Stap, regels: Regels) -> Gevolg:
    spoor = regels.sporen.get(s.spoor)
    namen = [n for n in spoor.fasen if n != spoor.begin] if spoor is not None else []  # the steps that the dossier page draws
    ladder = None
    if spoor is not None and s.naar in namen and len(namen) > 2 and not spoor.zonder_volgorde:
        nu = namen.index(s.naar)
        treden = tuple(Trede(str(i + 1), spoor.fasen[n], "klaar" if i < nu else "nu" if i == nu else "straks") for i, n in enumerate(namen))
        ladder = Ladder(f"Stap {nu + 1} van {len(namen)}", treden)
    naar = fasenaam(regels, s.spoor, s.naar)
    van = f"Het stond op {fasenaam(regels, s.spoor, s.van)}." if s.van else ""
    kop = f"{'Het dossier' if spoor is None or spoor.per is None else spoor.per.replace('_', ' ').capitalize()} gaat naar {naar}"
    return Gevolg(kop, van, ladder=ladder)


def regiezin(x: Regiewissel, w: Wereld, org: Organisaties, *, voorbij: bool = False) -> str:
    """*De regie gaat van ... naar ...*, or where it stays."""
    naar = houder_tekst(x.naar, w, org)
    if x.van == x.naar:
        return f"De regie {'bleef' if voorbij else 'blijft'} bij {naar}"
    return f"De regie {'ging' if voorbij else 'gaat'} van {houder_tekst(x.van, w, org)} naar {naar}"


def houder_tekst(h: Houder, w: Wereld, org: Organisaties) -> str:
    """The organisation with its role; the role alone where nobody fills it."""
    rol = rolnaam(w, h.rol) if h.rol else ""
    o = org.get(h.organisatie or 0)
    if o is None:
        return rol or "niemand"
    return f"{o.kort} ({rol})" if rol else o.kort


# the same as a table, for what is seen before it is confirmed


def tabel(g: Gevolgen, regels: Regels, w: Wereld, org: Organisaties, dag: date) -> tuple[Verandering, ...]:
    """What changes: wat, nu, wordt."""
    uit = [Verandering(f"Wie ziet wat: {naam}", zinnen(hier, w), f"niet meer.{_rest(g.rest, o, w)}") for o, naam, hier in per_partij(g.stopt, org)]
    uit += [Verandering(f"Wie ziet wat: {naam}", "dit niet", zinnen(hier, w)) for _, naam, hier in per_partij(g.opent, org)]
    uit += [Verandering("De regie", houder_tekst(x.van, w, org), houder_tekst(x.naar, w, org)) for x in g.regie if x.van != x.naar]
    uit += [Verandering("Fase", fasenaam(regels, s.spoor, s.van), fasenaam(regels, s.spoor, s.naar)) for s in g.fasen]
    uit += [Verandering(f"{na.wat} ({_wie(na, w, org)})", tot_tekst(v, dag), tot_tekst(na, dag)) for v, na in g.verschuift]
    uit += [Verandering(f"{t.wat} ({_wie(t, w, org)})", "gedaan", tot_tekst(t, dag)) for t in g.weer_open]
    uit += [Verandering(f"{t.wat} ({_wie(t, w, org)})", "er niet", tot_tekst(t, dag)) for t in g.nieuw]
    uit += [Verandering(f"{t.wat} ({_wie(t, w, org)})", "loopt", "gedaan") for t in g.klaar]
    uit += [Verandering(f"{t.wat} ({_wie(t, w, org)})", "loopt", "hoeft niet meer") for t in g.vervalt]
    uit += [Verandering(w.knop_van(f), "kan niet", "kan") for f in g.kan]
    uit += [Verandering(w.knop_van(f), "kan", "kan niet") for f in g.kan_niet]
    uit += [Verandering(t, "niet voldaan", "voldaan") for t in dict.fromkeys(g.voldaan)]
    uit += [Verandering(t, "voldaan", "niet voldaan") for t in dict.fromkeys(g.niet_voldaan)]
    return tuple(dict.fromkeys(uit))
