# SPDX-License-Identifier: EUPL-1.2
"""An item in its case: what was said, how each party voted, what was agreed; and all of it recorded at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.db import connections

from wijkregie.dossier import afspraken, kern, lezen_feiten
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_taken import LOPEND_SQL
from wijkregie.dossier.opdracht import Bezwaar, Nieuw, Opdracht, Uitslag
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.model.overlegmodel import Stemvraag
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Aanwezige, Agendapunt, Bijeenkomst, Reeks
from wijkregie.overleg.weg import aan_tafel
from wijkregie.overleg.zaal import leden, moment
from wijkregie.partijen.sessie import Sessie

OVER_ZORG: Final = "De reden gaat over zorg en staat in het zorgdeel."


@dataclass(frozen=True, slots=True)
class Stem:
    """How one organisation voted on one question; `zorgreden`: the part of its ground that belongs to care."""

    rol: str
    organisatie: int
    vraag: str
    stem: str
    reden: str = ""
    zorgreden: str = ""
    gemachtigd: bool | None = None  # None: not asked


@dataclass(frozen=True, slots=True)
class Actie:
    """Who does what, for which day."""

    rol: str
    wat: str
    klaar_op: date | None = None


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What was put in at an item: the fields of the discussion, votes, actions."""

    velden: Mapping[str, Any] = field(default_factory=dict)
    stemmen: tuple[Stem, ...] = ()
    acties: tuple[Actie, ...] = ()
    verslag: Mapping[str, Any] = field(default_factory=dict)  # the minutes of this part of the meeting


@dataclass(frozen=True, slots=True)
class Beslissing:
    """What came of a question: the sentence of the agreement, and the count."""

    zin: str
    telling: str
    soort: str  # aangenomen, tegengehouden, ongeldig


@dataclass(slots=True)
class Punt:
    """An item with its case, as the session sees it."""

    reeks: Reeks
    bijeenkomst: Bijeenkomst
    agendapunt: Agendapunt
    zaak: UUID
    zicht: Zicht

    @property
    def feiten(self) -> list[Feit]:
        """What was recorded about it."""
        return [f for f in self.zicht.gevouwen.feiten if self.agendapunt.id in f.over]

    @property
    def besproken(self) -> Feit | None:
        return next((f for f in self.feiten if f.soort == w.naam(self.reeks.sessie, w.BESPROKEN)), None)

    @property
    def afgevoerd(self) -> Feit | None:
        return next((f for f in self.feiten if f.soort == w.naam(self.reeks.sessie, w.AFGEVOERD)), None)

    @property
    def gevraagd(self) -> str:
        """What who brought it in wants to know of the meeting, if the session may read that."""
        soort = w.naam(self.reeks.sessie, w.INGEBRACHT)
        f = next((f for f in reversed(self.zicht.gevouwen.feiten) if f.soort == soort and f.opent == self.agendapunt.id), None)
        teksten = [n for n, v in w.model(self.reeks.sessie, w.INGEBRACHT).velden.items() if v.soort == "tekst"]
        return next((str(f.velden[n]) for n in teksten if f.velden.get(n)), "") if f is not None else ""

    @property
    def open(self) -> bool:
        """Was it opened today, for those who are in the room?"""
        return self.agendapunt.geopend(self.reeks.sessie.dag)

    @property
    def over(self) -> list[str]:
        """The things that its facts are about: the item, and those whose discussion is asked for; if no duty names one, every one of that kind. Of a
        meeting of one case the item alone: it asks about the case."""
        if self.reeks.eigen:
            return [self.agendapunt.id]
        soorten = w.model(self.reeks.sessie, w.BESPROKEN).over
        hier = [d for d in self.zicht.dingen.values() if d.soort in soorten and d.soort != self._soort]
        gevraagd = {
            str(d)
            for (d,) in rijen(
                "select ding from dossier_plicht where gemeente = %s and dossier = %s and regel = any(%s) and ding is not null"
                f" and status in {LOPEND_SQL}",
                [self.reeks.sessie.gemeente, self.zaak, list(self.reeks.vorm.model.vanzelf)],
            )
        }
        dingen = [d.id for d in hier if d.id in gevraagd] or [d.id for d in hier]
        return [self.agendapunt.id, *dingen]

    @property
    def _soort(self) -> str | None:
        return w.model(self.reeks.sessie, w.INGEBRACHT).opent

    @property
    def mag(self) -> bool:
        """May this session record what is said here?"""
        return w.mag(self.reeks.sessie, w.BESPROKEN)


def punt(r: Reeks, b: Bijeenkomst, id_: str) -> Punt | None:
    """None: no such item, or its case is not there for this session."""
    p = next((p for p in b.punten if p.id == id_), None)
    zaak = zaak_van(r, p) if p is not None else None
    if p is None or zaak is None or not rijen("select 1 from dossier_dossier where gemeente = %s and id = %s", [r.sessie.gemeente, zaak]):
        return None
    return Punt(r, b, p, zaak, lezen_feiten.feiten(r.sessie, zaak))


