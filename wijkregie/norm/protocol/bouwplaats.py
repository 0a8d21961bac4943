# SPDX-License-Identifier: EUPL-1.2
"""Where a protocol version is being built: the names it knows, the lines it compiles, the mistakes found so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from wijkregie.norm.afleiding.regels import Omvang, OpschortRegel, Versie
from wijkregie.norm.fouten import Fout
from wijkregie.norm.model.basis import Regel
from wijkregie.norm.model.regelmodel import Smal
from wijkregie.norm.protocol.deelpad import vind, volg
from wijkregie.norm.taal.bereik import Bereik, Uitdrukking, lijkt_op
from wijkregie.norm.taal.feitvragen import feitenset
from wijkregie.norm.taal.tekens import TaalFout
from wijkregie.norm.taal.vertaler import Vertaler
from wijkregie.norm.taal.vraag import Vraag
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.yaml12 import plaats

Pad = tuple[str | int, ...]
NIEMAND: Final[frozenset[str]] = frozenset()


class Bouwplaats:
    """Every mistake is collected, each with file, line and key; what cannot be read is left out and building goes on."""

    def __init__(self, wereld: Wereld, versie: Versie) -> None:
        self.w = wereld
        self.v = versie
        self.vertaler = Vertaler(wereld)
        self._sets: dict[tuple[str, ...], Vraag | None] = {}
        self._regels: dict[tuple[str, str, bool], Uitdrukking] = {}
        self.fouten: list[Fout] = []
        self.bestand = ""
        self.ruw: Any = {}
        self.gronden: dict[str, tuple[Uitdrukking, Omvang | None]] = {}
        self.opschortingen: list[OpschortRegel] = []

    def open(self, bestand: str, ruw: Any) -> None:
        """From here on rules come from this file."""
        self.bestand, self.ruw = bestand, ruw

    # mistakes

    def fout(self, pad: Pad, melding: str, herstel: str = "") -> None:
        self.fouten.append(Fout(self.bestand, plaats(self.ruw, list(pad)), ".".join(map(str, pad)), melding, herstel))

    def onbekend(self, pad: Pad, naam: str, wat: str, bekende: Iterable[str]) -> None:
        """A name that means nothing here, with what may have been meant."""
        self.fout(pad, f"{naam} is geen {wat}.", lijkt_op(naam, bekende).strip())

    def moet_bestaan(self, pad: Pad, naam: str | None, wat: str, bekende: Collection[str]) -> bool:
        """Is this name, if there is one, known?"""
        if naam is None or naam in bekende:
            return True
        self.onbekend(pad, naam, wat, bekende)
        return False

    def nog_vrij(self, pad: Pad, naam: str, wat: str, gebruikt: dict[str, Any]) -> None:
        if naam in gebruikt:
            self.fout(pad, f"De naam {naam} is al gebruikt voor een {wat} in {gebruikt[naam].bron}.", "Kies een andere naam.")

    # lines

    def lees(self, tekst: str | None, r: Bereik, pad: Pad, voorwaarde: bool = True) -> Uitdrukking | None:
        """Compile a line; a mistake is reported and gives None. The same line in the same place is one, so that rules can share its answers."""
        if tekst is None:
            return None
        sleutel = (tekst, repr(r), voorwaarde)
        try:
            if sleutel not in self._regels:
                self._regels[sleutel] = self.vertaler.voorwaarde(tekst, r) if voorwaarde else self.vertaler.vertaal(tekst, r)
            return self._regels[sleutel]
        except TaalFout as e:
            wijzer = f" (bij teken {e.plaats + 1}: {tekst[e.plaats : e.plaats + 25].strip()!r})" if e.plaats else ""
            self.fout(pad, f"{e}{wijzer}")
        return None

    def set(self, namen: Iterable[str], pad: Pad) -> Vraag | None:
        """Several fact types or named sets as one question; rules that name the same ones share it, and so what a derivation finds."""
        sleutel = tuple(namen)
        if sleutel not in self._sets:
            fouten = len(self.fouten)
            vraag = self._set(sleutel, pad)
            if len(self.fouten) > fouten:
                return vraag
            self._sets[sleutel] = vraag
        return self._sets[sleutel]

    def _set(self, namen: tuple[str, ...], pad: Pad) -> Vraag | None:
        delen: list[tuple[Vraag, tuple[str, ...]]] = []
        for n in namen:
            try:
                delen.append(feitenset(self.vertaler, n))
            except TaalFout as e:
                self.fout(pad, str(e))
        if not delen:
            return None
        if len(delen) == 1:
            return delen[0][0]
        soorten = tuple(dict.fromkeys(s for _, basis in delen for s in basis))
        vragen = [v for v, _ in delen]
        if not any(v.waar for v in vragen):
            kaal = Vraag(soorten, [], None, None, None, None, [], [])
            kaal.categorieen = self.w.bestaan(soorten)
            return kaal

        def een_ervan(c: Any) -> Any:
            uit: Any = False
            for v in vragen:
                if c.f.soort in v.soorten:
                    x = v.toets(c, c.f)
                    if x is True:
                        return True
                    uit = x if x is not False else uit
            return uit

        samen = Vraag(soorten, [], None, None, None, None, [een_ervan], [])
        samen.delen = vragen
        samen.merken = frozenset().union(*(v.merken for v in vragen))
        samen.categorieen = frozenset().union(*(v.categorieen for v in vragen))
        return samen

    def feiten(self, namen: Iterable[str], pad: Pad) -> tuple[str, ...] | None:
        """Fact types as such: a set whose condition would be forgotten here is refused."""
        namen = tuple(namen)
        vraag = self.set(namen, pad)
        if vraag is None:
            return None
        if vraag.waar:
            self.fout(
                pad, f"{', '.join(namen)} heeft een voorwaarde, en hier telt alleen het feit zelf.", "Noem het feit en zet de voorwaarde bij als."
            )
        return vraag.soorten

    # names

    def rollen(self, namen: Iterable[str], pad: Pad) -> tuple[str, ...]:
        """The roles of these names, as they are written."""
        uit = []
        for n in namen:
            if n in self.w.rollen or n == "regie":
                uit.append(n)
            else:
                self.onbekend(pad, n, "rol", self.w.rollen)
        return tuple(uit)

    def onder(self, namen: Iterable[str], pad: Pad) -> frozenset[str]:
        """The roles of these names, with every special case of each."""
        uit: set[str] = set()
        for n in namen:
            try:
                uit |= self.w.rollen_onder(n)
            except TaalFout as e:
                self.fout(pad, str(e))
        return frozenset(uit)

    def categorieen(self, namen: Iterable[str], pad: Pad) -> tuple[str, ...]:
        """Categories of data; a notion with a category of its own counts as one."""
        uit: list[str] = []
        for n in namen:
            if n in self.w.voc.categorieen:
                uit.append(n)
            elif n in self.w.begrip_categorie:
                uit.append(self.w.begrip_categorie[n])
            else:
                self.onbekend(pad, n, "categorie van gegevens", self.w.voc.categorieen)
        return tuple(uit)

    def smal(self, m: Smal | None, pad: Pad) -> str | None:
        """A narrower category, with the norms that allow it entered in the version."""
        if m is None:
            return None
        self.moet_bestaan((*pad, "naam"), m.naam, "categorie van gegevens", self.w.voc.categorieen)
        return m.naam

    # rules

    def basis(self, naam: str, m: Regel, pad: Pad) -> dict[str, Any]:
        """What every compiled rule knows of itself; its norms are entered in the version."""
        for n in m.norm:
            self.v.normen.setdefault(n, []).append(f"{self.bestand}:{'.'.join(map(str, pad))}")
        for n in m.deel:
            if n not in m.norm:
                self.fout((*pad, "deel"), f"{n} staat bij deel en niet bij norm.", "Zet het nummer ook bij norm.")
        regel = volg(self.ruw, [str(x) for x in pad]) if m.deel else None
        for n, delen in m.deel.items():
            for deel in delen:
                if not vind(regel, deel):
                    self.fout((*pad, "deel", n), f"{deel} bestaat niet in deze regel.", "Noem een sleutel van de regel, of sleutel.deel.")
        return {
            "naam": naam,
            "protocol": self.v.naam,
            "norm": tuple(m.norm),
            "wat": m.wat or "",
            "bron": f"{self.bestand}:{plaats(self.ruw, list(pad))}",
            "niet_mogelijk": m.niet_mogelijk,
        }


def samen(uitdrukkingen: Iterable[Uitdrukking | None]) -> frozenset[str]:
    """Every fact type that one of these lines reads."""
    return frozenset(s for u in uitdrukkingen if u is not None for s in u.leest)
