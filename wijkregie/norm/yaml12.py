# SPDX-License-Identifier: EUPL-1.2
"""Strict YAML 1.2 with positions: data straight from parser events, in one loop that no input can make deep or wide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import yaml

from wijkregie.norm.fouten import Fout, InvoerFout

MAX_BYTES = 2_000_000
MAX_DIEPTE = 40
MAX_FOUTEN = 50

LADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # used as an event parser only: nothing is ever constructed
_GETAL = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_VAST: dict[str, bool | None] = {"": None, "null": None, "true": True, "false": False}
_VERBODEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")

_VERTALING = (  # part of the parser's message, what is wrong, what to do
    (
        "mapping values are not allowed",
        "Hier staat een dubbele punt die niet kan.",
        "Zet de tekst tussen aanhalingstekens, of begin een nieuwe regel met de goede inspringing.",
    ),
    ("could not find expected ':'", "Na deze sleutel ontbreekt een dubbele punt.", "Schrijf 'sleutel: waarde', met een spatie na de dubbele punt."),
    ("expected key", "De inspringing klopt niet of er staat een teken te veel.", "Laat de sleutels van een blok recht onder elkaar beginnen."),
    ("expected '-' indicator", "De inspringing van deze lijst klopt niet.", "Laat de streepjes van een lijst recht onder elkaar beginnen."),
    ("sequence entries are not allowed", "Hier kan geen lijst met streepjes beginnen.", "Zet het eerste streepje op een nieuwe regel."),
    ("',' or '}'", "Een komma of een sluitende accolade ontbreekt.", "Zet een komma tussen de delen en sluit af met '}'."),
    ("',' or ']'", "Een komma of een sluitende haak ontbreekt.", "Zet een komma tussen de delen en sluit af met ']'."),
    ("found unexpected end of stream", "Een aanhalingsteken of haak is niet gesloten.", "Sluit de tekst of de haak af."),
    ("that cannot start any token", "Een tekst kan niet met dit teken beginnen.", "Zet de tekst tussen aanhalingstekens."),
    (
        "unknown escape character",
        "Achter de schuine streep staat een teken dat niet kan.",
        "Gebruik enkele aanhalingstekens, of schrijf de schuine streep dubbel.",
    ),
    ("<document start>", "Na het einde van de inhoud staat nog tekst.", "Controleer de inspringing van deze regel."),
    ("undefined tag handle", "Een label met een uitroepteken kan niet.", "Haal het label weg, of zet de tekst tussen aanhalingstekens."),
    ("expected alphabetic", "Een anker (&) of verwijzing (*) kan niet.", "Zet de tekst tussen aanhalingstekens."),
)
_ONBEKEND = (
    "Dit is geen geldige YAML.",
    "Controleer de inspringing, de dubbele punten en de aanhalingstekens op deze regel en de regel erboven.",
)


class Kaart(dict[str, Any]):
    """A map that knows where it stands: `regel` its own line, `regels` the line of each key."""

    __slots__ = ("regel", "regels")

    def __init__(self, inhoud: Any = (), regel: int = 0, regels: dict[str, int] | None = None) -> None:
        super().__init__(inhoud)
        self.regel = regel
        self.regels: dict[str, int] = regels if regels is not None else {}


class Rij(list[Any]):
    """A list that knows where it stands: `regel` its own line, `regels` the line of each item."""

    __slots__ = ("regel", "regels")

    def __init__(self, inhoud: Any = (), regel: int = 0, regels: list[int] | None = None) -> None:
        super().__init__(inhoud)
        self.regel = regel
        self.regels: list[int] = regels if regels is not None else []


def laad_bytes(inhoud: bytes, bestand: str, *, alleen_kaart: bool = True) -> Any:
    """As `laad`, for the bytes of a file."""
    _weiger_te_groot(len(inhoud), bestand)
    try:
        tekst = inhoud.decode("utf-8")
    except UnicodeDecodeError as fout:
        regel = inhoud.count(b"\n", 0, fout.start) + 1
        raise InvoerFout(Fout(bestand, regel, "", "Dit bestand is geen UTF-8.", "Sla het opnieuw op met de codering UTF-8.")) from None
    return laad(tekst, bestand, alleen_kaart=alleen_kaart)


def laad(tekst: str, bestand: str, *, alleen_kaart: bool = True) -> Any:
    """The data in `tekst`, or an InvoerFout with all that is wrong with it."""
    _weiger_te_groot(len(tekst), bestand)
    _weiger_te_groot(len(tekst.encode("utf-8", "surrogatepass")), bestand)
    tekst = tekst.removeprefix("\ufeff").replace("\r\n", "\n")
    _weiger_tekens(tekst, bestand)
    return _Bouwer(bestand).bouw(tekst, alleen_kaart)


def plaats(data: Any, pad: Sequence[str | int]) -> int:
    """The line of the value at `pad`; of the nearest known part above it if the path leads nowhere."""
    regel = data.regel if isinstance(data, Kaart | Rij) else 0
    for stap in pad:
        if isinstance(data, Kaart) and (sleutel := str(stap)) in data.regels:
            regel, data = data.regels[sleutel], data.get(sleutel)
        elif isinstance(data, Rij) and re.fullmatch("[0-9]{1,9}", str(stap)) and int(stap) < min(len(data), len(data.regels)):
            regel, data = data.regels[int(stap)], data[int(stap)]
        else:
            break
    return regel


class _Bouwer:
    """Builds the data of one file. `_stapel` holds the open maps and lists, `_sleutels` the pending key of each (None: none)."""

    def __init__(self, bestand: str) -> None:
        self._bestand = bestand
        self._fouten: list[Fout] = []
        self._stapel: list[Kaart | Rij] = []
        self._sleutels: list[str | None] = []

    def bouw(self, tekst: str, alleen_kaart: bool) -> Any:
        wortel: Any = None
        documenten = 0
        for event in self._events(tekst):
            if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionStartEvent):
                regel = _regel(event)
                self._weiger_eigenschappen(event, regel)
                if self._verwacht_sleutel():
                    self._neem_sleutel(event, regel)
                    continue
                waarde = self._waarde(event, regel)
                if self._stapel:
                    self._plaats(waarde, regel)
                else:
                    wortel = waarde
                if isinstance(event, yaml.CollectionStartEvent):
                    self._open(waarde, regel)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stapel.pop()
                self._sleutels.pop()
                if self._sleutels:
                    self._sleutels[-1] = None
            elif isinstance(event, yaml.DocumentStartEvent):
                regel = _regel(event)
                documenten += 1
                if event.version or event.tags:
                    self._fout(regel, "Een regel die met % begint, kan niet.", "Haal deze regel weg.")
                if documenten > 1:
                    self._stop(regel, "Er staan meer documenten in dit bestand.", "Haal de regel met --- weg, of maak er twee bestanden van.")
        if alleen_kaart and not self._fouten and not isinstance(wortel, Kaart):
            wat = "Het bestand is leeg." if wortel is None else "Het bestand begint niet met sleutels."
            self._fout(1, wat, "Schrijf regels met 'sleutel: waarde'.")
        if self._fouten:
            raise InvoerFout(self._fouten)
        return wortel

    def _events(self, tekst: str) -> Iterator[Any]:
        """Parser events. Every way in which a parser can fail comes out as one error in Dutch."""
        lader = LADER(tekst)
        try:
            while True:
                try:
                    event = lader.get_event()
                except yaml.MarkedYAMLError as fout:
                    self._stop_syntaxis(fout)
                except (yaml.YAMLError, ValueError, OverflowError):  # the pure parser lets some of these through
                    self._stop(0, "Dit is geen geldige YAML.", "Controleer de aanhalingstekens en de tekens achter een schuine streep.")
                if event is None or isinstance(event, yaml.StreamEndEvent):
                    return
                yield event
        finally:
            lader.dispose()

    def _verwacht_sleutel(self) -> bool:
        return bool(self._stapel) and isinstance(self._stapel[-1], Kaart) and self._sleutels[-1] is None

    def _waarde(self, event: Any, regel: int) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalair(event, regel)
        if isinstance(event, yaml.MappingStartEvent):
            return Kaart(regel=regel)
        return Rij(regel=regel) if isinstance(event, yaml.SequenceStartEvent) else None

    def _scalair(self, event: Any, regel: int) -> Any:
        tekst: str = event.value
        if event.style is None or event.style == "":
            if tekst in _VAST:
                return _VAST[tekst]
            return int(tekst) if _GETAL.fullmatch(tekst) else tekst
        if event.style == '"' and (teken := _VERBODEN.search(tekst)):  # written as an escape
            self._fout(regel, f"Het teken {_naam(teken[0])} mag niet in een tekst staan.", "Haal het weg.")
        return tekst

    def _neem_sleutel(self, event: Any, regel: int) -> None:
        """Take the key of the next value. A key that cannot be used is replaced by a unique one, so that reading can go on."""
        kaart = self._stapel[-1]
        assert isinstance(kaart, Kaart)
        if not isinstance(event, yaml.ScalarEvent):
            if isinstance(event, yaml.CollectionStartEvent):
                self._stop(regel, "Een lijst of een blok kan geen sleutel zijn.", "Gebruik tekst als sleutel, zonder haken.")
            self._sleutels[-1] = f"*{regel}"  # an alias: already reported
            return
        waarde, sleutel = self._scalair(event, regel), str(event.value)
        self._sleutels[-1] = sleutel
        if not event.style and sleutel == "<<":
            self._fout(regel, "Samenvoegen met << kan niet.", "Schrijf de sleutels hier uit.")
        elif sleutel == "":
            self._fout(regel, "Een sleutel is leeg.", "Schrijf een naam voor de dubbele punt.")
        elif waarde is None or isinstance(waarde, bool):
            self._fout(regel, f"'{sleutel}' is geen tekst en kan geen sleutel zijn.", f'Schrijf "{sleutel}" tussen aanhalingstekens.')
        elif sleutel in kaart.regels:
            self._fout(
                regel,
                f"De sleutel '{_kort(sleutel)}' staat hier dubbel; hij staat ook op regel {kaart.regels[sleutel]}.",
                "Geef een van de twee een andere naam of haal hem weg.",
            )
            return
        kaart.regels.setdefault(sleutel, regel)

    def _plaats(self, waarde: Any, regel: int) -> None:
        houder = self._stapel[-1]
        if isinstance(houder, Kaart):
            sleutel = self._sleutels[-1]
            assert sleutel is not None
            houder[sleutel] = waarde
            if not isinstance(waarde, Kaart | Rij):
                self._sleutels[-1] = None
        else:
            houder.append(waarde)
            houder.regels.append(regel)

    def _open(self, waarde: Kaart | Rij, regel: int) -> None:
        self._stapel.append(waarde)
        self._sleutels.append(None)
        if len(self._stapel) > MAX_DIEPTE:
            self._stop(regel, f"De inhoud is dieper dan {MAX_DIEPTE} lagen.", "Gebruik minder lagen in elkaar.")

    def _weiger_eigenschappen(self, event: Any, regel: int) -> None:
        of_tekst = ", of zet de tekst tussen aanhalingstekens."
        if isinstance(event, yaml.AliasEvent):
            self._fout(regel, f"De verwijzing *{_kort(str(event.anchor))} kan niet.", "Schrijf de inhoud hier uit" + of_tekst)
            return
        if event.anchor is not None:
            self._fout(regel, f"Het anker &{_kort(event.anchor)} kan niet.", "Haal het weg" + of_tekst)
        if event.tag is not None:
            label = _kort(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._fout(regel, f"Het label {label} kan niet.", "Haal het weg" + of_tekst)

    def _pad(self) -> str:
        delen = []
        diepste = len(self._stapel) - 1
        for diepte, (houder, sleutel) in enumerate(zip(self._stapel, self._sleutels, strict=True)):
            if isinstance(houder, Rij):
                delen.append(str(len(houder) - (diepte < diepste)))  # an open item has been added to its list already
            elif sleutel is not None:
                delen.append(_kort(sleutel))
        pad = ".".join(delen)
        return pad if len(pad) <= 300 else "..." + pad[-297:]

    def _fout(self, regel: int, melding: str, herstel: str) -> None:
        self._fouten.append(Fout(self._bestand, regel, self._pad(), melding, herstel))
        if len(self._fouten) >= MAX_FOUTEN:
            raise InvoerFout(self._fouten)

    def _stop(self, regel: int, melding: str, herstel: str) -> NoReturn:
        self._fout(regel, melding, herstel)
        raise InvoerFout(self._fouten)

    def _stop_syntaxis(self, fout: yaml.MarkedYAMLError) -> NoReturn:
        plek = fout.problem_mark or fout.context_mark
        oorzaak = f"{fout.context or ''} {fout.problem or ''}"
        melding, herstel = next(((m, h) for deel, m, h in _VERTALING if deel in oorzaak), _ONBEKEND)
        if plek is None:
            self._stop(0, melding, herstel)
        if fout.context_mark is not None and fout.context_mark.line < plek.line:
            herstel += f" Het begin staat op regel {fout.context_mark.line + 1}."
        self._stop(plek.line + 1, f"{melding[:-1]} (kolom {plek.column + 1}).", herstel)


def _regel(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _weiger_te_groot(lengte: int, bestand: str) -> None:
    if lengte > MAX_BYTES:
        raise InvoerFout(Fout(bestand, 0, "", "Dit bestand is groter dan 2 MB.", "Verdeel de inhoud over meer bestanden."))


def _weiger_tekens(tekst: str, bestand: str) -> None:
    """Tabs, control characters and marks that make text read otherwise than it is: one error per line."""
    fouten: dict[int, Fout] = {}
    regel, vorige = 1, 0
    for gevonden in _VERBODEN.finditer(tekst):
        regel += tekst.count("\n", vorige, gevonden.start())
        vorige = gevonden.start()
        kolom = vorige - tekst.rfind("\n", 0, vorige)
        herstel = "Gebruik spaties." if gevonden[0] == "\t" else "Haal het weg."
        fouten.setdefault(regel, Fout(bestand, regel, "", f"Het teken {_naam(gevonden[0])} mag hier niet (kolom {kolom}).", herstel))
        if len(fouten) >= MAX_FOUTEN:
            break
    if fouten:
        raise InvoerFout(fouten.values())


def _naam(teken: str) -> str:
    """A name for what cannot be seen."""
    return {"\t": "tab", "\r": "regeleinde (CR)", "\x00": "NUL"}.get(teken, f"U+{ord(teken):04X}")


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= 60 else tekst[:57] + "..."