def alleen_aan_tafel(r: Reeks, p: Agendapunt) -> bool:
    """Is what is said at this item there for the session only by the way of a meeting? If and only if no page shows it the case; of a meeting of one
    case, whose days a page shows to more people, if and only if the table opens to it what is said and no page does."""
    if r.eigen:
        if leest(r.sessie, r.id, w.BESPROKEN):
            return False
        with aan_tafel(r.sessie):
            return leest(r.sessie, r.id, w.BESPROKEN)
    zaak = zaak_van(r, p)
    return zaak is None or not rijen("select 1 from dossier_dossier where gemeente = %s and id = %s", [r.sessie.gemeente, zaak])


def leest(sessie: Sessie, zaak: UUID, systeem: str) -> bool:
    """Does the session read facts of this type whole, by the way that is set?"""
    bit = afspraken.bits(connections["default"].cursor(), sessie.gemeente).bit[w.model(sessie, systeem).categorie]
    vraag = "select 1 from delen_toegang where gemeente = %s and dossier = %s and ding is null and get_bit(inhoud, %s) = 1 limit 1"
    return bool(rijen(vraag, [sessie.gemeente, zaak, bit]))


def zaak_van(r: Reeks, p: Agendapunt) -> UUID | None:
    """The case of an item: as the series says, else found by the item in a case that the session sees."""
    if p.zaak is not None or r.eigen:
        return p.zaak or r.id
    gevonden = rijen("select dossier from dossier_feit where gemeente = %s and opent = %s and dossier <> %s", [r.sessie.gemeente, UUID(p.id), r.id])
    return gevonden[0][0] if gevonden else None


# votes


def stemgerechtigd(r: Reeks) -> list[Aanwezige]:
    """The fixed seats, each with its organisation: an organisation that has two of them still has one vote."""
    if not r.vorm.model.besluiten:
        return []
    vast = [a for a, is_vast in leden(r) if is_vast]
    erbij = [Aanwezige(z, a.organisatie, a.persoon) for a in [x for b in r.bijeenkomsten.values() for x in b.aanwezig()] if (z := r.vorm.plek(a.rol))]
    alle = {(a.rol, a.organisatie): a for a in (*vast, *(a for a in erbij if a.rol in r.vorm.model.vast))}
    return sorted(alle.values(), key=lambda a: (r.vorm.model.vast.index(a.rol), a.organisatie))


def stemmers(r: Reeks) -> list[list[Aanwezige]]:
    """The parties that vote: each organisation once (WT-11.04), with all the fixed seats that it has."""
    uit: dict[int, list[Aanwezige]] = {}
    for a in stemgerechtigd(r):
        uit.setdefault(a.organisatie, []).append(a)
    return list(uit.values())


def aan_stoel(r: Reeks, b: Bijeenkomst, zetels: Iterable[Aanwezige]) -> Aanwezige | None:
    """The first of these seats that is taken; None: this party is not there."""
    hier = {(r.vorm.plek(a.rol), a.organisatie) for a in b.aanwezig()}
    return next((a for a in zetels if (a.rol, a.organisatie) in hier), None)


def vragen(r: Reeks) -> list[Stemvraag]:
    return list(r.vorm.model.besluiten.values())


def met_afwezigen(p: Punt, stemmen: Iterable[Stem]) -> list[Stem]:
    """Every party's position on every question that was put: who is not there is absent, and who is there and said nothing has none."""
    gegeven = {(s.organisatie, s.vraag): s for s in stemmen}
    gesteld = [v.vraag for v in vragen(p.reeks) if any(s.vraag == v.vraag for s in gegeven.values())]
    uit = []
    for zetels in stemmers(p.reeks):
        a, er = zetels[0], aan_stoel(p.reeks, p.bijeenkomst, zetels)
        for v in gesteld:
            s = gegeven.get((a.organisatie, v))
            if er is None:
                uit.append(Stem(a.rol, a.organisatie, v, w.AFWEZIG))
            elif s is not None:
                uit.append(s)
    return uit


# recording


