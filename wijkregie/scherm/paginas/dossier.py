# SPDX-License-Identifier: EUPL-1.2
"""The dossier: who, which phase, who has regie, what is owed, what may be done now and why not, and what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.dossier.bijwerken import MELDING
from wijkregie.dossier.lezen_taken import Taak, voldaan_door
from wijkregie.dossier.personen import PERSOON, mag_samenvoegen
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.dossier.zichtmerk import merk
from wijkregie.klok import ZONE, vandaag
from wijkregie.meldingen.balie import mag_melden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bijlage, Deelnemer, DossierBeeld, Gebeurtenis, Link, PlichtRij, Verbonden, Vers, Zin
from wijkregie.scherm.paginas import behandelaar, nood, wie_erbij
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.dossier_bron import Bron, lees
from wijkregie.scherm.paginas.dossier_doen import Doen
from wijkregie.scherm.paginas.dossier_kop import kenmerken, ladders, tabs
from wijkregie.scherm.paginas.in_het_donker import ZIET_NIET, bericht, donker
from wijkregie.scherm.paginas.kader import DUBBEL, MELDINGEN, WERK, kader
from wijkregie.scherm.paginas.partijen_in_dossier import soort_naam
from wijkregie.scherm.paginas.taakrij import Rijmaker, hoofdletter, kleine_letter, op_volgorde, wanneer_eerst
from wijkregie.scherm.paginas.tijdlijn import Tijdlijn, verborgen
from wijkregie.scherm.taal import dag_kort, dag_lang, en
from wijkregie.scherm.tonen import toon

PER_KEER: Final = 10
PORTIE: Final = 100  # of who asks for all: a page of a thousand facts is slow to make and to read
TAKEN_PER_KEER: Final = 12  # of mine and of others; the first due first
_STIL: Final = ("dossier.verbonden", "dossier.losgemaakt")
NAAR_WERK: Final = Link("Mijn werk", WERK)
NAAR_MELDINGEN: Final = Link("Meldingen", MELDINGEN)
GEEN_NAAM: Final = "De naam is niet bekend of wordt niet met u gedeeld."


@require_safe
@deur("dossier")
def dossier(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    vers = Vers(f"/dossier/{nummer}/vers/?merk={merk(sessie, nummer)}")  # before anything is read: what closes meanwhile is found then
    b = lees(sessie, nummer, vandaag())
    beeld = stel_samen(b, feiten=request.GET.get("feiten", ""), alle_taken=request.GET.get("taken") == "alle")
    terug = NAAR_MELDINGEN if b.d.soort == MELDING and mag_melden(sessie) else NAAR_WERK
    return toon(request, kader(request, b.d.op_nummer, terug=terug), replace(beeld, vers=vers))


def stel_samen(b: Bron, *, feiten: str = "", alle_taken: bool = False) -> DossierBeeld:
    """The page from what was read; as known on a day it offers nothing to do. `feiten`: which part of the timeline."""
    maker = b.rijmaker()
    nu = b.bekend_op is None
    doen = Doen(b) if nu else None
    dicht = donker(b, doen)
    g = _gebeurd(b, feiten)
    taken = op_volgorde(b.taken, b.dag)
    door_u, anderen = [t for t in taken if t.van_mij], [t for t in taken if not t.van_mij]
    meest = len(taken) if alle_taken else TAKEN_PER_KEER
    rest = max(0, len(door_u) - meest) + max(0, len(anderen) - meest)
    return DossierBeeld(
        b.d.titel,
        b.d.nummer,
        _plaats(b),
        "" if b.d.naam or b.d.soort == MELDING else GEEN_NAAM,  # a report is about what happened
        tuple(b.titel(p) for p in b.d.protocollen if b.regels.versies),
        f"Gesloten op {dag_kort(b.d.gesloten_op, b.dag)}." if b.d.gesloten_op and nu else "",
        _zin(b, door_u, maker),
        kenmerken(b, maker),
        ladders(b),
        tabs(b),
        f"Door u ({b.sessie.organisatie_naam})",
        tuple(_rij(b, maker, t) for t in door_u[:meest]),
        tuple(_rij(b, maker, t) for t in anderen[:meest]),
        doen.groepen(maker) if doen else (),
        doen.kan_niet() if doen else (),
        "" if g.nieuwere else dag_lang(b.dag),
        g.lijn,
        g.oudere,
        g.stil,
        verborgen(b.feiten),
        _deelnemers(b, maker, dicht),
        Link("Wie ziet wat in dit dossier?", f"/dossier/{b.d.nummer}/delen/") if nu else None,
        g.bijlagen,
        _verbonden(b),
        None,
        f"/dossier/{b.d.nummer}/bekend-op/" if nu else "",
        _bijgewerkt(b) if nu else "",
        b.d.wacht_sinds is not None,
        behandelaar.deel(b),
        Link("Staat deze persoon er twee keer in?", DUBBEL) if b.d.soort == PERSOON and mag_samenvoegen(b.sessie) else None,
        donker=bericht(b, dicht),
        nood=nood.bericht(b) if nu else None,
        nieuwere=g.nieuwere,
        wie=Link("Vul de persoon in", f"/dossier/{b.d.nummer}/wie/") if nu and wie_erbij.kan(b.sessie, b.d) else None,
        meer_taken=Link(f"Toon ook de andere {rest}", f"/dossier/{b.d.nummer}/?taken=alle#d-moet") if rest else None,
    )


def _rij(b: Bron, maker: Rijmaker, t: Taak) -> PlichtRij:
    r = maker.rij(t, b.d.nummer)
    if t.van_mij and r.wie is not None:  # the heading says whose it is
        samen = maker.samen(t)
        r = replace(r, wie=None, noot=f"{r.noot} Door u {samen}.".strip() if samen else r.noot)
    if b.bekend_op is None:
        return r
    return PlichtRij(r.tot, r.titel, "", r.norm, r.meer, b.waarom(f"plicht/{t.id}", r.titel), None, r.wie, None, r.noot)


def _plaats(b: Bron) -> str:
    return (b.d.adres if b.d.naam != b.d.adres else "") or b.d.waarbij


def _zin(b: Bron, door_u: list[Taak], maker: Rijmaker) -> Zin | None:
    if b.d.gesloten_op is not None or b.bekend_op is not None:
        return None
    laat = sum(t.te_laat(b.dag) for t in door_u)
    lopend = [t for t in door_u if t.status == "loopt"]
    nadruk = f"{laat} {'taak is' if laat == 1 else 'taken zijn'} te laat." if laat else ""
    if not lopend:
        anderen = sum(t.status == "loopt" for t in b.taken)
        return Zin(
            "", "U hoeft hier nu niets te doen." + (f" {anderen} {'taak ligt' if anderen == 1 else 'taken liggen'} bij anderen." if anderen else "")
        )
    eerste = lopend[0]
    wanneer = wanneer_eerst(eerste.uiterlijk, eerste.streef, b.dag)
    return Zin(nadruk, f"U moet hier {len(lopend)} {'ding' if len(lopend) == 1 else 'dingen'} doen. Eerst, {wanneer}: {kleine_letter(eerste.wat)}.")


# what happened


@dataclass(frozen=True, slots=True)
class _Gebeurd:
    lijn: tuple[Gebeurtenis, ...]
    oudere: Link | None
    nieuwere: Link | None
    stil: tuple[Gebeurtenis, ...]
    bijlagen: tuple[Bijlage, ...]


def _gebeurd(b: Bron, deel: str) -> _Gebeurd:
    feiten = b.feiten.open()
    bijzonder = _bijzonder(b)
    stil = [f for f in feiten if f.id not in bijzonder and _is_stil(b, f)]
    rustig = {f.id for f in stil}
    gewoon = [f for f in feiten if f.id not in rustig]
    van, tot = _portie(deel, gewoon)
    hier = gewoon[van:tot]
    taken = voldaan_door(b.sessie, b.d.id, [UUID(f.id) for f in hier]) if b.bekend_op is None else {}
    zichtbaar = {f.id for f in feiten}
    bestanden = [x for x in b.bestanden if str(x.feit) in zichtbaar]
    lijn = Tijdlijn(b.feiten, b.fasen, b.breuken, taken, bestanden, b.heeft_regie, vast=b.bekend_op is not None)
    return _Gebeurd(
        tuple(lijn.gebeurtenis(f) for f in hier),
        *_bladeren(b, deel, van, tot, len(gewoon)),
        tuple(map(lijn.gebeurtenis, stil)),
        tuple(lijn.bijlage(x) for x in bestanden),
    )


def _portie(deel: str, feiten: list[Feit]) -> tuple[int, int]:
    """From where to where: the first few; or of all the portion that begins at a place, or that has this fact in it."""
    if not deel:
        return 0, PER_KEER
    plek = next((i for i, f in enumerate(feiten) if f.id == deel), None)
    if plek is None:
        plek = int(deel) - 1 if deel.isascii() and deel.isdecimal() and len(deel) < 9 else 0
    van = min(max(plek, 0), max(len(feiten) - 1, 0)) // PORTIE * PORTIE
    return van, van + PORTIE


def _bladeren(b: Bron, deel: str, van: int, tot: int, n: int) -> tuple[Link | None, Link | None]:
    """To what is older and to what is newer."""

    pad = f"/dossier/{b.d.nummer}/" + (f"bekend-op/?dag={b.bekend_op.isoformat()}&" if b.bekend_op is not None else "?")

    def link(woord: str, begin: int) -> Link:
        tekst = f"{woord}: {begin + 1} tot en met {min(begin + PORTIE, n)} van {n}"
        return Link(tekst, f"{pad}feiten={begin + 1 if begin else 'alle'}#d-tijd")

    if not deel:
        return Link(f"Toon alle {n}", f"{pad}feiten=alle#d-tijd") if n > tot else None, None
    return link("Ouder", tot) if n > tot else None, link("Nieuwer", van - PORTIE) if van else None


def _is_stil(b: Bron, f: Feit) -> bool:
    """Does this only arrange the dossier: a link to another, or a party that was in it from the first day?"""
    return b.feiten.wereld.feiten[f.soort].systeem in _STIL or (f.soort == BETROKKEN and f.op <= b.d.begonnen)


def _bijzonder(b: Bron) -> set[str]:
    """The facts that something hangs on: a change of phase, a breach, a file, a rectification."""
    gevouwen = b.feiten.zicht.gevouwen
    rechtgezet = {w.id for r in gevouwen.rectificaties if (w := b.feiten.zicht.wortel(r)) is not None}
    fasen = {str(feit) for x in b.fasen for _, _, feit in x.stappen}
    return rechtgezet | fasen | {str(i) for i in b.breuken} | {str(x.feit) for x in b.bestanden}


# who takes part


def _deelnemers(b: Bron, maker: Rijmaker, dicht: tuple[int, ...] = ()) -> tuple[Deelnemer, ...]:
    """Who has regie, who was involved by name, who reads along and who owes something; those that never log in with how to reach them."""
    rollen: dict[int, list[str]] = {}
    for p in b.partijen:
        rollen.setdefault(p.organisatie, []).append(b.feiten.rol(p.rol))
    for r in b.regie:
        if r.organisatie is not None:
            rollen.setdefault(r.organisatie, [b.feiten.rol(r.rol)] if r.rol else [])
    for t in b.taken:
        if t.organisatie is not None:
            rollen.setdefault(t.organisatie, [b.feiten.rol(t.wie[0])] if t.wie else [])
    for o in (*b.meelezers, *dicht):
        if o in b.organisaties:
            rollen.setdefault(o, [soort_naam(b.feiten.wereld, b.organisaties[o].soort)])
    regie = {r.organisatie for r in b.regie}
    uit = [_deelnemer(b, maker, o, list(dict.fromkeys(namen)), o in regie, o in dicht) for o, namen in rollen.items()]
    return tuple(sorted((d for d in uit if d is not None), key=lambda d: ("regie" not in d.merken, d.naam)))


def _deelnemer(b: Bron, maker: Rijmaker, organisatie: int, rollen: list[str], regie: bool, dicht: bool) -> Deelnemer | None:
    o = b.organisaties.get(organisatie)
    if o is None:
        return None
    eigen = organisatie == b.sessie.organisatie
    c = o.contact(maker.gebieden.get(b.d.id, ()))
    sub = [en(rollen)]
    if c is not None and not eigen:
        sub.append(f"{c.naam}{f', {c.functie}' if c.functie else ''}")
    if not o.logt_in:
        sub.append((c.bereik if c is not None else "") or o.bereik or "werkt niet in Wijkregie")
    elif not eigen:
        sub.append(ZIET_NIET if dicht else _leest(b, organisatie))
    merken = [m for m, is_zo in (("regie", regie), ("dat bent u", eigen), ("niet in Wijkregie", not o.logt_in)) if is_zo]
    return Deelnemer(o.naam, " · ".join(x for x in sub if x), tuple(merken))


def _leest(b: Bron, organisatie: int) -> str:
    """What another may see of the kinds of facts that this session sees here; empty where that is not known."""
    if organisatie not in b.meelezers:
        return ""
    inhoud, _ = b.meelezers[organisatie]
    hier = 0
    for k in b.feiten.kaders.values():
        hier |= 1 << k.categorie & b.d.bestaat
    if not hier:
        return ""
    return "leest mee" if hier & ~inhoud == 0 else "leest een deel" if hier & inhoud else "weet ervan"


def _verbonden(b: Bron) -> tuple[Verbonden, ...]:
    uit = []
    for x in b.links:
        k = b.ander.get(x.ander)
        if k is not None:
            uit.append(
                Verbonden(
                    _relatie(b, x.relatie),
                    Link(k.titel, f"/dossier/{k.nummer}/"),
                    f"{k.nummer}, sinds {dag_kort(x.sinds, b.dag)}",
                )
            )
    return tuple(uit)


def _relatie(b: Bron, relatie: str) -> str:
    """The kind of link, in the words of the question that asked for it."""
    for m in b.feiten.wereld.feiten.values():
        if m.systeem == "dossier.verbonden":
            veld = next((v for v in m.velden.values() if relatie in v.waarden), None)
            return hoofdletter(veld.tekst(relatie)) if veld is not None else relatie
    return relatie


# how fresh it is


def _bijgewerkt(b: Bron) -> str:
    if b.d.wacht_sinds is None:
        return ""
    return f"Een verbonden dossier is net veranderd. Deze pagina is bijgewerkt tot {_moment(b.d.wacht_sinds, b.dag)}."


def _moment(m: datetime, dag: date) -> str:
    hier = m.astimezone(ZONE)
    return f"{'vandaag' if hier.date() == dag else dag_kort(hier.date(), dag)} {hier.hour}.{hier.minute:02d} uur"
