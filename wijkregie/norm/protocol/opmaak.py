# SPDX-License-Identifier: EUPL-1.2
"""One layout for protocol files: only white space, needless key quotes and too long lines change.

It works on tokens, so what an author wrote (comments, order, `no`, `8.10`) is copied and never rewritten. ruamel.yaml does not fit:
it leaves comments at their old indentation, turns `TRUE` into `true` and breaks a long flow map in the middle of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.yaml12 import LADER, laad

BREEDTE = 140
_KALE_SLEUTEL = re.compile(r"(?!(?:null|true|false)\Z)[A-Za-z0-9_][A-Za-z0-9_.-]*", re.ASCII)
_WOORDGRENS = re.compile(r"(?<=[^\s\\]) (?=[^\s#\\?:-])")
_OPENERS = yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken
_SLUITERS = yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken
_AANGESLOTEN = _SLUITERS | yaml.FlowEntryToken | yaml.ValueToken  # no space before these


@dataclass(slots=True)
class _Regel:
    inspring: int = 0
    tekst: str = ""
    commentaar: str = ""
    kolom: int = 0  # where the comment behind the text stood
    top: bool = False  # begins with a key of the outermost map
    letterlijk: bool = False  # part of a text in which blank lines count
    knippen: list[tuple[int, int]] = field(default_factory=list)  # spaces after a comma, with the indentation of what follows
    woorden: list[tuple[int, int]] = field(default_factory=list)  # the same for spaces between the words of a value

    @property
    def leeg(self) -> bool:
        return not (self.tekst or self.commentaar or self.letterlijk)


def opmaak(tekst: str, bestand: str = "tekst") -> str:
    """`tekst` in the one layout. InvoerFout if it is not valid, or if its meaning would change."""
    tekst = tekst.removeprefix("\ufeff").replace("\r\n", "\n")
    voor = laad(tekst, bestand, alleen_kaart=False)
    smal = [deel for regel in _Lezer(tekst).lees() for stuk in _breek(regel, regel.knippen) for deel in _breek(stuk, stuk.woorden)]
    uit = "".join(f"{_schrijf(regel)}\n" for regel in _witregels(smal))
    try:
        gelijk = repr(laad(uit, bestand, alleen_kaart=False)) == repr(voor)  # repr: 1 is not true, and the order counts
    except InvoerFout:
        gelijk = False
    if not gelijk:
        raise InvoerFout(Fout(bestand, 0, "", "De opmaak zou de betekenis van dit bestand veranderen.", "Laat het bestand zoals het is."))
    return uit


class _Lezer:
    """From tokens to lines. `_blokken` holds column and kind of each open block; the column that it gets is twice its place."""

    def __init__(self, tekst: str) -> None:
        self._tekst = tekst
        self._regels: list[_Regel] = []
        self._blokken: list[tuple[int, str]] = []  # kaart, lijst, or los: a list whose dashes stand right under its key
        self._vorige_blokken: list[tuple[int, str]] = []
        self._haken = 0
        self._einde = 0  # of the text that has been taken

    def lees(self) -> list[_Regel]:
        vorig: Any = None
        sleutel = False
        for token in yaml.scan(self._tekst, Loader=LADER):
            if self._haken == 0:
                self._volg_blokken(token)
            sleutel = sleutel or isinstance(token, yaml.KeyToken)
            if token.start_mark.index == token.end_mark.index:
                continue  # structure only
            tussen = self._tekst[self._einde : token.start_mark.index]
            if self._nieuwe_regel() or "\n" in tussen:
                inspring = self._inspring(token, sleutel)
                self._tussenruimte(tussen, token.start_mark.column, inspring)
                self._regels.append(_Regel(inspring, top=sleutel and self._haken == 0 and len(self._blokken) == 1))
            self._voeg_toe(token, vorig, sleutel)
            vorig, sleutel = token, sleutel and isinstance(token, yaml.KeyToken)
            self._vorige_blokken = self._blokken.copy()
        self._tussenruimte(self._tekst[self._einde :], 0, 0)
        return self._regels

    def _nieuwe_regel(self) -> bool:
        return self._einde == 0 or self._tekst[self._einde - 1] == "\n"

    def _volg_blokken(self, token: Any) -> None:
        soort = self._blokken[-1][1] if self._blokken else ""
        if isinstance(token, yaml.BlockMappingStartToken):
            self._blokken.append((token.start_mark.column, "kaart"))
        elif isinstance(token, yaml.BlockSequenceStartToken):
            self._blokken.append((token.start_mark.column, "lijst"))
        elif isinstance(token, yaml.BlockEntryToken) and soort == "kaart":
            self._blokken.append((token.start_mark.column, "los"))
        elif isinstance(token, yaml.KeyToken | yaml.ValueToken | yaml.BlockEndToken):
            if soort == "los" and not (isinstance(token, yaml.ValueToken) and token.start_mark.column > self._blokken[-1][0]):
                self._blokken.pop()
            if isinstance(token, yaml.BlockEndToken):
                self._blokken.pop()

    def _vervolg(self, haken: int) -> int:
        """The indentation of what goes on from an earlier line."""
        return 2 * (len(self._blokken) + max(haken - 1, 0))

    def _inspring(self, token: Any, sleutel: bool) -> int:
        if self._haken == 0 and (sleutel or isinstance(token, yaml.BlockEntryToken | yaml.ValueToken)):
            return 2 * (len(self._blokken) - 1)
        return self._vervolg(self._haken - isinstance(token, _SLUITERS))

    def _tussenruimte(self, tussen: str, kolom: int, inspring: int) -> None:
        """Blank lines and comments before a token that stood at `kolom` and gets `inspring`."""
        delen = tussen.split("\n")
        onder = -1  # a comment right under one that stands behind a text goes on with it
        if not self._nieuwe_regel():
            achter = delen.pop(0)
            regel = self._regels[-1]
            regel.commentaar = achter.strip()
            kolom_nu = self._einde + len(achter) - len(achter.lstrip()) - self._tekst.rfind("\n", 0, self._einde) - 1
            lengte = regel.inspring + len(regel.tekst)
            if regel.commentaar and lengte <= BREEDTE:
                onder, regel.kolom = kolom_nu, max(kolom_nu, lengte + 2)
        if delen and not delen[-1].strip():
            delen.pop()
        for deel in delen:
            stond = len(deel) - len(deel.lstrip())
            if stond == onder:
                self._regels.append(_Regel(self._regels[-1].kolom, commentaar=deel.strip(), kolom=self._regels[-1].kolom))
                continue
            onder = -1
            hoort_bij = [2 * diepte for diepte, (begin, _) in enumerate(self._vorige_blokken) if kolom < stond >= begin]
            self._regels.append(_Regel(max([inspring, *hoort_bij]), commentaar=deel.strip()))

    def _voeg_toe(self, token: Any, vorig: Any, sleutel: bool) -> None:
        regel = self._regels[-1]
        bron = self._tekst[token.start_mark.index : token.end_mark.index]
        self._einde = token.end_mark.index
        vast = isinstance(vorig, _OPENERS) or (isinstance(token, _AANGESLOTEN) and not isinstance(vorig, yaml.ValueToken))
        if regel.tekst and not vast:
            if isinstance(vorig, yaml.FlowEntryToken):
                regel.knippen.append((len(regel.tekst), self._vervolg(self._haken)))
            regel.tekst += " "
        if not isinstance(token, yaml.ScalarToken):
            regel.tekst += bron
            self._haken += isinstance(token, _OPENERS) - isinstance(token, _SLUITERS)
        elif bron[0] in "|>" and token.style in ("|", ">"):
            self._bloktekst(bron)
        elif sleutel:
            regel.tekst += token.value if bron[0] in "'\"" and _KALE_SLEUTEL.fullmatch(token.value) else bron
        else:
            self._waarde(bron)

    def _waarde(self, bron: str) -> None:
        inspring = self._vervolg(self._haken)
        for nummer, deel in enumerate(bron.split("\n")):
            if nummer:
                self._regels.append(_Regel(inspring, letterlijk=not deel.strip()))
            regel, deel = self._regels[-1], deel.strip() if "\n" in bron else deel
            regel.woorden += [(len(regel.tekst) + grens.start(), inspring) for grens in _WOORDGRENS.finditer(deel)]
            regel.tekst += deel

    def _bloktekst(self, bron: str) -> None:
        kop, *inhoud = bron.removesuffix("\n").split("\n")
        cijfer = re.match(r"[|>][+-]?([1-9])", kop)
        if cijfer:
            stond = (self._blokken[-1][0] if self._blokken else 0) + int(cijfer[1])
            kop = kop[: cijfer.start(1)] + "2" + kop[cijfer.end(1) :]
        else:
            stond = next((len(deel) - len(deel.lstrip(" ")) for deel in inhoud if deel.strip(" ")), 0)
        self._regels[-1].tekst += kop.rstrip()
        inspring = max(2 * len(self._blokken), 2)
        bewaar = "+" in kop.split("#")[0]
        laatste = max((n for n, deel in enumerate(inhoud) if deel.strip(" ")), default=-1)
        self._regels += [_Regel(inspring, deel[stond:], letterlijk=bewaar or n < laatste) for n, deel in enumerate(inhoud)]


def _breek(regel: _Regel, plekken: list[tuple[int, int]]) -> list[_Regel]:
    """The line, broken at `plekken` as late as possible while it is too long."""
    uit: list[_Regel] = []
    begin, inspring = 0, regel.inspring
    while inspring + len(regel.tekst) - begin > BREEDTE:
        verder = [plek for plek in plekken if plek[0] > begin]
        if not verder:
            break
        passend = [plek for plek in verder if inspring + plek[0] - begin <= BREEDTE]
        eind, volgende = passend[-1] if passend else verder[0]
        uit.append(_stuk(regel, begin, eind, inspring))
        begin, inspring = eind + 1, volgende
    if not uit:
        return [regel]
    uit.append(_stuk(regel, begin, len(regel.tekst), inspring))
    uit[0].top = regel.top
    uit[-1].commentaar = regel.commentaar
    return uit


def _stuk(regel: _Regel, begin: int, eind: int, inspring: int) -> _Regel:
    woorden = [(plek - begin, vervolg) for plek, vervolg in regel.woorden if begin <= plek < eind]
    return _Regel(inspring, regel.tekst[begin:eind], woorden=woorden)


def _witregels(regels: list[_Regel]) -> list[_Regel]:
    """One blank line around each top-level key that takes more than a line; short ones may stand together, as in the head of a file."""
    groepen: list[list[_Regel]] = [[]]
    for regel in regels:
        if regel.top:
            vorige = groepen[-1]
            kop = len(vorige)
            while kop and vorige[kop - 1].commentaar and not vorige[kop - 1].tekst and not vorige[kop - 1].inspring:
                kop -= 1
            groepen.append(vorige[kop:])
            del vorige[kop:]
        groepen[-1].append(regel)
    uit: list[_Regel] = []
    vorige_lang = False
    for nummer, groep in enumerate(groepen):
        lang = sum(1 for regel in groep if regel.tekst or regel.letterlijk) > 1
        wit = False
        while uit and uit[-1].leeg:
            uit.pop()
            wit = True
        if uit and nummer and not uit[-1].letterlijk and (wit or vorige_lang or (lang and nummer > 1)):
            uit.append(_Regel())
        uit += groep
        vorige_lang = lang
    while uit and uit[-1].leeg:
        uit.pop()
    return uit


def _schrijf(regel: _Regel) -> str:
    tekst = " " * regel.inspring + regel.tekst if regel.tekst else ""
    if not regel.commentaar:
        return tekst
    if not tekst:
        return " " * regel.inspring + regel.commentaar
    return tekst.ljust(max(regel.kolom, len(tekst) + 2)) + regel.commentaar
