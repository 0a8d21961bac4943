# SPDX-License-Identifier: EUPL-1.2
"""From the model of a protocol version to compiled rules. Every mistake found is collected, each with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from wijkregie.norm import regels as rg
from wijkregie.norm.bereik import BUITEN, TIJD, VAAG, Bereik, Soort, Uitdrukking, lijkt_op
from wijkregie.norm.fouten import Fout
from wijkregie.norm.model import Delen, Eis, Hoofdstuk, Plicht, Regel, Spoor, Tak, Toets, Wie, ZorgDat
from wijkregie.norm.ontleden import TaalFout
from wijkregie.norm.tabel import Beslistabel, TabelFout
from wijkregie.norm.termijn import Termijn
from wijkregie.norm.vertaler import Vertaler
from wijkregie.norm.vraag import Vraag
from wijkregie.norm.wereld import Wereld
from wijkregie.norm.yaml12 import plaats

Pad = tuple[str | int, ...]
_HERHAAL: Final = re.compile(r"^(rollend|vast|kalender)\s+(.+)$")
_LEEG: Final[frozenset[str]] = frozenset()


class Bouwer:
    """Compiles chapters of one protocol version."""

    def __init__(self, wereld: Wereld, versie: rg.Versie) -> None:
        self.w = wereld
        self.v = versie
        self.vertaler = Vertaler(wereld)
        self.fouten: list[Fout] = []
        self.bestand = ""
        self.ruw: Any = {}
        self.bron: str | None = None
        self.gronden: dict[str, Uitdrukking] = {}
        self.opschortingen: list[tuple[rg.OpschortRegel, Pad, str, Any]] = []

    # errors and expressions

    def fout(self, pad: Pad, melding: str, herstel: str = "") -> None:
        self.fouten.append(Fout(self.bestand, plaats(self.ruw, list(pad)), ".".join(map(str, pad)), melding, herstel))

    def lees(self, tekst: str | None, r: Bereik, pad: Pad, voorwaarde: bool = True) -> Uitdrukking | None:
        """Compile a line; a mistake is reported and gives None."""
        if tekst is None:
            return None
        try:
            return self.vertaler.voorwaarde(tekst, r) if voorwaarde else self.vertaler.vertaal(tekst, r)
        except TaalFout as e:
            wijzer = f" (bij teken {e.plaats + 1}: {tekst[e.plaats : e.plaats + 25].strip()!r})" if e.plaats else ""
            self.fout(pad, f"{e}{wijzer}")
        return None

    def set(self, namen: Iterable[str], pad: Pad) -> Vraag | None:
        """Several fact types or named sets as one question."""
        delen: list[tuple[Vraag, tuple[str, ...]]] = []
        for n in namen:
            try:
                delen.append(self.vertaler.feitenset(n))
            except TaalFout as e:
                self.fout(pad, str(e))
        if not delen:
            return None
        if len(delen) == 1:
            return delen[0][0]
        soorten = tuple(dict.fromkeys(s for _, basis in delen for s in basis))
        vragen = [v for v, _ in delen]
        if not any(v.waar for v in vragen):
            return Vraag(soorten, [], None, None, None, None, [], [])

        def een_ervan(c: Any) -> Any:
            uit: Any = False
            for v in vragen:
                if c.f.soort in v.soorten:
                    x = v.toets(c, c.f)
                    if x is True:
                        return True
                    uit = x if x is not False else uit
            return uit

        return Vraag(soorten, [], None, None, None, None, [een_ervan], [])

    def rollen(self, namen: Iterable[str], pad: Pad) -> tuple[str, ...]:
        uit = []
        for n in namen:
            if n in self.w.rollen or n == "regie":
                uit.append(n)
            else:
                self.fout(pad, f"{n} is geen rol.", lijkt_op(n, self.w.rollen).strip())
        return tuple(uit)

    def onder(self, namen: Iterable[str], pad: Pad) -> frozenset[str]:
        uit: set[str] = set()
        for n in namen:
            try:
                uit |= self.w.rollen_onder(n)
            except TaalFout as e:
                self.fout(pad, str(e))
        return frozenset(uit)

    def categorieen(self, namen: Iterable[str], pad: Pad) -> tuple[str, ...]:
        uit: list[str] = []
        for n in namen:
            if n in self.w.voc.categorieen:
                uit.append(n)
            elif n in self.w.begrip_categorie:
                uit.append(self.w.begrip_categorie[n])
            else:
                self.fout(pad, f"{n} is geen categorie van gegevens.", lijkt_op(n, self.w.voc.categorieen).strip())
        return tuple(uit)

    def basis(self, naam: str, m: Regel, pad: Pad) -> dict[str, Any]:
        for n in m.norm:
            self.v.normen.setdefault(n, []).append(f"{self.bestand}:{'.'.join(map(str, pad))}")
        for n in m.deel:
            if n not in m.norm:
                self.fout((*pad, "deel"), f"{n} staat bij deel en niet bij norm.", "Zet het nummer ook bij norm.")
        return {
            "naam": naam,
            "protocol": self.v.naam,
            "norm": tuple(m.norm),
            "wat": m.wat or "",
            "bron": f"{self.bestand}:{plaats(self.ruw, list(pad))}",
            "niet_mogelijk": m.niet_mogelijk,
        }

    # chapters

    def hoofdstuk(self, h: Hoofdstuk, bestand: str, ruw: Any) -> None:
        """Compile every rule of a chapter; the names of all chapters are known by now."""
        self.bestand, self.ruw, self.bron = bestand, ruw, h.bron
        for naam, p in h.plichten.items():
            self.plicht(naam, p, ("plichten", naam))
        for naam, z in h.zorg_dat.items():
            self.zorg_dat(naam, z, ("zorg_dat", naam))
        for naam, t in h.toetsen.items():
            self.toets(naam, t, ("toetsen", naam))
        for naam, s in h.sporen.items():
            self.spoor(naam, s, ("sporen", naam))
        for naam, d in h.delen.items():
            self.deel(naam, d, h, ("delen", naam))
        self._rechten(h)
        self._begrippen(h)
        self._overig(h)
        for naam, o in h.opschortingen.items():
            pad: Pad = ("opschortingen", naam)
            van, tot = self.set(o.van, (*pad, "van")), self.set(o.tot, (*pad, "tot"))
            if van and tot:
                als = self.lees(o.als, Bereik(f=van.soorten), (*pad, "als"))
                regel = rg.OpschortRegel(**self.basis(naam, o, pad), van=van, tot=tot, als=als, stuit=tuple(o.stuit))
                self.opschortingen.append((regel, pad, bestand, ruw))
        for n, waar in [*h.getoond.items(), *h.buiten_bereik.items()]:
            self.v.normen.setdefault(n, []).append(f"{bestand}:{waar}")
        self.v.getoond.update(h.getoond)
        self.v.buiten_bereik.update(h.buiten_bereik)

    def klaar(self) -> None:
        """What needs every chapter: suspensions find the duties they stop."""
        for regel, pad, bestand, ruw in self.opschortingen:
            self.bestand, self.ruw = bestand, ruw
            for n in regel.stuit:
                if n in self.v.plichten:
                    self.v.plichten[n].stuit.append(regel)
                else:
                    self.fout((*pad, "stuit"), f"{n} is geen plicht.", lijkt_op(n, self.v.plichten).strip())
        self.v.vervangt = frozenset(x for p in self.v.plichten.values() for x in p.vervangt)

    # duties

    def plicht(self, naam: str, m: Plicht, pad: Pad) -> None:
        soorten, bij, nde, fase = self._aanleiding(m, pad)
        per_ding = m.per if m.per in self.w.soorten_ding else None
        if m.per not in ("trigger", "dossier") and per_ding is None:
            self.fout(
                (*pad, "per"), f"{m.per} is geen soort ding.", "Schrijf trigger, dossier of een soort ding." + lijkt_op(m.per, self.w.soorten_ding)
            )
        r = Bereik(dit=soorten or None, ding=per_ding)
        elk, elk_waar, lid = self._voor_elk(m, r, pad)
        r2 = replace(r, elk=lid)
        doe: list[rg.Doe] = []
        for i, d in enumerate(m.doe):
            vraag = self.set([d.feit], (*pad, "doe", i))
            if vraag is not None:
                doe.append(rg.Doe(vraag, vraag.soorten, self.lees(d.waar, replace(r2, f=vraag.soorten), (*pad, "doe", i, "waar"))))
        doe_soorten = tuple(dict.fromkeys(s for d2 in doe for s in d2.soorten))
        eisen = tuple(x for i, e in enumerate(m.eisen) if (x := self.eis(f"{naam}.{i}", e, replace(r2, f=doe_soorten), (*pad, "eisen", i))))
        if not m.doe and not m.houdt:
            self.fout(pad, "Niets beëindigt deze plicht.", "Zet erbij met welk feit zij is gedaan (doe) of welke toestand haar beëindigt (houdt).")
        herhaal = self._herhaal(m, r2, pad)
        zolang = self.lees(m.zolang, r2, (*pad, "zolang"))
        houdt = self.lees(m.houdt, r2, (*pad, "houdt"))
        als = self.lees(m.als, r, (*pad, "als"))
        op_datum = self.lees(m.op_datum, Bereik(ding=per_ding), (*pad, "op_datum"), False)
        vanaf = self.lees(m.vanaf, r2, (*pad, "vanaf"), False)
        regel = rg.PlichtRegel(
            **self.basis(naam, m, pad),
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
            wie=self.eigenaar(m.wie, r2, (*pad, "wie")),
            doe=tuple(doe),
            doe_soorten=doe_soorten,
            over=m.over,
            eisen=eisen,
            houdt=houdt,
            zolang=zolang,
            voor_elk=elk,
            voor_elk_waar=elk_waar,
            elk_is_ding=lid is not None and lid[0] == "ding",
            vanaf=vanaf,
            uiterlijk=self.lengte(m.uiterlijk, r2, (*pad, "uiterlijk")),
            niet_voor=self.lengte(m.niet_voor, r2, (*pad, "niet_voor")),
            streef=self.lengte(m.streef, r2, (*pad, "streef")),
            moment=self.lengte(m.moment, r2, (*pad, "moment")),
            speling=self.lengte(m.speling, r2, (*pad, "speling")),
            verschuif=m.verschuif is not None,
            herhaal=herhaal,
            afzien=self.onder(m.afzien, (*pad, "afzien")),
            vervangt=frozenset(m.vervangt),
            leest=_LEEG,
        )
        regel.alleen_feiten = nde is None and op_datum is None and regel.gemist is None and fase is None
        if m.herhaal and not m.doe:
            self.fout((*pad, "herhaal"), "Een terugkerende plicht heeft een feit nodig waarmee zij is gedaan.", "Zet doe erbij.")
        regel.leest = _samen([als, zolang, houdt, op_datum, vanaf, *(e.eis for e in eisen)]) | set(soorten) | set(doe_soorten)
        self._bewaar_plicht(naam, regel, pad)

    def _bewaar_plicht(self, naam: str, regel: rg.PlichtRegel, pad: Pad) -> None:
        if naam in self.v.plichten:
            self.fout(pad, f"De naam {naam} is al gebruikt voor een plicht in {self.v.plichten[naam].bron}.", "Kies een andere naam.")
        self.v.plichten[naam] = regel

    def _aanleiding(self, m: Plicht, pad: Pad) -> tuple[tuple[str, ...], Vraag | None, rg.Nde | None, Any]:
        soorten: list[str] = []
        bij = self.set(m.bij, (*pad, "bij")) if m.bij else None
        if bij is not None:
            soorten += bij.soorten
        if m.bij_besluit:
            bij = self.set([m.bij_besluit], (*pad, "bij_besluit"))
            soorten += bij.soorten if bij else ()
        nde = None
        if m.bij_de_nde is not None:
            basis = self.set(m.bij_de_nde.feit, (*pad, "bij_de_nde", "feit"))
            if basis is not None:
                f = Bereik(f=basis.soorten)
                waar = self.lees(m.bij_de_nde.waar, f, (*pad, "bij_de_nde", "waar"))
                vraag = Vraag(basis.soorten, [], None, None, None, None, [*basis.waar, *([waar.fn] if waar else [])], [])
                versch = self.lees(m.bij_de_nde.verschillende, f, (*pad, "bij_de_nde", "verschillende"), False)
                nde = rg.Nde(m.bij_de_nde.n, vraag, versch)
                soorten += basis.soorten
        fase = None
        if m.bij_fase is not None:
            spoor = m.bij_fase.spoor
            if spoor not in self.w.sporen:
                self.fout((*pad, "bij_fase", "spoor"), f"{spoor} is geen spoor.", lijkt_op(spoor, self.w.sporen).strip())
            else:
                for f2 in (*m.bij_fase.in_, *m.bij_fase.uit):
                    if f2 not in self.w.fase_orde[spoor]:
                        self.fout((*pad, "bij_fase"), f"{f2} is geen fase van {spoor}.", lijkt_op(f2, self.w.fase_orde[spoor]).strip())
                fase = (spoor, frozenset(m.bij_fase.in_), frozenset(m.bij_fase.uit))
        if m.bij_gemist is not None and m.bij_gemist.plicht not in self.w.plichten:
            self.fout((*pad, "bij_gemist"), f"{m.bij_gemist.plicht} is geen plicht.", lijkt_op(m.bij_gemist.plicht, self.w.plichten).strip())
        if not (soorten or m.op_datum or fase or m.bij_gemist):
            self.fout(
                pad, "Niets roept deze plicht op.", "Zet erbij wat de aanleiding is: bij, op_datum, bij_de_nde, bij_gemist, bij_fase of bij_besluit."
            )
        return tuple(dict.fromkeys(soorten)), bij, nde, fase

    def _voor_elk(self, m: Plicht, r: Bereik, pad: Pad) -> tuple[Uitdrukking | tuple[str, ...] | None, Uitdrukking | None, Soort | None]:
        if m.voor_elk is None:
            return None, None, None
        bron = m.voor_elk.in_
        if isinstance(bron, list):
            return tuple(str(x) for x in bron), None, ("tekst",)
        try:
            # the same reading as a quantifier: a kind of thing, facts with filters, or a list
            u = self.vertaler.vertaal(f"enig elk_lid in {bron}: elk_lid bekend", r)
        except TaalFout as e:
            self.fout((*pad, "voor_elk"), str(e))
            return None, None, None
        knoop = u.knoop.arg[3]
        naam = knoop.arg[0] if knoop.arg else None
        lid: Soort = VAAG
        if knoop.soort == "naam" and naam in self.w.soorten_ding:
            lid = ("ding", naam)
        elif knoop.soort == "feiten":
            lid = ("feit", self.vertaler.vraag(knoop, r)[1])
        u = replace(u, fn=knoop.fn)
        return u, self.lees(m.voor_elk.waar, replace(r, elk=lid), (*pad, "voor_elk", "waar")), lid

    def _herhaal(self, m: Plicht, r: Bereik, pad: Pad) -> rg.Herhaling | None:
        if m.herhaal is None:
            return None
        hit = _HERHAAL.match(m.herhaal)
        if hit is None:
            self.fout((*pad, "herhaal"), f"{m.herhaal!r} is geen herhaling.", "Schrijf rollend 1 maand, vast 1 jaar of kalender maand.")
            return None
        vorm, rest = hit.groups()
        if vorm == "kalender":
            if rest not in ("maand", "kwartaal", "jaar"):
                self.fout((*pad, "herhaal"), f"{rest} is geen kalenderperiode.", "Schrijf maand, kwartaal of jaar.")
            return rg.Herhaling(vorm, None, rest)
        lengte = self.lengte(rest, r, (*pad, "herhaal"))
        return rg.Herhaling(vorm, lengte if not isinstance(lengte, str) else None)

    def lengte(self, tekst: str | None, r: Bereik, pad: Pad) -> rg.Lengte:
        """A term, a term without a number, or an expression that gives a term or a date."""
        if tekst is None:
            return None
        if tekst == rg.ONVERWIJLD:
            return rg.ONVERWIJLD
        try:
            return Termijn.ontleed(tekst)
        except ValueError as e:
            if re.match(r"^-?\d+\s+[a-z]+$", tekst):
                self.fout(pad, str(e))
                return None
        u = self.lees(tekst, r, pad, False)
        if u is not None and u.soort[0] not in ("datum", "termijn", "?"):
            self.fout(pad, "Hier hoort een termijn (2 werkdagen) of een uitdrukking die een termijn of datum geeft.")
        return u

    def eigenaar(self, m: Wie | None, r: Bereik, pad: Pad) -> rg.Eigenaar:
        if m is None:
            return rg.Eigenaar("regie")
        if m.rol is not None:
            return rg.Eigenaar("expressie", (), self.lees(m.rol, r, pad, False))
        for modus, namen in (("elk", m.elk), ("samen", m.samen), ("een_van", m.een_van)):
            if namen:
                if namen == ["regie"]:
                    return rg.Eigenaar("regie")
                if namen == ["elk_een"]:
                    return rg.Eigenaar("expressie", (), self.lees("elk_een", r, pad, False))
                return rg.Eigenaar(modus, self.rollen(namen, pad))
        self.fout(pad, "Er staat niet van wie de plicht is.", "Noem een rol, of laat wie weg: dan is zij van wie de regie heeft.")
        return rg.Eigenaar("regie")

    def zorg_dat(self, naam: str, m: ZorgDat, pad: Pad) -> None:
        per_ding = m.per if m.per in self.w.soorten_ding else None
        r = Bereik(ding=per_ding)
        zolang, houdt = self.lees(m.zolang, r, (*pad, "zolang")), self.lees(m.houdt, r, (*pad, "houdt"))
        regel = rg.PlichtRegel(
            **self.basis(naam, m, pad),
            hardheid=m.hardheid,
            soorten=(),
            bij=None,
            op_datum=None,
            nde=None,
            gemist=None,
            fase=None,
            als=None,
            per=m.per,
            per_ding=per_ding,
            wie=self.eigenaar(m.wie, r, (*pad, "wie")),
            doe=(),
            doe_soorten=(),
            over=True,
            eisen=(),
            houdt=houdt,
            zolang=zolang,
            voor_elk=None,
            voor_elk_waar=None,
            elk_is_ding=False,
            vanaf=None,
            uiterlijk=self.lengte(m.uiterlijk, r, (*pad, "uiterlijk")),
            niet_voor=None,
            streef=None,
            moment=None,
            speling=None,
            verschuif=False,
            herhaal=None,
            afzien=_LEEG,
            vervangt=frozenset(m.vervangt),
            leest=_samen([zolang, houdt]),
            zorg=True,
        )
        self._bewaar_plicht(naam, regel, pad)

    # gates

    def eis(self, naam: str, m: Eis, r: Bereik, pad: Pad) -> rg.EisRegel | None:
        eis = self.lees(m.eis, r, (*pad, "eis"))
        indien = self.lees(m.indien, r, (*pad, "indien"))
        if m.afwijken and m.hardheid == "hard":
            self.fout((*pad, "afwijken"), "Van een harde norm kan niemand afwijken.", "Zet hardheid: doorgaans, of haal afwijken weg.")
        if eis is None:
            return None
        return rg.EisRegel(
            **self.basis(naam, m, pad),
            eis=eis,
            indien=indien,
            hardheid=m.hardheid,
            afwijken=self.onder(m.afwijken, (*pad, "afwijken")),
            leeg=m.leeg is not None,
        )

    def toets(self, naam: str, m: Toets, pad: Pad) -> None:
        wachten = []
        for b in m.bewaakt:
            vraag = self.set(b.feit, (*pad, "bewaakt"))
            if vraag is None:
                continue
            als = self.lees(b.als, Bereik(dit=vraag.soorten, ding=m.per), (*pad, "bewaakt", "als"))
            wachten.append(rg.Wacht(vraag.soorten, self.onder(b.door, (*pad, "bewaakt", "door")) if b.door else None, als))
        soorten = tuple(dict.fromkeys(s for w in wachten for s in w.soorten))
        if m.per is not None and m.per not in self.w.soorten_ding:
            self.fout((*pad, "per"), f"{m.per} is geen soort ding.", lijkt_op(m.per, self.w.soorten_ding).strip())
        bladen: list[rg.EisRegel] = []
        boom = self._knoop(naam, m, Bereik(dit=soorten, ding=m.per), pad, bladen)
        if not bladen and not self.fouten:
            self.fout(pad, "Deze toets heeft geen voorwaarden.", "Zet er alle, een_van, minstens of kies bij.")
        uitdrukkingen = [*(b.eis for b in bladen), *(b.indien for b in bladen), *(w.als for w in wachten)]
        regel = rg.ToetsRegel(
            **self.basis(naam, m, pad),
            wachten=tuple(wachten),
            soorten=soorten,
            per=m.per,
            boom=boom,
            bladen=tuple(bladen),
            leest=_samen(uitdrukkingen) | {"afwijking_gemotiveerd"},
            vast=_vast(uitdrukkingen) and m.per is None,
        )
        if naam in self.v.toetsen:
            self.fout(pad, f"De naam {naam} is al gebruikt voor een toets in {self.v.toetsen[naam].bron}.", "Kies een andere naam.")
        self.v.toetsen[naam] = regel

    def _knoop(self, naam: str, m: Tak | Eis, r: Bereik, pad: Pad, bladen: list[rg.EisRegel]) -> rg.ToetsKnoop:
        if isinstance(m, Eis):
            blad = self.eis(f"{naam}.{len(bladen)}", m, r, pad)
            if blad is None:
                return rg.ToetsKnoop("alle")
            bladen.append(blad)
            return rg.ToetsKnoop("blad", blad=blad)
        if not isinstance(m, Toets):
            self.basis(naam, m, pad)
        indien = self.lees(m.indien, r, (*pad, "indien"))
        for soort, kinderen in (("alle", m.alle), ("een_van", m.een_van)):
            if kinderen is not None:
                delen = tuple(self._knoop(naam, x, r, (*pad, soort, i), bladen) for i, x in enumerate(kinderen))
                return rg.ToetsKnoop(soort, delen, indien=indien)
        if m.minstens is not None:
            delen = tuple(self._knoop(naam, x, r, (*pad, "minstens", "van", i), bladen) for i, x in enumerate(m.minstens.van))
            return rg.ToetsKnoop("minstens", delen, n=m.minstens.n, indien=indien)
        if m.kies is not None:
            veld = self.lees(m.kies.veld, r, (*pad, "kies", "veld"), False)
            takken: dict[Any, rg.ToetsKnoop] = {}
            for k, t in m.kies.takken.items():
                sleutel: Any = {"ja": True, "nee": False}.get(k, k)
                if veld is not None and veld.soort[0] == "keuze" and k not in veld.soort[1]:
                    self.fout((*pad, "kies", "takken", k), f"{k} is geen waarde van dit veld.", lijkt_op(k, veld.soort[1]).strip())
                takken[sleutel] = self._knoop(naam, t, r, (*pad, "kies", "takken", k), bladen)
            return rg.ToetsKnoop("kies", tuple(takken.values()), veld=veld, takken=takken, indien=indien)
        self.fout(pad, "Hier staat geen voorwaarde.", "Schrijf eis, alle, een_van, minstens of kies.")
        return rg.ToetsKnoop("alle")

    # tracks, rights, sharing and the rest

    def spoor(self, naam: str, m: Spoor, pad: Pad) -> None:
        per = None if m.per == "dossier" else m.per
        if per is not None and per not in self.w.soorten_ding:
            self.fout((*pad, "per"), f"{per} is geen soort ding.", lijkt_op(per, self.w.soorten_ding).strip())
        overgangen = []
        for f in [m.begin]:
            self._fase(f, m, (*pad, "begin"))
        for i, o in enumerate(m.overgangen):
            p: Pad = (*pad, "overgangen", i)
            for f in (*(x for x in o.van if x != "*"), o.naar):
                self._fase(f, m, p)
            bij = self.set(o.bij, (*p, "bij"))
            if bij is None:
                continue
            als = self.lees(o.als, Bereik(dit=bij.soorten, ding=per), (*p, "als"))
            van = frozenset(m.fasen) if "*" in o.van else frozenset(o.van)
            if o.besluit:
                self.rollen([o.besluit], (*p, "besluit"))
            overgangen.append(
                rg.OvergangRegel(**self.basis(f"{naam}.{i}", o, p), bij=bij, soorten=bij.soorten, van=van, naar=o.naar, als=als, besluit=o.besluit)
            )
        regie = []
        for soort, g in m.regie.items():
            p = (*pad, "regie", soort)
            for f, rol in g.tabel.items():
                if f != "*":
                    self._fase(f, m, (*p, "tabel", f))
                self.rollen([rol], (*p, "tabel", f))
            for s in g.overdracht:
                if s not in self.w.feiten:
                    self.fout((*p, "overdracht"), f"{s} is geen feit.", lijkt_op(s, self.w.feiten).strip())
            regie.append(rg.RegieRegel(**self.basis(f"{naam}.{soort}", g, p), soort=soort, tabel=g.tabel, overdracht=tuple(g.overdracht)))
        fasen = {n: (f.naam if f and f.naam else n.replace("_", " ")) for n, f in m.fasen.items()}
        for n, f2 in m.fasen.items():
            for id_ in f2.norm if f2 else ():
                self.v.normen.setdefault(id_, []).append(f"{self.bestand}:{'.'.join(map(str, pad))}.fasen.{n}")
        soorten = frozenset(s for o2 in overgangen for s in o2.soorten)
        self.v.sporen[naam] = rg.SpoorRegel(
            **self.basis(naam, m, pad),
            per=per,
            begin=m.begin,
            fasen=fasen,
            overgangen=tuple(overgangen),
            soorten=soorten,
            regie=tuple(regie),
            zonder_gevolg=frozenset(m.zonder_gevolg),
        )

    def _fase(self, f: str, m: Spoor, pad: Pad) -> None:
        if f not in m.fasen:
            self.fout(pad, f"{f} is geen fase van dit spoor.", lijkt_op(f, m.fasen).strip())

    def deel(self, naam: str, m: Delen, h: Hoofdstuk, pad: Pad) -> None:
        gronden = self.gronden
        grond_uit = m.grond == "nog_te_bepalen" or (m.grond is not None and m.grond not in gronden)
        grond_is = gronden.get(m.grond) if m.grond and not grond_uit else None
        if not m.verbod and not m.doel:
            self.fout(pad, "Er staat niet voor welk doel dit gedeeld mag worden.", "Zet doel erbij.")
        if not m.verbod and m.grond is None:
            self.fout(
                pad,
                "Er staat niet op welke grond dit gedeeld mag worden.",
                "Zet grond erbij: toestemming, convenant, wettelijke_taak of nog_te_bepalen.",
            )
        als = self.lees(m.als, Bereik(), (*pad, "als"))
        self.v.delen.append(
            rg.DeelRegel(
                **self.basis(naam, m, pad),
                verbod=m.verbod,
                doelen=tuple(m.doel),
                grond=m.grond,
                grond_is=grond_is,
                grond_uit=grond_uit,
                van=self.onder(m.van, (*pad, "van")) if m.van else _LEEG,
                # what is forbidden to a role is forbidden to every special case of it; what is given, is given to the role named
                rollen=tuple(sorted(self.onder(m.aan, (*pad, "aan")) & set(self.w.rollen))) if m.verbod else self.rollen(m.aan, (*pad, "aan")),
                categorieen=self.categorieen(m.gegevens, (*pad, "gegevens")),
                vorm=m.vorm,
                weg=tuple(m.weg),
                per=m.per,
                eenmalig=m.eenmalig,
                als=als,
                leest=_samen([als, grond_is]),
                vast=_vast([als, grond_is]),
            )
        )

    def lees_gronden(self, hoofdstukken: Sequence[tuple[Hoofdstuk, str, Any]]) -> None:
        """Grounds come first: sharing rules of every chapter use them."""
        self.gronden = {}
        for h, bestand, ruw in hoofdstukken:
            self.bestand, self.ruw = bestand, ruw
            for naam, g in h.gronden.items():
                pad: Pad = ("gronden", naam)
                self.basis(naam, g, pad)
                u = self.lees(g.is_, Bereik(), (*pad, "is"))
                if u is not None:
                    self.gronden[naam] = u

    def _rechten(self, h: Hoofdstuk) -> None:
        for naam, m in h.rechten.items():
            pad: Pad = ("rechten", naam)
            vraag = self.set(m.feit, (*pad, "feit"))
            als = self.lees(m.als, Bereik(dit=vraag.soorten if vraag else None), (*pad, "als"))
            if vraag is not None:
                rollen = self.onder(self.rollen(m.rol, (*pad, "rol")), (*pad, "rol"))
                self.v.rechten.append(rg.RechtRegel(**self.basis(naam, m, pad), rollen=rollen, soorten=vraag.soorten, als=als))

    def _begrippen(self, h: Hoofdstuk) -> None:
        for naam, m in h.begrippen.items():
            pad: Pad = ("begrippen", naam)
            basis = self.basis(naam, m, pad)
            if m.per is not None and m.per not in self.w.soorten_ding:
                self.fout((*pad, "per"), f"{m.per} is geen soort ding.", lijkt_op(m.per, self.w.soorten_ding).strip())
            if m.is_ is not None and m.uitkomst:
                u = self.lees(m.is_, Bereik(ding=m.per), (*pad, "is"), False)
                if u is not None:
                    self.v.uitkomsten.append(rg.BegripRegel(**basis, waarde=u, per=m.per, categorie=m.categorie))
            elif m.is_ is not None:
                if " dit" not in f" {m.is_}".replace("(", " ") and "elk_een" not in m.is_:
                    self.lees(m.is_, Bereik(ding=m.per), (*pad, "is"), False)
            elif m.feiten:
                self.set([naam], (*pad, "feiten"))
            else:
                self.fout(pad, "Dit begrip zegt niets.", "Zet er is of feiten bij.")

    def _overig(self, h: Hoofdstuk) -> None:
        for naam, m in h.publiceert.items():
            pad: Pad = ("publiceert", naam)
            self.categorieen([m.categorie], (*pad, "categorie"))
            u = self.lees(m.waarde, Bereik(ding=m.per), (*pad, "waarde"), False)
            if u is not None:
                self.v.publiceert.append(rg.BegripRegel(**self.basis(naam, m, pad), waarde=u, per=m.per, categorie=m.categorie))
        for naam, b in h.bestaan.items():
            pad = ("bestaan", naam)
            self.v.bestaan.append(
                rg.BestaanRegel(
                    **self.basis(naam, b, pad),
                    niet=frozenset(self.categorieen(b.niet, (*pad, "niet"))),
                    per=b.per,
                    als=self.lees(b.als, Bereik(ding=b.per), (*pad, "als")),
                )
            )
        for naam, d in h.besluiten.items():
            pad = ("besluiten", naam)
            vraag = self.set(d.feit, (*pad, "feit"))
            if vraag is None:
                continue
            r = Bereik(dit=vraag.soorten)
            geldig, aangenomen = self.lees(d.geldig, r, (*pad, "geldig")), self.lees(d.aangenomen, r, (*pad, "aangenomen"))
            if geldig and aangenomen:
                als = self.lees(d.als, r, (*pad, "als"))
                self.v.besluiten[naam] = rg.BesluitRegel(
                    **self.basis(naam, d, pad), soorten=vraag.soorten, als=als, geldig=geldig, aangenomen=aangenomen
                )
        for naam, a in h.aanwijzingen.items():
            self._aanwijzing(naam, a, ("aanwijzingen", naam))
        for soort in ("tabellen", "keuzes", "kengetallen"):
            for naam, t in getattr(h, soort).items():
                self.basis(naam, t, (soort, naam))
                for i, rij in enumerate(getattr(t, "rijen", ())):
                    self.basis(f"{naam}.{i}", rij, (soort, naam, "rijen", i))

    def _aanwijzing(self, naam: str, m: Any, pad: Pad) -> None:
        feit: tuple[str, ...] = ()
        plicht = spoor = fase = None
        if isinstance(m.bij, dict):
            plicht, spoor, fase = m.bij.get("plicht"), m.bij.get("spoor"), m.bij.get("fase")
            if plicht is not None and plicht not in self.w.plichten:
                self.fout((*pad, "bij"), f"{plicht} is geen plicht.", lijkt_op(plicht, self.w.plichten).strip())
            if spoor is not None and fase not in self.w.fase_orde.get(spoor, {}):
                self.fout((*pad, "bij"), f"{fase} is geen fase van {spoor}.")
        else:
            vraag = self.set(m.bij if isinstance(m.bij, list) else [str(m.bij)], (*pad, "bij"))
            feit = vraag.soorten if vraag else ()
        als = self.lees(m.als, Bereik(), (*pad, "als"))
        self.v.aanwijzingen.append(rg.AanwijzingRegel(**self.basis(naam, m, pad), model=m, feit=feit, plicht=plicht, spoor=spoor, fase=fase, als=als))

    def lees_gegevens(self, h: Hoofdstuk, bestand: str, ruw: Any) -> None:
        """Tables, choices and figures: known before any expression is compiled."""
        self.bestand, self.ruw = bestand, ruw
        for naam, t in h.tabellen.items():
            try:
                self.w.tabellen[naam] = Beslistabel(naam, t.kies, t.invoer, t.uitvoer, [(r.als, r.dan) for r in t.rijen])
            except TabelFout as e:
                self.fout(("tabellen", naam, *(("rijen", e.rij) if e.rij is not None else ())), f"{str(e).capitalize()}.")
        for naam, k in h.keuzes.items():
            if k.standaard is not None and k.standaard not in k.opties:
                self.fout(("keuzes", naam, "standaard"), f"{k.standaard} is geen optie.", lijkt_op(k.standaard, k.opties).strip())
            self.w.keuzes[naam] = replace_opties(k)
            self.w.symbolen.update(x for x in k.opties.values() if isinstance(x, str))
        for naam, g in h.kengetallen.items():
            reeks = []
            for dag, waarde in g.waarden.items():
                try:
                    reeks.append((date.fromisoformat(dag), getal(waarde)))
                except ValueError:
                    self.fout(("kengetallen", naam, "waarden", dag), f"{dag}: {waarde} is geen datum met een getal.", "Schrijf 2026-01-01: 850.")
            self.w.kengetallen[naam] = sorted(reeks)


def getal(x: Any) -> Any:
    """A whole number, or a decimal written as text."""
    return x if isinstance(x, int) else float(x)


def replace_opties(k: Any) -> Any:
    """A choice with its options as values: terms, numbers, yes and no, words."""
    uit: dict[str, Any] = {}
    for naam, w in k.opties.items():
        if isinstance(w, str):
            try:
                w = Termijn.ontleed(w)
            except ValueError:
                w = {"ja": True, "nee": False}.get(w, w)
        uit[naam] = w
    return k.model_copy(update={"opties": uit})


def _samen(uitdrukkingen: Iterable[Uitdrukking | None]) -> frozenset[str]:
    return frozenset(s for u in uitdrukkingen if u is not None for s in u.leest)


def _vast(uitdrukkingen: Iterable[Uitdrukking | None]) -> bool:
    """Does the answer hang on the facts alone, so that it is constant while none of them is there?"""
    return not any(m in (TIJD, BUITEN) or m.startswith(("#spoor", "#plicht", "#toets")) for u in uitdrukkingen if u is not None for m in u.merken)
