# SPDX-License-Identifier: EUPL-1.2
"""What may be done now, and what may not, with the reason: from the rights of the session's roles and the gates that stand on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wijkregie.dossier import lezen
from wijkregie.dossier.openers import nodig
from wijkregie.dossier.toetsing import AFGEZIEN, AFWIJKING, BETROKKEN
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.feiten.feit import RECTIFICATIE
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.waarden import uitkomst
from wijkregie.scherm.beelden import Handeling, HandelingGroep, KanNiet, Link
from wijkregie.scherm.paginas.dossier_bron import Bron
from wijkregie.scherm.paginas.taakrij import Rijmaker, kleine_letter
from wijkregie.scherm.taal import en

_ELDERS: Final = (RECTIFICATIE, AFWIJKING, AFGEZIEN)  # reached from the fact, the gate or the duty they are about
_ALTIJD: Final = ("dossier.", "toestemming.")
HEROPEND: Final = "dossier.heropend"
MELDING: Final = "klacht.ontvangen"
NEE, NIET, ONBEKEND = "nee", uitkomst(False), uitkomst(None)


class Doen:
    """The acts of one session in one dossier."""

    def __init__(self, b: Bron) -> None:
        self.b = b
        self.rollen = frozenset(b.sessie.rollen)
        self.hangt_af: dict[str, list[lezen.Recht]] = {}
        for r in lezen.rechten(b.sessie, b.d.id):
            self.hangt_af.setdefault(r.feit, []).append(r)
        self.bladen: dict[str, list[lezen.Blad]] = {}
        for x in lezen.bladen(b.sessie, b.d.id):
            self.bladen.setdefault(x.toets, []).append(x)
        self.werelden = [v.wereld for v in b.regels.versies]
        self.mag = [s for s in self._soorten() if s in self.hangt_af or self._altijd(b.regels, s)]

    def groepen(self, maker: Rijmaker) -> tuple[HandelingGroep, ...]:
        """First what discharges a running duty of mine and a new report, then all else by its heading, folded."""
        kan = [s for s in self.mag if not self._dicht(s)]
        van_taken = dict.fromkeys(s for t in self.b.taken if t.van_mij for s in [maker.handeling(t)] if s in kan and s is not None)
        eerst = self._eerst(maker)
        uit = [HandelingGroep("Eerst nodig", tuple(eerst.values()))] if eerst else []
        if van_taken := {s: None for s in van_taken if s not in eerst}:
            uit.append(HandelingGroep("Bij uw taken", tuple(self._handeling(s) for s in van_taken)))
        nieuw = [s for s in kan if self.b.feiten.wereld.feiten[s].systeem == MELDING and s not in van_taken]
        if nieuw and len(kan) > 6:
            uit.append(HandelingGroep("Is er iets nieuws?", tuple(self._handeling(s) for s in nieuw)))
        per: dict[str, list[str]] = {}
        for s in kan:
            per.setdefault(self.b.feiten.wereld.feiten[s].groep or "Overig", []).append(s)
        for kop in sorted(per):
            soorten = sorted(per[kop], key=self.b.feiten.wereld.knop_van)
            uit.append(HandelingGroep(kop, tuple(self._handeling(s) for s in soorten), ingeklapt=len(kan) > 6))
        return tuple(uit)

    def _eerst(self, maker: Rijmaker) -> dict[str, Handeling]:
        """What opens the acts of my tasks: each act once, with all that waits for it."""
        voor: dict[str, list[str]] = {}
        for s in dict.fromkeys(s for t in self.b.taken if t.van_mij for s in [maker.handeling(t)] if s is not None):
            for f in self._openers(s):
                voor.setdefault(f, []).append(self._knop(s))
        return {f: replace(self._handeling(f), sub=f"Eerst nodig voor: {kleine_letter(en(namen))}") for f, namen in voor.items()}

    def _openers(self, soort: str) -> list[str]:
        """The acts of this session that leaves wait for which are unmet, hard or not."""
        uit: list[str] = []
        for t in dict.fromkeys(t for r in self.hangt_af.get(soort, ()) for t in r.toetsen):
            regel = self.b.regels.toetsen.get(t)
            wacht = {(x.wat, x.norm) for x in self.bladen.get(t, ()) if x.uitkomst in (NIET, ONBEKEND)}
            for b in regel.bladen if regel is not None else ():
                if (b.wat or b.eis.tekst, b.norm) in wacht:
                    uit += [f for f in nodig(b.eis, self.werelden) if f != soort and f in self.mag and not self._dicht(f)]
        return list(dict.fromkeys(uit))

    def kan_niet(self) -> tuple[KanNiet, ...]:
        """What these roles do, and cannot do now; acts close to what runs now first."""
        uit = [(self._afstand(s), self._knop(s), s) for s in self.mag if self._dicht(s)]
        return tuple(
            KanNiet(naam, self.reden(s), self.b.waarom(f"handeling/{s}", f"{naam} kan nu niet"), self._eerst_link(s)) for _, naam, s in sorted(uit)
        )

    def _eerst_link(self, soort: str) -> Link | None:
        f = next(iter(self._openers(soort)), None)
        return Link(f"Eerst: {kleine_letter(self._knop(f))}", self._handeling(f).adres) if f is not None else None

    def reden(self, soort: str) -> str:
        """The unmet leaves that the session may see; of the others no more than that they are there."""
        bladen, verborgen = self.open_bladen(soort)
        delen = []
        mist = [kleine_letter(x.wat) for x in bladen]
        if mist:
            een_van = any(x.groep for x in bladen)
            meer = f" en nog {len(mist) - 3}" if len(mist) > 3 else ""
            delen.append(
                f"{'Hier hangt het van af' if een_van else 'Eerst moet dit kloppen'}: {'; '.join(mist[:3]) if een_van else en(mist[:3])}{meer}."
            )
        normen = [n for r in self.hangt_af.get(soort, ()) if r.mag == NEE for n in r.normen]
        if not mist and normen:
            n = normtekst(normen[0])
            delen.append(f"Dat staat in de afspraak: {n.tekst}" if n is not None else "Dat mag nu niet volgens de afspraak.")
        if verborgen and not mist:
            delen.append("Er is een voorwaarde die u niet kunt zien.")
        return " ".join(delen) or "Dit kan nu niet volgens de afspraak."

    def open_bladen(self, soort: str) -> tuple[list[lezen.Blad], bool]:
        """The leaves that keep an act closed, and whether there are leaves that may not be seen."""
        toetsen = dict.fromkeys(t for r in self.hangt_af.get(soort, ()) for t in r.toetsen)
        bladen = {(x.wat, x.norm): x for t in toetsen for x in self.bladen.get(t, ()) if x.hardheid == "hard" and x.uitkomst in (NIET, ONBEKEND)}
        verborgen = False
        for t in toetsen:
            regel = self.b.regels.toetsen.get(t)
            dingen = {x.ding for x in self.bladen.get(t, ())}
            verborgen = verborgen or (regel is not None and (not dingen or len(self.bladen.get(t, ())) < len(regel.bladen) * len(dingen)))
        return list(bladen.values()), verborgen

    # which

    def _soorten(self) -> list[str]:
        """The acts that make sense here: what the protocols of the dossier speak of, and what belongs to every dossier."""
        feiten = self.b.feiten.wereld.feiten
        besproken = set(self.b.regels.besproken())
        uit = [s for s, m in feiten.items() if s in besproken or s == BETROKKEN or (m.systeem or "").startswith(_ALTIJD)]
        if self.b.d.gesloten_op is not None:
            return [s for s in uit if feiten[s].systeem == HEROPEND]
        return [s for s in uit if s not in _ELDERS and feiten[s].systeem != HEROPEND]

    def _altijd(self, regels: Regels, soort: str) -> bool:
        """A right that hangs on no dossier: the vocabulary or a rule names one of these roles, or one above it."""
        if any(not self.rollen.isdisjoint(regels.onder(r)) for r in regels.feiten[soort].door):
            return True
        return any(soort in r.soorten and r.als is None and not self.rollen.isdisjoint(r.rollen) for r in regels.rechten)

    def _dicht(self, soort: str) -> bool:
        rechten = self.hangt_af.get(soort)
        return bool(rechten) and all(r.mag == NEE for r in rechten or ())

    def _afstand(self, soort: str) -> int:
        return len(self.open_bladen(soort)[0]) or 99

    # how

    def _knop(self, soort: str) -> str:
        return self.b.feiten.wereld.knop_van(soort)

    def _handeling(self, soort: str) -> Handeling:
        return Handeling(self._knop(soort), f"/dossier/{self.b.d.nummer}/handeling/{soort}/", self.b.feiten.wereld.feiten[soort].uitleg or "")
