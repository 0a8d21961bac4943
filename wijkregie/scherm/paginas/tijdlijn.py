# SPDX-License-Identifier: EUPL-1.2
"""What happened: the facts that a session may see, newest first, with what was put right in them and what was not as agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from wijkregie.delen.categorieen import Bits
from wijkregie.dossier.lezen import Bestand, Breuk, Fase
from wijkregie.dossier.lezen_feiten import Kader, Zicht
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.lezen_taken import Taak
from wijkregie.dossier.lezen_wie import Organisatie
from wijkregie.klok import ZONE
from wijkregie.norm.afleiding.merken import BEPERKT, BETWIST, BEZWAAR, GEBRUIK, SYSTEEM, VERNIETIGD
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit, vouw
from wijkregie.norm.model.vocabulaire import FeitType, Veld, leesbaar
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.wereld import INGEBOUWD, Wereld
from wijkregie.norm.waarden import UITKOMST
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bijlage, Correctie, Gebeurtenis, Link, Schending, Verandering, Verborgen, WaaromLink
from wijkregie.scherm.paginas.formulier import is_brief
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.taal import dag_kort, dag_lang, en

_SOORTEN = {"application/pdf": "pdf", "image/jpeg": "foto", "image/png": "afbeelding"}
MERKTEKST = {
    BETWIST: ("Betwist", "De betrokkene zegt dat dit niet klopt."),
    BEPERKT: ("Beperkt", "Alleen wie dit vastlegde, leest wat er staat."),
    BEZWAAR: ("Bezwaar", "De betrokkene is het er niet mee eens dat dit is vastgelegd."),
    VERNIETIGD: ("Wordt vernietigd", "Besloten is dat wat hier staat verdwijnt. Daarna blijft alleen dat er iets is vastgelegd, en wanneer."),
    GEBRUIK: ("Gebruik toegestaan", "Een brief of besluit mag hierop toch rusten, op een grond uit de wet."),
}
OP_TWIJFEL: Final = "Dit rust op een gegeven dat de betrokkene betwist of dat is beperkt. Vraag de privacyfunctionaris of het toch mag."
_NAAR_DOSSIER = ("dossier.verbonden", "dossier.losgemaakt", "persoon.samengevoegd", "persoon.losgemaakt", "melding.gekoppeld", "melding.losgemaakt")


@dataclass
class Feiten:
    """The visible facts of a dossier with what stands around them."""

    sessie: Sessie
    wereld: Wereld
    regels: Regels
    bits: Bits
    d: Dossier
    zicht: Zicht
    kaders: Mapping[str, Kader]
    organisaties: Mapping[int, Organisatie]
    dag: date
    dossiernamen: Mapping[str, str]  # of linked dossiers that the session can open too

    def open(self) -> list[Feit]:
        """The facts whose content the session may read, newest first; withdrawn ones too."""
        alle = [*self.zicht.gevouwen.feiten, *(f for f, _ in self.zicht.gevouwen.ingetrokken)]
        return sorted((f for f in alle if self.leesbaar(f)), key=lambda f: f.sleutel, reverse=True)

    def dicht(self) -> list[Feit]:
        """The facts of which the session may know no more than that they are there."""
        return [f for f in self.zicht.gevouwen.feiten if not self.leesbaar(f)]

    def leesbaar(self, f: Feit) -> bool:
        k = self.kaders.get(f.id)
        return k is not None and (k.vastlegger == self.sessie.organisatie or bool((self.d.inhoud | k.leesbaar) >> k.categorie & 1))

    # words

    def titel(self, f: Feit) -> str:
        return hoofdletter(self.wereld.naam_van(f.soort))

    def ding(self, id_: str) -> str:
        """A thing by the fact that opened it, as far as that may be seen."""
        d = self.zicht.dingen.get(id_)
        if d is None or not self.leesbaar(d.opener):
            return ""
        model = self.wereld.voc.dingen.get(d.soort)
        return f"{(model.naam if model else '') or leesbaar(d.soort)} van {dag_kort(d.opener.op, self.dag)}"

    def details(self, f: Feit) -> list[str]:
        """What the fact says, short: each answer behind its label, yes and no as what they mean, and the things it is about."""
        w = self.wereld
        bekend = [(n, v, veld) for n, v in f.velden.items() if (veld := w.feiten[f.soort].velden.get(n)) is not None]
        uit = [f"{w.kort_van(f.soort, n)}: {t}" for n, v, _ in bekend if not isinstance(v, bool) and (t := self.antwoord(f.soort, n, v))]
        ja_nee = [veld.teksten.get(UITKOMST[v]) or f"{w.vraag_van(f.soort, n)} {UITKOMST[v]}" for n, v, veld in bekend if isinstance(v, bool)]
        if ja_nee:
            uit.append(f"{'. '.join(ja_nee)}.")
        over = [t for d in f.over if d != f.opent and (t := self.ding(d))]
        if over:
            uit.append(f"Over: {en(over)}")
        if f.reden and not self._geschonden(f):
            uit.append(f"Reden: {f.reden}")
        return uit

    def _geschonden(self, f: Feit) -> bool:
        return f.id in self._met_breuk

    _met_breuk: frozenset[str] = frozenset()

    def antwoord(self, soort: str, naam: str, v: Any) -> str:
        """The answer to one question of a fact type. Some built-in acts hold a name out of the agreement, or of a fact: nobody reads those."""
        model = self.wereld.feiten[soort]
        vertaal = {"norm": self.norm, "spoor": self.spoor, "protocol": self.protocol, "feit": self.ander_feit}.get(naam)
        return vertaal(v) if vertaal is not None and soort in INGEBOUWD and isinstance(v, str) else self.waarde(v, model.velden[naam], model)

    def norm(self, id_: str) -> str:
        n = normtekst(id_)
        p = self.regels.plichten.get(id_)
        return n.tekst if n is not None else p.wat if p is not None else ""

    def spoor(self, naam: str) -> str:
        s = self.regels.sporen.get(naam)
        return (s.wat if s is not None else "") or leesbaar(naam)

    def protocol(self, naam: str) -> str:
        return next((v.kop.titel for v in self.regels.versies if v.naam == naam), leesbaar(naam))

    def ander_feit(self, id_: str) -> str:
        f = self.zicht.feit(id_)
        return f"{self.wereld.naam_van(f.soort)}, {dag_kort(f.op, self.dag)}" if f is not None and self.leesbaar(f) else ""

    def waarde(self, v: Any, veld: Veld, model: FeitType | None = None) -> str:
        """A value as people read it."""
        if v is None or v == "":
            return ""
        if isinstance(v, bool):
            return "Ja" if v else "Nee"
        if isinstance(v, date):
            return dag_lang(v)
        if isinstance(v, (list, tuple)):
            leden = [t for x in v if (t := self._lid(x, veld))]
            return "; ".join(leden) if isinstance(veld.van, dict) else en(leden)
        if veld.soort == "keuze":
            return veld.tekst(str(v))
        if veld.soort == "rol":
            return self.rol(str(v))
        if veld.soort == "organisatie":
            return self.organisatie(v)
        if veld.soort == "ding":
            return self.ding(str(v))
        if model is not None and model.systeem in _NAAR_DOSSIER and _is_uuid(str(v)):
            return self.dossiernamen.get(str(v), "")
        if model is not None and model.systeem in SYSTEEM and _is_uuid(str(v)):
            return self.ander_feit(str(v))
        return str(v)

    def _lid(self, x: Any, veld: Veld) -> str:
        if isinstance(x, Mapping):
            van = veld.van if isinstance(veld.van, dict) else {}
            delen = ((van.get(str(k)) or Veld(), str(k), y) for k, y in x.items())
            return ", ".join(f"{(veld.kort or leesbaar(k)).lower()}: {t}" for veld, k, y in delen if (t := self.waarde(y, veld)))
        if veld.van == "rol":
            return self.rol(str(x))
        if veld.van == "keuze":
            return veld.tekst(str(x))
        if veld.van == "organisatie":
            return self.organisatie(x)
        return self.ding(str(x)) if isinstance(veld.van, str) and veld.van in self.wereld.soorten_ding else str(x)

    def rol(self, rol: str) -> str:
        r = self.wereld.rollen.get(rol)
        return (r.naam if r is not None else "") or leesbaar(rol)

    def organisatie(self, id_: Any) -> str:
        o = self.organisaties.get(int(id_)) if str(id_).isdigit() else None
        return o.naam if o is not None else ""

    def vastgelegd(self, f: Feit) -> str:
        """Who recorded it, as far as that may be known, and when."""
        k = self.kaders[f.id]
        naam = f.door.persoon or ""
        o = self.organisaties.get(k.vastlegger)
        wie = ", ".join(x for x in (naam, o.kort if o else "") if x)
        if k.overgenomen:
            return f"Overgenomen uit een eerder dossier{f' door {wie}' if wie else ''}."
        toen = k.vastgelegd.astimezone(ZONE)
        wanneer = f"{dag_kort(toen.date(), self.dag)}, {toen.hour}.{toen.minute:02d} uur"
        ander = "" if f.door.organisatie in (None, str(k.vastlegger)) else f" Gedaan door {self.organisatie(f.door.organisatie)}."
        return f"Vastgelegd{f' door {wie}' if wie else ''}, {wanneer}.{ander}"


def _is_uuid(tekst: str) -> bool:
    try:
        UUID(tekst)
    except ValueError:
        return False
    return True


def merkteksten(feiten: Feiten, f: Feit) -> tuple[str, ...]:
    """That a fact is contested, restricted or objected to, since when, and what that means."""
    merken = feiten.zicht.merken.get(f.id, ())
    return tuple(f"{MERKTEKST[soort][0]} sinds {dag_kort(sinds, feiten.dag)}. {MERKTEKST[soort][1]}" for soort, sinds in merken)


def tijd_tekst(minuten: int | None) -> str:
    return "" if minuten is None else f"{minuten // 60}.{minuten % 60:02d} uur"


class Tijdlijn:
    """The entries of a list of facts."""

    def __init__(
        self,
        feiten: Feiten,
        fasen: Iterable[Fase],
        breuken: Mapping[UUID, list[Breuk]],
        taken: Mapping[UUID, list[Taak]],
        bestanden: Iterable[Bestand],
        regie: bool,
        vast: bool = False,
    ) -> None:
        self.f = feiten
        self.f._met_breuk = frozenset(str(k) for k in breuken)
        self.breuken = breuken
        self.taken = taken
        self.regie = regie  # who has it may put right what others recorded
        self.vast = vast  # a look back: nothing can be done here
        self.fase = {str(feit): (x.spoor, naam) for x in fasen for _, naam, feit in x.stappen}
        self.bestanden: dict[str, list[Bestand]] = {}
        for b in bestanden:
            self.bestanden.setdefault(str(b.feit), []).append(b)
        self.rechtgezet: dict[str, list[Feit]] = {}
        for r in sorted(feiten.zicht.gevouwen.rectificaties, key=lambda r: r.nr):
            wortel = feiten.zicht.wortel(r)
            if wortel is not None:
                self.rechtgezet.setdefault(wortel.id, []).append(r)
        self.ingetrokken = {f.id for f, _ in feiten.zicht.gevouwen.ingetrokken}

    def gebeurtenis(self, f: Feit) -> Gebeurtenis:
        eigen = UUID(f.id)
        return Gebeurtenis(
            f.id,
            dag_kort(f.op, self.f.dag),
            self.f.titel(f),
            tijd_tekst(f.tijd),
            f.op.isoformat() if f.tijd is None else f"{f.op.isoformat()}T{f.tijd // 60:02d}:{f.tijd % 60:02d}",
            tuple(self.f.details(f)),
            self._fase(f),
            self.f.vastgelegd(f),
            self._laat(f, self.taken.get(eigen, [])),
            f.id in self.ingetrokken,
            tuple(self._schending(f, b) for b in self.breuken.get(eigen, ())),
            tuple(self._correcties(f)),
            tuple(self.bijlage(b) for b in self.bestanden.get(f.id, ())),
            self._acties(f),
            merkteksten(self.f, f),
        )

    def _fase(self, f: Feit) -> str:
        spoor, naam = self.fase.get(f.id, ("", ""))
        s = self.f.regels.sporen.get(spoor)
        if s is None or f.id in self.ingetrokken:
            return ""
        tekst = s.fasen.get(naam) or leesbaar(naam)
        return f"Daarmee werd de fase: {tekst}." if naam == s.begin else f"Daarmee begon {tekst}."

    def _laat(self, f: Feit, taken: list[Taak]) -> str:
        """Recorded late, and whether the act itself was in time."""
        k = self.f.kaders[f.id]
        te_laat = [t for t in taken if t.voldaan_laat and t.uiterlijk is not None]
        if te_laat and te_laat[0].uiterlijk is not None:
            return f"Te laat gedaan. De termijn was {dag_kort(te_laat[0].uiterlijk, self.f.dag)}."
        if k.overgenomen or f.vastgelegd_op <= f.op:
            return ""
        wanneer = f"Pas vastgelegd op {dag_kort(f.vastgelegd_op, self.f.dag)}."
        op_tijd = any(t.uiterlijk is not None for t in taken)
        return f"Gebeurd op tijd. {wanneer}" if op_tijd else wanneer if (f.vastgelegd_op - f.op).days > 1 else ""

    def _schending(self, f: Feit, b: Breuk) -> Schending:
        n = normtekst(b.norm[0]) if b.norm else None
        if b.soort == "zonder_grond":
            noot = "Toen dit gebeurde klopte het. Door wat later is vastgelegd, klopt het niet meer."
            return Schending(n.tekst if n else b.wat, n.plaats if n else "", "", noot, self._waarom(b))
        noot = "Met wat later is vastgelegd, klopt het wel." if b.gedekt else ""
        reden = f.reden or str(f.velden.get("reden") or "")
        return Schending(b.wat or (n.tekst if n else ""), n.plaats if n else "", reden, noot, self._waarom(b))

    def _waarom(self, b: Breuk) -> WaaromLink:
        return WaaromLink(f"/dossier/{self.f.d.nummer}/waarom/afwijking/{b.id}/", f"Afwijking: {b.wat}")

    def _acties(self, f: Feit) -> tuple[Link, ...]:
        eigen = self.f.kaders[f.id].vastlegger == self.f.sessie.organisatie
        if self.vast:
            return ()
        plek = f"/dossier/{self.f.d.nummer}/feit/{f.id}/"
        uit = [Link("Brief bekijken", f"{plek}brief/")] if is_brief(self.f.sessie, self.f.d, f.soort) and self.f.leesbaar(f) else []
        return (*uit, Link("Corrigeren", f"{plek}rechtzetten/")) if eigen or self.regie else tuple(uit)

    def bijlage(self, b: Bestand) -> Bijlage:
        grootte = f"{b.grootte / 1_000_000:.1f} MB".replace(".", ",") if b.grootte >= 1_000_000 else f"{max(1, b.grootte // 1000)} kB"
        soort = _SOORTEN.get(b.mediatype, b.mediatype.rsplit("/", 1)[-1].rsplit(".", 1)[-1][:12])
        return Bijlage(b.naam or "bestand", f"/dossier/{self.f.d.nummer}/bestand/{b.id}/", soort, grootte)

    # rectifications: what stood there, what it must be, why

    def _correcties(self, f: Feit) -> list[Correctie]:
        reeks = self.rechtgezet.get(f.id, [])
        eerste = self.f.zicht.alle[f.id]
        return [self._correctie(eerste, reeks[:i], r) for i, r in enumerate(reeks)]

    def _correctie(self, f: Feit, eerder: list[Feit], r: Feit) -> Correctie:
        voor, na = _stand(f, eerder), _stand(f, [*eerder, r])
        model = self.f.wereld.feiten[f.soort]
        regels: list[Verandering] = []
        if voor is not None and na is not None:
            regels = self._veranderingen(voor, na, model)
        elif voor is None and na is not None:
            regels = [Verandering("Dit", "ingetrokken", "weer geldig")]
        toen = r.vastgelegd_op
        terug = toen - timedelta(days=1)
        link = None
        if f.vastgelegd_op <= terug and not self.f.kaders[f.id].overgenomen:
            link = Link(
                f"Bekijk het dossier zoals bekend op {dag_kort(terug, self.f.dag)}", f"/dossier/{self.f.d.nummer}/bekend-op/?dag={terug.isoformat()}"
            )
        return Correctie(
            f"Rectificatie op {dag_kort(toen, self.f.dag)}",
            tuple(regels),
            voor is not None and na is None,
            r.reden or "",
            WaaromLink(f"/dossier/{self.f.d.nummer}/waarom/gevolg/{r.id}/", self.f.titel(f)) if r.id in self.f.kaders else None,
            self.f.vastgelegd(r) if r.id in self.f.kaders else "",
            link,
        )

    def _veranderingen(self, a: Feit, b: Feit, model: FeitType) -> list[Verandering]:
        uit = []
        if a.op != b.op:
            uit.append(Verandering("De datum", dag_lang(a.op), dag_lang(b.op)))
        if a.tijd != b.tijd:
            uit.append(Verandering("De tijd", tijd_tekst(a.tijd) or "niet ingevuld", tijd_tekst(b.tijd) or "niet ingevuld"))
        for naam in model.velden:
            oud, nieuw = a.velden.get(naam), b.velden.get(naam)
            if oud != nieuw:
                was, wordt = (self.f.antwoord(a.soort, naam, x) or "niet ingevuld" for x in (oud, nieuw))
                uit.append(Verandering(self.f.wereld.vraag_van(a.soort, naam), was, wordt))
        if set(a.over) != set(b.over):
            over = [en([t for d in x.over if (t := self.f.ding(d))]) or "niets" for x in (a, b)]
            uit.append(Verandering("Waar het over gaat", over[0], over[1]))
        if (a.door.rol, a.door.organisatie) != (b.door.rol, b.door.organisatie):
            uit.append(Verandering("Wie het deed", self._wie(a), self._wie(b)))
        return uit

    def _wie(self, f: Feit) -> str:
        return ", ".join(x for x in (self.f.rol(f.door.rol) if f.door.rol else "", self.f.organisatie(f.door.organisatie)) if x)


def _stand(f: Feit, rechtzettingen: list[Feit]) -> Feit | None:
    """A fact with these corrections laid over it; None: withdrawn."""
    return next(iter(vouw([f, *rechtzettingen]).feiten), None)


def verborgen(f: Feiten) -> tuple[Verborgen, ...]:
    """Per category the facts of which the session may know that they are there, and no more."""
    per: dict[int, int] = {}
    for x in f.dicht():
        if x.soort != RECTIFICATIE:
            c = f.kaders[x.id].categorie
            per[c] = per.get(c, 0) + 1
    return tuple(verborgen_regel(f, c, n) for c, n in sorted(per.items()))


def verborgen_regel(f: Feiten, categorie: int, n: int, *, met_link: bool = True) -> Verborgen:
    naam = f.bits.naam[categorie]
    model = f.wereld.voc.categorieen.get(naam)
    tekst = (model.naam if model else "") or leesbaar(naam)
    plaats = next((t.plaats for d in deelregels(f.regels, naam, f.sessie.rollen) for x in d.norm[:1] if (t := normtekst(x)) is not None), "")
    kop = f"{n} feit{'' if n == 1 else 'en'} niet zichtbaar voor u:"
    link = WaaromLink(f"/dossier/{f.d.nummer}/waarom/verborgen/{naam}/", f"{kop} {tekst}") if met_link else None
    return Verborgen(kop, f"{tekst}{f' – {plaats}' if plaats else ''}.", link)


def deelregels(regels: Regels, categorie: str, rollen: Iterable[str]) -> list[Any]:
    """The sharing rules that let these roles know that data of a category is there, without reading it; else those that forbid it."""
    mijn = set(rollen)
    hier = [d for d in regels.delen if categorie in d.categorieen and any(not mijn.isdisjoint(regels.onder(r)) for r in d.rollen)]
    return [d for d in hier if not d.verbod and d.vorm != "inhoud"] + [d for d in hier if d.verbod]
