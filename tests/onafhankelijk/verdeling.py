# SPDX-License-Identifier: EUPL-1.2
"""Who walks what. Each address is walked by each persona, of a dossier that it may enter and of one that it may not (test_deuren.py counts). Facts
and kinds of facts are too many for that: each fact is asked for by one persona that may know of it and by one that is in its dossier and may not; the
form of each kind of fact is opened by one persona that is in a dossier. They take turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .wereld import Merk, Wereld

TOEZICHT = {"privacy_officer"}


@dataclass
class Deel:
    """Of one persona: the dossiers that it may enter by raw SQL and those that it may not, the facts that it may know of, and its share."""

    open: list[UUID] = field(default_factory=list)
    dicht: list[UUID] = field(default_factory=list)
    leesbaar: set[UUID] = field(default_factory=set)
    feiten: list[Merk] = field(default_factory=list)
    soorten: list[tuple[UUID, str]] = field(default_factory=list)


def verdeel(w: Wereld, wie: list[str], in_dienst: set[str], een_op: int = 1) -> dict[str, Deel]:
    """`een_op`: of the shared ones only one in so many."""
    from wijkregie.dossier.afspraken import wereld

    uit = {p: _deel(w, p) if p in in_dienst else Deel(dicht=[UUID(i) for i in w.nummers]) for p in wie}
    per_feit = {m.feit: m for m in w.merken}
    for i, m in enumerate(list(per_feit.values())[::een_op]):
        binnen = [p for p in wie if m.dossier in uit[p].open]
        for groep in ([p for p in binnen if m.feit in uit[p].leesbaar], [p for p in binnen if m.feit not in uit[p].leesbaar]):
            if groep:
                uit[groep[i % len(groep)]].feiten.append(m)
    for i, soort in enumerate(sorted(wereld(w.code).voc.feiten)[::een_op]):
        zaak = list(w.zaken.values())[i % len(w.zaken)]
        binnen = [p for p in wie if zaak in uit[p].open]
        if binnen:
            uit[binnen[i // len(w.zaken) % len(binnen)]].soorten.append((zaak, soort))
    return uit


def _deel(w: Wereld, wie: str) -> Deel:
    with w.d.ogen(wie, doelen_van_de_deur(w)) as c:
        c.execute("select id from dossier_dossier")
        open_ = {i for (i,) in c.fetchall()}
        c.execute("select id from dossier_feit")
        leesbaar = {i for (i,) in c.fetchall()}
    alle = [*w.zaken.values(), *(UUID(i) for i in w.nummers if UUID(i) not in w.zaken.values())]  # those with most markers first
    return Deel([i for i in alle if i in open_], [i for i in alle if i not in open_], leesbaar)


def doelen_van_de_deur(w: Wereld, deur: str = "dossier") -> tuple[str, ...]:
    from wijkregie.dossier import afspraken

    return tuple(afspraken.deur(w.code, deur))


def mag(w: Wereld, st: dict[UUID, Any], wie: str, rollen: set[str]) -> set[str]:
    """The markers that the pure core lets a persona read in full: its own organisation's, and what a rule grants to a role of its membership or
    to one above it. That its organisation takes part at all is more than this asks: it is a bound from above. `st`: the state of each dossier."""
    from wijkregie.dossier.afspraken import wereld

    org = w.organisatie(wie)
    uit = {m.tekst for m in w.merken if m.vastlegger == org}
    alle = rollen | {r for rol in rollen for r in wereld(w.code).boven(rol)}
    for zaak, stand in st.items():
        ruim = [z for z in stand.zicht if z.zichtbaar and z.rol in alle and z.vorm == "inhoud"]
        heel, enkel = {z.categorie for z in ruim if z.feiten is None}, {(z.categorie, f) for z in ruim for f in z.feiten or ()}
        over = {zaak, w.persoon} if zaak in (w.zaken.get("route"), w.verzoek) else {zaak}
        uit |= {m.tekst for m in w.merken if m.dossier in over and (m.categorie in heel or (m.categorie, str(m.feit)) in enkel)}
    return uit


def opent(w: Wereld, deel: Deel, wie: str, naam: str, nummers: list[str]) -> bool:
    """May this persona enter what an address names? Requests and what is to be destroyed have pages of their own, for one role."""
    per_nummer: dict[str, Any] = {n: UUID(i) for i, n in w.nummers.items()}
    ids = [per_nummer.get(n) for n in nummers]
    if naam.startswith("privacy_"):
        return wie in TOEZICHT and ids[0] == w.verzoek and all(i in {w.verzoek, w.persoon, w.zaken["route"]} for i in ids)
    if naam in ("vernietigbesluit", "gegevens_vernietigen"):
        return wie in TOEZICHT and ids == [w.zaken["route"]]
    return all(i in deel.open for i in ids)
