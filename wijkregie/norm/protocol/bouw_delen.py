# SPDX-License-Identifier: EUPL-1.2
"""Building what is said about data: on which ground it may be shared, what may not exist, what linked dossiers see."""

from __future__ import annotations

from typing import Final

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.model.regelmodel import Bestaan, Delen, Grond, Publicatie
from wijkregie.norm.protocol.bouwplaats import NIEMAND, Bouwplaats, Pad, samen
from wijkregie.norm.taal.bereik import ONTVANGER, Bereik, Uitdrukking
from wijkregie.norm.taal.gevoelig import gevoelig

_OMVANG: Final = ("doel", "aan", "gegevens")


def bouw_grond(b: Bouwplaats, naam: str, m: Grond, pad: Pad) -> None:
    """When a ground is there."""
    b.basis(naam, m, pad)
    u = b.lees(m.is_, Bereik(), (*pad, "is"))
    if u is not None:
        o = m.omvang
        b.gronden[naam] = (u, None if o is None else rg.Omvang(*(b.lees(getattr(o, n), Bereik(), (*pad, "omvang", n), False) for n in _OMVANG)))


def bouw_deel(b: Bouwplaats, naam: str, m: Delen, pad: Pad) -> None:
    """A sharing rule, one for each receiver if it asks who that is; one on a ground that nobody has worked out yet shares nothing."""
    grond_uit = m.grond == "nog_te_bepalen" or (m.grond is not None and m.grond not in b.gronden)
    grond_is, omvang = b.gronden[m.grond] if m.grond and not grond_uit else (None, None)
    if not m.verbod and not m.doel:
        b.fout(pad, "Er staat niet voor welk doel dit gedeeld mag worden.", "Zet doel erbij.")
    if not m.verbod and m.grond is None:
        herstel = "Zet grond erbij: toestemming, convenant, wettelijke_taak of nog_te_bepalen."
        b.fout(pad, "Er staat niet op welke grond dit gedeeld mag worden.", herstel)
    basis = b.basis(naam, m, pad)
    van = b.onder(m.van, (*pad, "van")) if m.van else NIEMAND
    # what is forbidden to a role is forbidden to every special case of it; what is given, is given to the role named
    rollen = {n: tuple(sorted(b.onder([n], (*pad, "aan")) & set(b.w.rollen))) if m.verbod else b.rollen([n], (*pad, "aan")) for n in m.aan}
    categorieen = b.categorieen(m.gegevens, (*pad, "gegevens"))
    if (m.per == "feit") != (m.feiten is not None) or (m.verbod and m.feiten is not None):
        b.fout(pad, "Bij per: feit hoort welke feiten dat zijn, en alleen daar.", "Zet feiten erbij, zoals na bestaat; of haal per weg.")
    if m.per == "feit" and m.vorm != "inhoud":  # a fact is given with what it says, or not
        b.fout((*pad, "vorm"), f"Een los feit wordt met inhoud gegeven, niet als {m.vorm}.", "Haal vorm weg, of haal per weg.")
    tafel = _tafel(b, m, pad)
    for aan, als, welke in _per_ontvanger(b, m, pad):
        leest = [als, grond_is, welke, tafel[1] if tafel else None, *(omvang.regels if omvang is not None else ())]
        b.v.delen.append(
            rg.DeelRegel(
                **basis,
                verbod=m.verbod,
                doelen=tuple(m.doel),
                grond=m.grond,
                grond_is=grond_is,
                grond_uit=grond_uit,
                omvang=omvang,
                van=van,
                rollen=tuple(dict.fromkeys(rol for n in aan for rol in rollen[n])),
                categorieen=categorieen,
                vorm=m.vorm,
                weg=tuple(m.weg),
                per=m.per,
                eenmalig=m.eenmalig,
                als=als,
                tafel=tafel,
                leest=samen(leest),
                gevoelig=gevoelig(leest),
                welke=welke.knoop.arg[0].vraag if welke is not None else None,
            )
        )


def _tafel(b: Bouwplaats, m: Delen, pad: Pad) -> tuple[str, Uitdrukking] | None:
    """At which things an organisation must sit to receive: the condition is read of each thing, as who is there is."""
    if m.tafel is None:
        return None
    plek = (*pad, "tafel")
    ding = b.w.begrippen.get(m.tafel, ("", None))[1]
    if m.verbod or ding is None:
        b.fout(plek, f"{m.tafel} zegt niet aan welke tafel iemand zit.", "Noem een begrip met per, en alleen bij een regel die iets geeft.")
        return None
    zit = f"{m.tafel} en (bestaat aangekomen over ding)"  # so that arrivals are among what the rule reads
    u = b.lees(zit, Bereik(ding=ding), plek)
    return None if u is None else (ding, u)


def _per_ontvanger(b: Bouwplaats, m: Delen, pad: Pad) -> list[tuple[list[str], Uitdrukking | None, Uitdrukking | None]]:
    """To whom, on which condition and which facts: all together, or each by itself when one of the two asks who receives."""

    def lees(aan: list[str]) -> tuple[list[str], Uitdrukking | None, Uitdrukking | None]:
        r = Bereik(ontvanger=aan[0] if aan else None)
        welke = b.lees(f"bestaat {m.feiten}", r, (*pad, "feiten")) if m.feiten is not None else None
        if welke is not None and welke.knoop.soort != "bestaat":
            b.fout((*pad, "feiten"), f"'{m.feiten}' noemt geen feiten.", "Noem een soort feit, met daarachter waar en een voorwaarde tussen haakjes.")
            welke = None
        return aan, b.lees(m.als, r, (*pad, "als")), welke

    samen_ = lees(m.aan)
    vraagt = any(u is not None and ONTVANGER in u.merken for u in samen_[1:] if isinstance(u, Uitdrukking))
    return [lees([n]) for n in m.aan] if vraagt else [samen_]


def bouw_bestaan(b: Bouwplaats, naam: str, m: Bestaan, pad: Pad) -> None:
    """What may not be recorded at all."""
    niet = frozenset(b.categorieen(m.niet, (*pad, "niet")))
    als = b.lees(m.als, Bereik(ding=m.per), (*pad, "als"))
    b.v.bestaan.append(rg.BestaanRegel(**b.basis(naam, m, pad), niet=niet, per=m.per, als=als))


def bouw_publicatie(b: Bouwplaats, naam: str, m: Publicatie, pad: Pad) -> None:
    """A value that linked dossiers may read."""
    b.categorieen([m.categorie], (*pad, "categorie"))
    u = b.lees(m.waarde, Bereik(ding=m.per), (*pad, "waarde"), False)
    if u is not None:
        b.v.publiceert.append(rg.BegripRegel(**b.basis(naam, m, pad), waarde=u, per=m.per, smal=m.categorie, kop=m.kop, ervoor=m.ervoor))
