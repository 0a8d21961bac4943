# SPDX-License-Identifier: EUPL-1.2
"""The proof of what is stored: chains link by link, content against its commitment, derived rows against a derivation from the facts, roots.

It tells numbers and ids, never content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connections

from wijkregie.delen.categorieen import Bits
from wijkregie.delen.masker import kolommen
from wijkregie.dossier import gewist, kern, vernietiging, wortel
from wijkregie.dossier.bijwerken import TABEL, alle_rijen, gesloten_op, kop_rijen
from wijkregie.dossier.inhoud import begin_schakel, schakel, vastlegging
from wijkregie.dossier.kern import Kern
from wijkregie.dossier.laden import Geladen, als_json
from wijkregie.dossier.projecties import TABELLEN, Rij, afdruk
from wijkregie.dossier.vastleggen import bestand_vastlegging
from wijkregie.dossier.versleuteling import HELDER, GeenHoofdsleutel, GeenSleutel, OnleesbaarFout, Sleutelbos
from wijkregie.dossier.wortel import Wortel
from wijkregie.klok import ZONE

HOOGSTENS: Final = 3  # ids in one message
GEEN_SLEUTEL: Final = b"geen sleutel"
_KADER: Final = """select id, nr, soort, op, tijd, vastgelegd, rol, soort_organisatie, organisatie, namens, vastlegger, opent, over, van, herkomst,
    overgenomen, categorie, schakel from dossier_feit where gemeente = %s and dossier = %s order by nr"""
_DEEL: Final = "select feit, categorie, dossier, vastlegger, vorm, inhoud, zout, vastlegging from dossier_deel where gemeente = %s and feit = any(%s)"
_BESTAND: Final = """select feit, id, dossier, vastlegger, categorie, mediatype, grootte, vorm, naam, naam_dicht, inhoud, zout,
    vastlegging from dossier_bestand
    where gemeente = %s and feit = any(%s)"""
_DOSSIER: Final = """select nummer, laatste_nr, schakel, wisselt_op, gesloten_op, afdruk, wacht_sinds, bijgewerkt, soort,
    protocollen, gebied, begonnen, vernietigd_op from dossier_dossier
    where gemeente = %s and id = %s"""
_AFGELEID: Final = tuple(dict.fromkeys((*TABELLEN, *TABEL)))
# Emergency access follows from no fact of the case: its rows stand beside what does, each with its line.
_NOOD: Final = {
    "toegang": " and not (t.sleutel < 0 and exists (select 1 from delen_nood n where n.gemeente = t.gemeente and n.id = t.id"
    " and n.dossier = t.dossier and n.lidmaatschap = -t.sleutel and n.van = t.van and n.tot = t.tot))"
}
# Whether somebody handles it follows from no fact either: told only where it is not so.
_ORGANISATIE: Final = {"werk": "(select s.organisatie from partijen_sleutel s where s.id = t.sleutel)", "regie": "t.organisatie"}
_ALS_JSON: Final = {
    t: f"(to_jsonb(t) - 'behandeld' || case when t.behandeld = dossier_is_behandeld(t.gemeente, t.dossier, {o}) then '{{}}'::jsonb"
    " else jsonb_build_object('behandeld', t.behandeld) end)"
    for t, o in _ORGANISATIE.items()
}
_RIJEN: Final = " union all ".join(
    f"select '{t}', t.id, {_ALS_JSON.get(t, 'to_jsonb(t)')}::text from {TABEL.get(t, f'dossier_{t}')} t"
    f" where gemeente = %(g)s and dossier = %(d)s{_NOOD.get(t, '')}"
    for t in _AFGELEID
)


@dataclass(slots=True)
class Uitkomst:
    """What was looked at and what was found wrong."""

    dossiers: int = 0
    feiten: int = 0
    rijen: int = 0
    vernietigd: int = 0
    achter: int = 0  # a role got its first key after they were derived: they open nothing for it yet
    wachtend: int = 0  # a linked dossier changed and the job has not run yet: their derived rows are not compared
    wortels: int = 0
    bezwaren: list[str] = field(default_factory=list)

    def erbij(self, ander: Uitkomst) -> None:
        for naam in ("dossiers", "feiten", "rijen", "vernietigd", "achter", "wachtend", "wortels"):
            setattr(self, naam, getattr(self, naam) + getattr(ander, naam))
        self.bezwaren += ander.bezwaren


def controleer_dossiers(gemeente: int, code: str, dossiers: Iterable[UUID], dag: date) -> Uitkomst:
    """Prove these dossiers, as of one moment."""
    uit = Uitkomst()
    with kern.in_kern(gemeente, code, foto=True) as k:
        for d in dossiers:
            _Dossier(k, d, dag, uit).controleer()
    return uit


class _Dossier:
    def __init__(self, k: Kern, dossier: UUID, dag: date, uit: Uitkomst) -> None:
        self.k = k
        self.id = dossier
        self.dag = dag
        self.uit = uit
        self.nummer = str(dossier)
        self.bos = Sleutelbos(connections[kern.KERN].cursor(), k.gemeente, dossier)
        self.gewist: list[gewist.Bewijs] = []
        self.met_besluit = 0  # rows of single facts that were emptied by a proof

    def bezwaar(self, melding: str) -> None:
        self.uit.bezwaren.append(f"{self.nummer}: {melding}")

    def controleer(self) -> None:
        self.uit.dossiers += 1
        self.k.cursor.execute(_DOSSIER, [self.k.gemeente, self.id])
        rij = self.k.cursor.fetchone()
        if rij is None:
            self.bezwaar("het dossier bestaat niet meer.")
            return
        self.nummer, laatste, hoofd = rij[0], rij[1], bytes(rij[2])
        bewijs = vernietiging.bewijs(self.k, self.id)
        self.gewist = gewist.bewijzen(self.k, self.id)
        self._keten(laatste, hoofd, begin_schakel(self.id, self.nummer, *rij[8:12]), bewijs)
        if bewijs is not None:
            self._weg(rij[12])
            return
        if rij[12] is not None:
            self.bezwaar("het dossier is vernietigd en het bewijs daarvan is er niet.")
            return
        if rij[6] is not None:
            self.uit.wachtend += 1
            return
        try:
            self._afgeleid(rij[3], rij[4], rij[5], rij[7].astimezone(ZONE).date())
        except Exception as e:  # whatever was changed in the facts: say so and go on with the next dossier
            self.bezwaar(f"de stand is niet meer af te leiden uit de feiten ({type(e).__name__}).")

    # chain and content

    def _keten(self, laatste: int, hoofd: bytes, vorige: bytes, bewijs: vernietiging.Bewijs | None) -> None:
        self.k.cursor.execute(_KADER, [self.k.gemeente, self.id])
        kaders = self.k.cursor.fetchall()
        self.uit.feiten += len(kaders)
        leeg = self.uit.vernietigd
        vastleggingen = self._vastleggingen({r[0]: (r[1], r[10]) for r in kaders})
        leeg = self.uit.vernietigd - leeg
        if bewijs is None and (zonder := leeg - self.met_besluit):
            self.bezwaar(f"{zonder} {'deel is' if zonder == 1 else 'delen zijn'} leeggemaakt zonder besluit.")
        elif bewijs is None and (over := [b.besluit for b in self.gewist if b.besluit not in {r[0] for r in kaders}]):
            self.bezwaar(f"het besluit om gegevens te vernietigen is er niet ({_reeks(over)}).")
        elif bewijs is not None:
            alle = bewijs.delen + bewijs.bestanden if bewijs.ouder is None else sum(map(len, vastleggingen.values()))
            if leeg != alle:
                self.bezwaar(f"het dossier is vernietigd, en er ligt nog inhoud: {leeg} van {alle} delen zijn leeg.")
        verwacht = 1
        for r in kaders:
            if r[1] > verwacht:
                self.bezwaar(f"feit {_reeks(range(verwacht, r[1]))} ontbreekt.")
            verwacht = r[1] + 1
            if schakel(vorige, _kader(self.id, r, self.k.bits), vastleggingen.get(r[0], ())) != bytes(r[17]):
                self.bezwaar(f"feit {r[1]} past niet in de keten: het feit of het vorige is gewijzigd, verplaatst of mist een deel.")
            vorige = bytes(r[17])
        if laatste >= verwacht:
            self.bezwaar(f"feit {_reeks(range(verwacht, laatste + 1))} ontbreekt aan het eind.")
        elif laatste < verwacht - 1:
            self.bezwaar(f"er zijn feiten na het laatste: het dossier telt er {laatste}, er liggen er {verwacht - 1}.")
        elif hoofd != (vorige if bewijs is None else bewijs.einde(vorige)):
            self.bezwaar("het eind van de keten is niet dat van het laatste feit.")

    def _vastleggingen(self, feiten: dict[UUID, tuple[int, int]]) -> dict[UUID, list[tuple[str, bytes]]]:
        """The commitments per fact, each held against its content."""
        uit: dict[UUID, list[tuple[str, bytes]]] = {}
        # fact, name in the chain, dossier, recorder, expected (None: destroyed), stored, whether a proof says that it was emptied
        wat: list[tuple[UUID, str, UUID, int, bytes | None, bytes, bool]] = []
        self.k.cursor.execute(_DEEL, [self.k.gemeente, list(feiten)])
        for feit, categorie, dossier, vastlegger, vorm, inhoud, zout, v in self.k.cursor.fetchall():
            klopt = self._deel(feit, categorie, vorm, inhoud, zout)
            gedekt = gewist.gedekt(self.gewist, feit, categorie)
            wat.append((feit, self.k.bits.naam.get(categorie, str(categorie)), dossier, vastlegger, klopt, v, gedekt))
        self.k.cursor.execute(_BESTAND, [self.k.gemeente, list(feiten)])
        for feit, id_, dossier, vastlegger, categorie, mediatype, grootte, *inhoud, v in self.k.cursor:
            klopt = self._bestand(feit, id_, categorie, mediatype, grootte, *inhoud)
            wat.append((feit, f"bestand {id_}", dossier, vastlegger, klopt, v, gewist.gedekt(self.gewist, feit, None)))
        for feit, naam, dossier, vastlegger, klopt, v, gedekt in wat:
            nr, eigen = feiten[feit]
            soort = "een bestand" if naam.startswith("bestand ") else "een deel"
            if klopt is None:
                self.uit.vernietigd += 1
                self.met_besluit += gedekt
            elif gedekt:
                self.bezwaar(f"{soort} van feit {nr} is vernietigd, en er ligt nog inhoud. Draai: wijkregie vernietig --opnieuw")
            elif klopt == GEEN_SLEUTEL:
                self.bezwaar(f"de sleutel van {soort} van feit {nr} is er niet: de inhoud is niet te lezen.")
            elif klopt != bytes(v):
                self.bezwaar(f"de inhoud van {soort} van feit {nr} is niet wat is vastgelegd.")
            if dossier != self.id or vastlegger != eigen:
                self.bezwaar(f"{soort} van feit {nr} hoort bij een ander dossier of een andere organisatie.")
            uit.setdefault(feit, []).append((naam, bytes(v)))
        return uit

    def _deel(self, feit: UUID, categorie: int, vorm: int, inhoud: Any, zout: Any) -> bytes | None:
        """What the commitment of a category row should be; None: it was destroyed."""
        if inhoud is None and zout is None:
            return None
        if vorm == HELDER:
            return b"" if inhoud is None or zout is None else vastlegging(bytes(zout), bytes(inhoud))
        try:
            return vastlegging(*self.bos.open_deel(feit, categorie, bytes(inhoud)))
        except OnleesbaarFout as e:
            return GEEN_SLEUTEL if isinstance(e, (GeenSleutel, GeenHoofdsleutel)) else b""

    def _bestand(
        self, feit: UUID, id_: UUID, categorie: int, mediatype: str, grootte: int, vorm: int, naam: str, dicht: Any, inhoud: Any, zout: Any
    ) -> bytes | None:
        """The same of a file. Its keys are asked on another cursor: files come one by one."""
        if inhoud is None and zout is None:
            return None
        if vorm == HELDER:
            return (
                b"" if inhoud is None or zout is None or len(inhoud) != grootte else bestand_vastlegging(bytes(zout), naam, mediatype, bytes(inhoud))
            )
        try:
            echt, heel = self.bos.open_bestand(feit, categorie, id_, bytes(inhoud))
            return bestand_vastlegging(echt, self.bos.open_naam(feit, categorie, id_, bytes(dicht)), mediatype, heel) if len(heel) == grootte else b""
        except OnleesbaarFout as e:
            return GEEN_SLEUTEL if isinstance(e, (GeenSleutel, GeenHoofdsleutel)) else b""

    # derived rows

    def _weg(self, vernietigd_op: date | None) -> None:
        """Of a destroyed dossier nothing derived is left."""
        self.k.cursor.execute(f"select count(*) from ({_RIJEN}) x", {"g": self.k.gemeente, "d": self.id})
        (n,) = self.k.cursor.fetchone()
        if n or vernietigd_op is None:
            self.bezwaar("het dossier is vernietigd, en er liggen nog gegevens van. Draai: wijkregie vernietig --opnieuw")

    def _afgeleid(self, wisselt_op: date | None, gesloten: date | None, afdrukken: Any, bijgewerkt: date) -> None:
        """Derive again, as of today; as of the last derivation if the job of tonight has not run yet."""
        self.k.dag = bijgewerkt if wisselt_op is not None and wisselt_op <= self.dag else self.dag
        g = self.k.laad(self.id, slot=False)
        z = self.k.zaak(g, self.k.omstandigheden(g))
        if vreemd := gewist.zonder_besluit(g.wereld, self.gewist, {f.id: f for f in g.feiten}):
            self.bezwaar(f"gegevens zijn vernietigd die het besluit niet noemt ({_reeks(vreemd)}).")
        alle = alle_rijen(g, z)
        toen = als_json(afdrukken)
        later = [i for i in alle["toegang"] if str(i) not in toen.get("toegang", {})]
        self.uit.achter += bool(later)
        for i in later:
            del alle["toegang"][i]
        nieuw = {t: {str(i): afdruk(r) for i, r in per.items()} for t, per in alle.items()}
        self._vergelijk({**alle, "kop": {UUID(r["id"]): r for r in kop_rijen(self.k.cursor, g)}}, g)
        if z.stand.volgende_wisseling != wisselt_op:
            self.bezwaar("de dag waarop de stand vanzelf wisselt is niet wat uit de feiten volgt.")
        if gesloten_op(g, z) != gesloten:
            self.bezwaar("open of gesloten is niet wat uit de feiten volgt.")
        if toen != nieuw:
            self.bezwaar("de afdrukken van de afgeleide rijen zijn niet wat uit de feiten volgt.")

    def _vergelijk(self, alle: dict[str, dict[UUID, Rij]], g: Geladen) -> None:
        self.k.cursor.execute(_RIJEN, {"g": g.gemeente, "d": g.id})
        vast = {"gemeente": g.gemeente, "dossier": str(g.id)}
        over = {(t, i) for t, per in alle.items() for i in per}
        te_veel: dict[str, list[UUID]] = {}
        anders: dict[str, list[UUID]] = {}
        for t, i, tekst in self.k.cursor.fetchall():
            self.uit.rijen += 1
            verwacht = alle.get(t, {}).get(i)
            if verwacht is None:
                te_veel.setdefault(t, []).append(i)
                continue
            over.discard((t, i))
            ligt = json.loads(tekst)
            if json.loads(json.dumps({**dict.fromkeys(ligt), **vast, "id": str(i), **kolommen(verwacht)}, default=str)) != ligt:
                anders.setdefault(t, []).append(i)
        ontbreekt: dict[str, list[UUID]] = {}
        for t, i in sorted(over):
            ontbreekt.setdefault(t, []).append(i)
        for wat, per in (("te veel", te_veel), ("anders dan uit de feiten volgt", anders), ("te weinig", ontbreekt)):
            for t, ids in sorted(per.items()):
                tabel = TABEL.get(t, f"dossier_{t}")
                self.bezwaar(f"{tabel}: {len(ids)} {'rij' if len(ids) == 1 else 'rijen'} {wat} ({_reeks(ids)}).")


def _kader(dossier: UUID, r: tuple[Any, ...], bits: Bits) -> dict[str, Any]:
    """The frame as the chain holds it, from its row (see vastleggen.kader_json)."""
    id_, nr, soort, op, tijd, vastgelegd, rol, soort_org, org, namens, vastlegger, opent, over, van, herkomst, overgenomen, categorie, _ = r
    return {
        "dossier": str(dossier),
        "id": str(id_),
        "nr": nr,
        "soort": soort,
        "op": op.isoformat(),
        "tijd": tijd,
        "vastgelegd": vastgelegd.astimezone(ZONE).isoformat(),
        "door": [rol, soort_org, None if org is None else str(org)],
        "namens": namens,
        "vastlegger": vastlegger,
        "opent": None if opent is None else str(opent),
        "over": [str(d) for d in over],
        "van": None if van is None else str(van),
        "herkomst": herkomst,
        "overgenomen": overgenomen,
        "categorie": bits.naam.get(categorie, str(categorie)),
    }


def _reeks(lijst: Iterable[Any]) -> str:
    namen = [str(x) for x in lijst]
    return ", ".join(namen[:HOOGSTENS]) + (f" en nog {len(namen) - HOOGSTENS}" if len(namen) > HOOGSTENS else "")


def controleer_gemeente(gemeente: int, code: str, bestanden: Iterable[Wortel] = ()) -> Uitkomst:
    """What no dossier can tell of itself: numbers that were given and are gone, roots, and roots that were taken outside."""
    uit = Uitkomst()
    with kern.in_kern(gemeente, code, foto=True) as k:
        k.cursor.execute("select nummer from dossier_dossier where gemeente = %s", [gemeente])
        er = {nummer for (nummer,) in k.cursor.fetchall()}
        k.cursor.execute("select reeks, laatste from dossier_nummering where gemeente = %s order by reeks", [gemeente])
        uitgegeven = {f"{reeks}-{i:04d}" for reeks, laatste in k.cursor.fetchall() for i in range(1, laatste + 1)}
    uit.bezwaren += [f"{nummer}: dit dossier is uitgegeven en bestaat niet meer." for nummer in sorted(uitgegeven - er)]
    uit.bezwaren += [f"{nummer}: dit nummer is nooit uitgegeven." for nummer in sorted(er - uitgegeven)]
    uit.wortels, bezwaren = wortel.controleer(gemeente, code)
    uit.bezwaren += bezwaren
    for w in bestanden:
        uit.bezwaren += wortel.houd_tegen(w, gemeente)
    return uit
