# SPDX-License-Identifier: EUPL-1.2
"""Building duties: what calls them up, whose they are, what ends them, and by when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.model.regelmodel import FaseTrigger, NdeFeit, Plicht, Wie, ZorgDat
from wijkregie.norm.protocol.bouw_toets import bouw_eis
from wijkregie.norm.protocol.bouwplaats import NIEMAND, Bouwplaats, Pad, samen
from wijkregie.norm.taal.bereik import VAAG, Bereik, Soort, Uitdrukking, lijkt_op
from wijkregie.norm.taal.feitvragen import vraag
from wijkregie.norm.taal.tekens import TaalFout
from wijkregie.norm.taal.vraag import Vraag
from wijkregie.norm.tijd.termijn import lees_termijn

_HERHAAL: Final = re.compile(r"^(rollend|vast|kalender)\s+(.+)$")


def bouw_plicht(b: Bouwplaats, naam: str, m: Plicht, pad: Pad) -> None:
    """A duty that something calls up."""
    _bouw(b, naam, m, pad, zorg=False)


def bouw_zorg_dat(b: Bouwplaats, naam: str, m: ZorgDat, pad: Pad) -> None:
    """A duty that nothing calls up: it is there as long as its state does not hold."""
    _bouw(b, naam, Plicht.model_construct(**dict(m)), pad, zorg=True)


def _bouw(b: Bouwplaats, naam: str, m: Plicht, pad: Pad, *, zorg: bool) -> None:
    soorten, bij, nde, fase = _aanleiding(b, m, pad)
    if not (zorg or soorten or m.op_datum or fase or m.bij_gemist):
        b.fout(pad, "Niets roept deze plicht op.", "Zet erbij wat de aanleiding is: bij, op_datum, bij_de_nde, bij_gemist, bij_fase of bij_besluit.")
    per_ding = m.per if m.per in b.w.soorten_ding else None
    if m.per not in ("trigger", "dossier") and per_ding is None:
        b.fout((*pad, "per"), f"{m.per} is geen soort ding.", "Schrijf trigger, dossier of een soort ding." + lijkt_op(m.per, b.w.soorten_ding))
    r = Bereik(dit=soorten or None, ding=per_ding)
    elk, elk_waar, lid = _voor_elk(b, m, r, pad)
    r2 = replace(r, elk=lid)
    doe = _doe(b, m, r2, pad)
    doe_soorten = tuple(dict.fromkeys(s for d in doe for s in d.soorten))
    r3 = replace(r2, f=doe_soorten)
    eisen = tuple(x for i, e in enumerate(m.eisen) if (x := bouw_eis(b, f"{naam}.{i}", e, r3, (*pad, "eisen", i))))
    if not m.doe and not m.houdt:
        b.fout(pad, "Niets beëindigt deze plicht.", "Zet erbij met welk feit zij is gedaan (doe) of welke toestand haar beëindigt (houdt).")
    herhaal = _herhaal(b, m, r2, pad)
    zolang = b.lees(m.zolang, r2, (*pad, "zolang"))
    houdt = b.lees(m.houdt, r2, (*pad, "houdt"))
    als = b.lees(m.als, r, (*pad, "als"))
    op_datum = b.lees(m.op_datum, Bereik(ding=per_ding), (*pad, "op_datum"), False)
    vanaf = b.lees(m.vanaf, r2, (*pad, "vanaf"), False)
    regel = rg.PlichtRegel(
        **b.basis(naam, m, pad),
        hardheid=m.hardheid,
        soorten=soorten,
        bij=bij,
        op_datum=op_datum,
        nde=nde,
        gemist=(m.bij_gemist.plicht, m.bij_gemist.termijn) if m.bij_gemist else None,
        fase=fase,
        als=als,
        per=m.per,
        per_ding=per_ding,
        wie=_eigenaar(b, m.wie, r2, (*pad, "wie")),
        doe=doe,
        doe_soorten=doe_soorten,
        over=m.over,
        eisen=eisen,
        houdt=houdt,
        zolang=zolang,
        voor_elk=elk,
        voor_elk_waar=elk_waar,
        elk_is_ding=lid is not None and lid[0] == "ding",
        vanaf=vanaf,
        uiterlijk=_lengte(b, m.uiterlijk, r2, (*pad, "uiterlijk")),
        niet_voor=_lengte(b, m.niet_voor, r2, (*pad, "niet_voor")),
        streef=_lengte(b, m.streef, r2, (*pad, "streef")),
        moment=_lengte(b, m.moment, r2, (*pad, "moment")),
        speling=_lengte(b, m.speling, r2, (*pad, "speling")),
        verschuif=m.verschuif is not None,
        herhaal=herhaal,
        afzien=b.onder(m.afzien, (*pad, "afzien")),
        vervangt=frozenset(m.vervangt),
        leest=samen([als, zolang, houdt, op_datum, vanaf, *(e.eis for e in eisen)]) | set(soorten) | set(doe_soorten),
        kalender=b.v.kalender,
        vooraf=-b.v.dreigt,
        alleen_feiten=nde is None and op_datum is None and m.bij_gemist is None and fase is None,
        zorg=zorg,
        smal=b.smal(m.categorie, (*pad, "categorie")),
    )
    if m.herhaal and not m.doe:
        b.fout((*pad, "herhaal"), "Een terugkerende plicht heeft een feit nodig waarmee zij is gedaan.", "Zet doe erbij.")
    b.nog_vrij(pad, naam, "plicht", b.v.plichten)
    b.v.plichten[naam] = regel


# what calls it up


def _aanleiding(b: Bouwplaats, m: Plicht, pad: Pad) -> tuple[tuple[str, ...], Vraag | None, rg.Nde | None, Any]:
    """The fact types that can call up a duty, and how: a fact, the n-th of a kind, a phase."""
    soorten: list[str] = []
    bij = b.set(m.bij, (*pad, "bij")) if m.bij else None
    if bij is not None:
        soorten += bij.soorten
    if m.bij_besluit:
        bij = b.set([m.bij_besluit], (*pad, "bij_besluit"))
        soorten += bij.soorten if bij else ()
    nde = _nde(b, m.bij_de_nde, (*pad, "bij_de_nde")) if m.bij_de_nde is not None else None
    if nde is not None:
        soorten += nde.vraag.soorten
    fase = _fase(b, m.bij_fase, (*pad, "bij_fase")) if m.bij_fase is not None else None
    if m.bij_gemist is not None:
        b.moet_bestaan((*pad, "bij_gemist"), m.bij_gemist.plicht, "plicht", b.w.plichten)
    return tuple(dict.fromkeys(soorten)), bij, nde, fase


def _nde(b: Bouwplaats, m: NdeFeit, pad: Pad) -> rg.Nde | None:
    basis = b.set(m.feit, (*pad, "feit"))
    if basis is None:
        return None
    f = Bereik(f=basis.soorten)
    waar = b.lees(m.waar, f, (*pad, "waar"))
    vraag = Vraag(basis.soorten, [], None, None, None, None, [*basis.waar, *([waar.fn] if waar else [])], [])
    vraag.categorieen = basis.categorieen | (waar.categorieen if waar else NIEMAND)
    return rg.Nde(m.n, vraag, b.lees(m.verschillende, f, (*pad, "verschillende"), False))


def _fase(b: Bouwplaats, m: FaseTrigger, pad: Pad) -> tuple[str, frozenset[str], frozenset[str]] | None:
    if not b.moet_bestaan((*pad, "spoor"), m.spoor, "spoor", b.w.sporen):
        return None
    for f in (*m.in_, *m.uit):
        b.moet_bestaan(pad, f, f"fase van {m.spoor}", b.w.fase_orde[m.spoor])
    return m.spoor, frozenset(m.in_), frozenset(m.uit)


def _voor_elk(b: Bouwplaats, m: Plicht, r: Bereik, pad: Pad) -> tuple[Uitdrukking | tuple[str, ...] | None, Uitdrukking | None, Soort | None]:
    """Over what a duty is repeated, which of those count, and the kind of each."""
    if m.voor_elk is None:
        return None, None, None
    bron = m.voor_elk.in_
    if isinstance(bron, list):
        return tuple(str(x) for x in bron), None, ("tekst",)
    try:
        # the same reading as a quantifier: a kind of thing, facts with filters, or a list
        u = b.vertaler.vertaal(f"enig elk_lid in {bron}: elk_lid bekend", r)
    except TaalFout as e:
        b.fout((*pad, "voor_elk"), str(e))
        return None, None, None
    knoop = u.knoop.arg[3]
    naam = knoop.arg[0] if knoop.arg else None
    lid: Soort = VAAG
    if knoop.soort == "naam" and naam in b.w.soorten_ding:
        lid = ("ding", naam)
    elif knoop.soort == "feiten":
        lid = ("feit", vraag(b.vertaler, knoop, r)[1])
    u = replace(u, fn=knoop.fn)
    return u, b.lees(m.voor_elk.waar, replace(r, elk=lid), (*pad, "voor_elk", "waar")), lid


# what ends it, by when, and whose it is


def _doe(b: Bouwplaats, m: Plicht, r: Bereik, pad: Pad) -> tuple[rg.Doe, ...]:
    uit: list[rg.Doe] = []
    for i, d in enumerate(m.doe):
        vraag = b.set([d.feit], (*pad, "doe", i))
        if vraag is not None:
            uit.append(rg.Doe(vraag, vraag.soorten, b.lees(d.waar, replace(r, f=vraag.soorten), (*pad, "doe", i, "waar"))))
    return tuple(uit)


def _herhaal(b: Bouwplaats, m: Plicht, r: Bereik, pad: Pad) -> rg.Herhaling | None:
    if m.herhaal is None:
        return None
    hit = _HERHAAL.match(m.herhaal)
    if hit is None:
        b.fout((*pad, "herhaal"), f"{m.herhaal!r} is geen herhaling.", "Schrijf rollend 1 maand, vast 1 jaar of kalender maand.")
        return None
    vorm, rest = hit.groups()
    if vorm == "kalender":
        if rest not in ("maand", "kwartaal", "jaar"):
            b.fout((*pad, "herhaal"), f"{rest} is geen kalenderperiode.", "Schrijf maand, kwartaal of jaar.")
        return rg.Herhaling(vorm, None, rest)
    lengte = _lengte(b, rest, r, (*pad, "herhaal"))
    return rg.Herhaling(vorm, lengte if not isinstance(lengte, str) else None)


def _lengte(b: Bouwplaats, tekst: str | None, r: Bereik, pad: Pad) -> rg.Lengte:
    """A term, a term without a number, or an expression that gives a term or a date."""
    if tekst is None:
        return None
    if tekst == rg.ONVERWIJLD:
        return rg.ONVERWIJLD
    try:
        return lees_termijn(tekst)
    except ValueError as e:
        if re.fullmatch(r"-?\w+\s+(\w+)", tekst) and re.search(
            r"(uur|uren|dag|dagen|week|weken|maand|maanden|kwartaal|kwartalen|jaar|jaren)$", tekst
        ):
            b.fout(pad, str(e))
            return None
    u = b.lees(tekst, r, pad, False)
    if u is not None and u.soort[0] not in ("datum", "termijn", "?"):
        b.fout(pad, "Hier hoort een termijn (2 werkdagen) of een uitdrukking die een termijn of datum geeft.")
    return u


def _eigenaar(b: Bouwplaats, m: Wie | None, r: Bereik, pad: Pad) -> rg.Eigenaar:
    """Whose duty it is; without a word on it: of whoever has regie."""
    if m is None:
        return rg.Eigenaar("regie")
    if m.rol is not None:
        return rg.Eigenaar("expressie", (), b.lees(m.rol, r, pad, False))
    for modus, namen in (("elk", m.elk), ("samen", m.samen), ("een_van", m.een_van)):
        if namen:
            if namen == ["regie"]:
                return rg.Eigenaar("regie")
            if namen == ["elk_een"]:
                return rg.Eigenaar("expressie", (), b.lees("elk_een", r, pad, False))
            return rg.Eigenaar(modus, b.rollen(namen, pad))
    b.fout(pad, "Er staat niet van wie de plicht is.", "Noem een rol, of laat wie weg: dan is zij van wie de regie heeft.")
    return rg.Eigenaar("regie")