def feiten_van(p: Punt, i: Inhoud) -> tuple[Nieuw, ...]:
    """The facts of an item, in the order in which they are read: votes, the decision, actions, the discussion."""
    s, id_, op = p.reeks.sessie, p.agendapunt.id, moment()

    def nieuw(systeem: str, velden: Mapping[str, Any], over: list[str], opent: UUID | None = None) -> Nieuw:
        return Nieuw(p.zaak, uuid4(), {"feit": w.naam(s, systeem), "op": op, "over": over, "velden": dict(velden)}, opent)

    uit: list[Nieuw] = []
    alle = met_afwezigen(p, i.stemmen)
    zorgveld = zorg(p)
    for stem in alle:
        velden: dict[str, Any] = {
            "partij": stem.rol, "organisatie": str(stem.organisatie), "stemvraag": stem.vraag, "stem": stem.stem,
            **_mandaat(stem),
        }  # fmt: skip
        if reden := gezegd(stem):
            velden["motivering"] = reden
        if stem.zorgreden and zorgveld:
            velden[zorgveld[0]] = stem.zorgreden
        uit.append(nieuw(w.STEM, velden, [id_]))
    if alle:
        gerechtigd = [{"partij": a.rol, "organisatie": str(a.organisatie)} for a in stemgerechtigd(p.reeks)]
        stemmen = [
            {"organisatie": str(x.organisatie), "stemvraag": x.vraag, "stem": x.stem, **_mandaat(x)}
            | ({"motivering": reden} if (reden := gezegd(x)) else {})
            for x in alle
        ]
        uit.append(nieuw(w.STEMMING, {"stemgerechtigd": gerechtigd, "stemmen": stemmen}, [id_]))
    for n, a in enumerate(i.acties):
        doet: dict[str, Any] = {"actiehouder": a.rol, "actie_tekst": a.wat} | ({"klaar_op": a.klaar_op.isoformat()} if a.klaar_op else {})
        uit.append(nieuw(w.ACTIE, doet, [id_], uuid5(UUID(id_), f"actie|{n}|{uuid4()}")))
    uit.append(nieuw(w.BESPROKEN, {**i.velden, "overlegvorm": p.reeks.vorm.naam}, p.over))
    b, deel = p.bijeenkomst.id, p.agendapunt.deel
    if i.verslag:
        uit.append(nieuw(w.VERSLAG, i.verslag, [b, id_]))
    if verder := na_deel(p.reeks, deel):
        uit.append(nieuw(w.DEEL, {"overlegdeel": verder}, [b]))
    return tuple(uit)


def na_deel(r: Reeks, deel: str) -> str:
    """The part in which a meeting goes on after one that not everybody may hear; empty: it goes on as it was."""
    delen = r.vorm.model.delen
    return next((d for d, x in delen.items() if not x.zonder), "") if deel in delen and delen[deel].zonder else ""


def _mandaat(s: Stem) -> dict[str, bool]:
    """What was seen of a mandate; nothing where nobody asked."""
    return {} if s.gemachtigd is None else {"gemachtigd": s.gemachtigd}


def gezegd(s: Stem) -> str:
    """The ground as all may read it: of one that belongs to care only that there is one."""
    return s.reden or (OVER_ZORG if s.zorgreden else "")


def zorg(p: Punt) -> tuple[str, str] | None:
    """The field of a vote that lies in another category than the vote itself, and that category: for a ground that belongs to care."""
    velden = w.model(p.reeks.sessie, w.STEM).velden
    return next(((n, v.categorie) for n, v in velden.items() if v.categorie and v.soort == "tekst"), None)


def proef(p: Punt, i: Inhoud) -> tuple[list[Beslissing], list[Bezwaar]]:
    """What would come of it: the outcome of each question that was put, and what stands in the way. Nothing is stored. Raises Onbekend."""
    feiten = feiten_van(p, i)
    _, na, bezwaren = kern.proef(p.reeks.sessie, Opdracht(uuid4(), feiten))[p.zaak]
    ids = {str(n.id) for n in feiten}
    return beslissingen(p, na.stand.besluiten, met_afwezigen(p, i.stemmen), ids), bezwaren


def beslissingen(p: Punt, besluiten: Iterable[Any], stemmen: Iterable[Stem], feiten: set[str]) -> list[Beslissing]:
    """The sentences of the decisions that rest on these facts, the furthest reaching question last."""
    lijst = list(stemmen)
    uit = []
    for naam, vraag in p.reeks.vorm.model.besluiten.items():
        b = next((b for b in besluiten if b.regel.naam == naam and b.feit.id in feiten), None)
        if b is None:
            continue
        soort = "ongeldig" if b.geldig is not True else "aangenomen" if b.aangenomen is True else "tegengehouden"
        uit.append(Beslissing(getattr(vraag, soort), telling(x.stem for x in lijst if x.vraag == vraag.vraag), soort))
    return uit


def telling(stemmen: Iterable[str]) -> str:
    lijst = list(stemmen)
    woorden = {w.VOOR: "voor", w.VETO: "veto", w.ONTHOUDING: "onthouding", w.AFWEZIG: "afwezig"}
    return ", ".join(f"{lijst.count(s)} {t}" for s, t in woorden.items() if s in lijst or s == w.VOOR) + "."


def rond_af(p: Punt, i: Inhoud) -> Uitslag:
    """Record all of the item in one command. An item is finished once: its key follows from it. Raises Geweigerd, Gewijzigd, Onbekend."""
    wat = json.dumps([dict(i.velden), dict(i.verslag), [str(x) for x in i.stemmen], [str(x) for x in i.acties]], sort_keys=True, default=str)
    sleutel = uuid5(UUID(p.agendapunt.id), "afgerond")
    return kern.leg_vast(p.reeks.sessie, Opdracht(sleutel, feiten_van(p, i), verzonden=wat.encode()))
