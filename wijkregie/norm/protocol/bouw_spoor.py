# SPDX-License-Identifier: EUPL-1.2
"""Building tracks: phases, transitions, and who has regie in each phase."""

from __future__ import annotations

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.model.regelmodel import Spoor
from wijkregie.norm.protocol.bouwplaats import Bouwplaats, Pad
from wijkregie.norm.taal.bereik import Bereik


def bouw_spoor(b: Bouwplaats, naam: str, m: Spoor, pad: Pad) -> None:
    """A track, for the whole dossier or for each thing of a kind."""
    per = None if m.per == "dossier" else m.per
    b.moet_bestaan((*pad, "per"), per, "soort ding", b.w.soorten_ding)
    _fase(b, m.begin, m, (*pad, "begin"))
    overgangen = _overgangen(b, naam, m, per, pad)
    regie = _regie(b, naam, m, pad)
    for n, f in m.fasen.items():
        for id_ in f.norm if f else ():
            b.v.normen.setdefault(id_, []).append(f"{b.bestand}:{'.'.join(map(str, pad))}.fasen.{n}")
    b.v.sporen[naam] = rg.SpoorRegel(
        **b.basis(naam, m, pad),
        per=per,
        begin=m.begin,
        fasen={n: (f.naam if f and f.naam else n.replace("_", " ")) for n, f in m.fasen.items()},
        overgangen=overgangen,
        soorten=frozenset(s for o in overgangen for s in o.soorten),
        regie=regie,
        zonder_gevolg=frozenset(m.zonder_gevolg),
        fase_kort={n: f.kort for n, f in m.fasen.items() if f and f.kort},
        fase_wat={n: f.wat for n, f in m.fasen.items() if f and f.wat},
        smal=b.smal(m.categorie, (*pad, "categorie")),
    )


def _overgangen(b: Bouwplaats, naam: str, m: Spoor, per: str | None, pad: Pad) -> tuple[rg.OvergangRegel, ...]:
    uit: list[rg.OvergangRegel] = []
    for i, o in enumerate(m.overgangen):
        p: Pad = (*pad, "overgangen", i)
        for f in (*(x for x in o.van if x != "*"), o.naar):
            _fase(b, f, m, p)
        bij = b.set(o.bij, (*p, "bij"))
        if bij is None:
            continue
        als = b.lees(o.als, Bereik(dit=bij.soorten, ding=per), (*p, "als"))
        van = frozenset(m.fasen) if "*" in o.van else frozenset(o.van)
        besluit = b.onder([o.besluit], (*p, "besluit")) if o.besluit else None
        basis = b.basis(f"{naam}.{i}", o, p)
        uit.append(rg.OvergangRegel(**basis, bij=bij, soorten=bij.soorten, van=van, naar=o.naar, als=als, besluit=besluit))
    return tuple(uit)


def _regie(b: Bouwplaats, naam: str, m: Spoor, pad: Pad) -> tuple[rg.RegieRegel, ...]:
    uit: list[rg.RegieRegel] = []
    for soort, g in m.regie.items():
        p: Pad = (*pad, "regie", soort)
        for f, rol in g.tabel.items():
            if f != "*":
                _fase(b, f, m, (*p, "tabel", f))
            b.rollen([rol], (*p, "tabel", f))
        for s in g.overdracht:
            b.moet_bestaan((*p, "overdracht"), s, "feit", b.w.feiten)
        uit.append(rg.RegieRegel(**b.basis(f"{naam}.{soort}", g, p), soort=soort, tabel=g.tabel, overdracht=tuple(g.overdracht)))
    return tuple(uit)


def _fase(b: Bouwplaats, f: str, m: Spoor, pad: Pad) -> None:
    b.moet_bestaan(pad, f, "fase van dit spoor", m.fasen)
