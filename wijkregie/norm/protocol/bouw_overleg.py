# SPDX-License-Identifier: EUPL-1.2
"""Building a kind of meeting: every name in it must be there."""

from __future__ import annotations

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.model.overlegmodel import Overlegvorm
from wijkregie.norm.protocol.bouwplaats import Bouwplaats, Pad
from wijkregie.norm.taal.bereik import Bereik
from wijkregie.norm.tijd.termijn import lees_termijn


def bouw_overleg(b: Bouwplaats, naam: str, m: Overlegvorm, pad: Pad) -> None:
    """A kind of meeting. Who is left out of a part sits there; what it decides is a decision of this protocol."""
    erbij = {*m.vast, *m.flexibel}
    for sleutel in ("vast", "flexibel", "buiten_convenant"):
        b.onder(getattr(m, sleutel), (*pad, sleutel))
    for n in m.buiten_convenant:
        _hoort_erbij(b, n, erbij, (*pad, "buiten_convenant"))
    for d, deel in m.delen.items():
        b.onder(deel.zonder, (*pad, "delen", d, "zonder"))
        for n in deel.zonder:
            _hoort_erbij(b, n, erbij, (*pad, "delen", d, "zonder"))
        if deel.verslag is not None and not any(deel.verslag in f.velden for f in b.w.feiten.values() if f.systeem == "verslag.vastgesteld"):
            b.fout((*pad, "delen", d, "verslag"), f"Het verslag heeft geen veld {deel.verslag}.", "Noem een veld van verslag.vastgesteld.")
        for n in deel.norm:
            b.v.normen.setdefault(n, []).append(f"{b.bestand}:{'.'.join(map(str, pad))}.delen.{d}")
    gezegd = {v for f in b.w.feiten.values() if f.systeem == "agendapunt.besproken" for v in f.velden}
    for n in m.vragen:
        if n not in gezegd:
            b.fout((*pad, "vragen"), f"Een bespreking heeft geen veld {n}.", "Noem een veld van agendapunt.besproken.")
    for n in m.besluiten:
        b.moet_bestaan((*pad, "besluiten", n), n, "besluit", b.w.feitensets)
    for n in m.vanzelf:
        b.moet_bestaan((*pad, "vanzelf"), n, "plicht", b.w.plichten)
    b.v.overleggen[naam] = rg.OverlegRegel(
        **b.basis(naam, m, pad),
        model=m,
        ritme=None if m.ritme is None else lees_termijn(m.ritme),
        voorzitter=b.lees(m.voorzitter, Bereik(), (*pad, "voorzitter"), False),
        mandaat=b.lees(m.mandaat, Bereik(), (*pad, "mandaat")),
    )


def _hoort_erbij(b: Bouwplaats, rol: str, erbij: set[str], pad: Pad) -> None:
    if rol not in erbij:
        b.fout(pad, f"{rol} zit niet bij dit overleg.", "Zet de rol bij vast of flexibel, of haal haar hier weg.")
