# SPDX-License-Identifier: EUPL-1.2
"""Reading vocabularies and protocols: strict YAML, the model, the compiler. Everything or nothing; every mistake with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from wijkregie.norm.afleiding.regels import Versie
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.model.regelmodel import SOORTEN, Hoofdstuk, Kop
from wijkregie.norm.model.vocabulaire import Vocabulaire
from wijkregie.norm.protocol.bouwer import bouw
from wijkregie.norm.protocol.bouwplaats import Bouwplaats
from wijkregie.norm.protocol.kringen import kringen
from wijkregie.norm.protocol.vocabulairecontrole import controleer_vocabulaire
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.tijd.termijn import lees_termijn
from wijkregie.norm.yaml12 import Kaart, laad, laad_bytes, plaats

M = TypeVar("M", bound=BaseModel)
_VERSIE: Final = re.compile(r"^([a-z0-9_-]+)/([a-z0-9_-]+)/(\d{4}-\d{2}-\d{2})/([^/]+)\.yaml$")
_FEITEN: Final = re.compile(r"^([a-z0-9_-]+)/(?:feiten\.yaml|feiten/[^/]+\.yaml)$")
_KALENDER: Final = re.compile(r"^kalenders/([a-z0-9_]+)\.yaml$")
EIGEN_MAP: Final = Path(__file__).resolve().parents[2] / "protocollen"


def valideer(model: type[M], data: Any, bestand: str) -> M:
    """Data to a model; what does not fit is said in Dutch with its line."""
    try:
        return model.model_validate(data)
    except ValidationError as e:
        raise InvoerFout(fouten_uit(e, data, bestand)) from None


def fouten_uit(e: ValidationError, data: Any, bestand: str) -> list[Fout]:
    """Translate what pydantic found into messages with place and fix."""
    uit: list[Fout] = []
    for x in e.errors(include_url=False):
        pad = [p for p in x["loc"] if _in_data(p)]
        laatste = str(x["loc"][-1]) if x["loc"] else ""
        soort = x["type"]
        herstel = ""
        if soort == "extra_forbidden":
            melding = f"De sleutel {laatste} bestaat hier niet."
            herstel = (
                lijkt_op(laatste, _sleutels()).strip()
                or "Haal haar weg. Staat er een komma in een tekst tussen { }, zet die tekst dan tussen aanhalingstekens."
            )
        elif soort == "missing":
            melding = f"De sleutel {laatste} ontbreekt."
            herstel = "Zet haar erbij."
        elif soort == "literal_error":
            melding = f"{x['input']!r} kan hier niet."
            herstel = f"Kies uit: {x.get('ctx', {}).get('expected', '')}."
        elif soort == "value_error":
            melding = f"{str(x.get('ctx', {}).get('error', x['msg'])).rstrip('.')}."
        elif soort == "string_pattern_mismatch":
            melding = f"{x['input']!r} is geen goede naam."
            herstel = "Een naam bestaat uit kleine letters, cijfers en lage streepjes, en begint met een letter."
        else:
            melding = f"{_kort(x['input'])} past hier niet ({_SOORT.get(soort, soort)})."
        uit.append(Fout(bestand, plaats(data, pad), ".".join(map(str, pad)), melding, herstel))
    return uit


_SOORT: Final = {
    "string_type": "er hoort tekst",
    "dict_type": "er hoort een kaart met sleutels",
    "list_type": "er hoort een lijst",
    "int_type": "er hoort een getal",
    "int_parsing": "er hoort een getal",
    "bool_parsing": "er hoort ja of nee",
    "bool_type": "er hoort ja of nee",
    "model_type": "er hoort een kaart met sleutels",
    "model_attributes_type": "er hoort een kaart met sleutels",
    "int_from_float": "er hoort een heel getal",
    "greater_than_equal": "te klein",
}


def _in_data(p: Any) -> bool:
    """pydantic puts names of union branches and aliases in a location; keep what is in the data."""
    return not (isinstance(p, str) and (p[:1].isupper() or "[" in p or p in ("str", "dict", "list", "int", "bool")))


def _sleutels() -> set[str]:
    uit: set[str] = set()
    sub: Any
    for sub in _alle(BaseModel):
        if sub.__module__.startswith("wijkregie.norm.model_"):
            uit.update((v.alias or n) for n, v in sub.model_fields.items())
    return uit


def _alle(k: Any) -> Iterable[Any]:
    for sub in k.__subclasses__():
        yield sub
        yield from _alle(sub)


def _kort(x: Any) -> str:
    t = repr(x)
    return t if len(t) <= 60 else t[:57] + "..."


class Bibliotheek:
    """The vocabularies, protocols and calendars at hand. Versions are compiled when first asked for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data`: path -> parsed YAML. Raises InvoerFout with every mistake in heads and vocabularies."""
        self.data = dict(data)
        self.kalenders: dict[str, Kalender] = {}
        self.vocabulaires: dict[str, Vocabulaire] = {}
        self.versies: dict[tuple[str, str], list[tuple[date, list[str]]]] = {}
        self._gebouwd: dict[str, Versie] = {}
        self._regelsets: dict[tuple[str, ...], Regelset] = {}
        fouten: list[Fout] = []
        feiten: dict[str, list[str]] = {}
        mappen: dict[tuple[str, str, date], list[str]] = {}
        for pad in sorted(self.data):
            if m := _KALENDER.match(pad):
                self.kalenders[m[1]] = Kalender.uit_data(self.data[pad])
            elif m := _FEITEN.match(pad):
                feiten.setdefault(m[1], []).append(pad)
            elif m := _VERSIE.match(pad):
                try:
                    mappen.setdefault((m[1], m[2], date.fromisoformat(m[3])), []).append(pad)
                except ValueError:
                    fouten.append(
                        Fout(pad, 0, "", f"{m[3]} is geen bestaande datum.", "Noem de map naar de dag waarop de versie ingaat: jjjj-mm-dd.")
                    )
        for gemeente, paden in feiten.items():
            try:
                self.vocabulaires[gemeente] = self._vocabulaire(gemeente, paden)
            except InvoerFout as e:
                fouten += e.fouten
        for (gemeente, protocol, vanaf), paden in sorted(mappen.items()):
            if gemeente not in feiten:
                fouten.append(Fout(paden[0], 0, "", f"De gemeente {gemeente} heeft geen feiten.yaml.", "Maak eerst de lijst met feiten."))
            kop = f"{gemeente}/{protocol}/{vanaf.isoformat()}/protocol.yaml"
            if kop not in self.data:
                fouten.append(Fout(paden[0], 0, "", "Bij deze versie ontbreekt protocol.yaml.", "Zet er een kop bij: protocol, titel, gemeente."))
            self.versies.setdefault((gemeente, protocol), []).append((vanaf, paden))
        if fouten:
            raise InvoerFout(fouten)

    def _vocabulaire(self, gemeente: str, paden: list[str]) -> Vocabulaire:
        samen: dict[str, Any] = {}
        fouten: list[Fout] = []
        for pad in paden:
            ruw = self.data[pad]
            deel = valideer(Vocabulaire, ruw, pad)
            for naam in ("categorieen", "rollen", "dingen", "feiten", "begrippen", "deuren"):
                doel = samen.setdefault(naam, {})
                for k, v in getattr(deel, naam).items():
                    if k in doel:
                        fouten.append(
                            Fout(pad, plaats(ruw, [naam, k]), f"{naam}.{k}", f"{k} staat ook in een ander bestand.", "Laat het op één plaats staan.")
                        )
                    doel[k] = v
            samen["symbolen"] = [*samen.get("symbolen", []), *deel.symbolen]
            if deel.gemeente:
                samen["gemeente"], samen["kalender"] = deel.gemeente, deel.kalender
        voc = Vocabulaire.model_construct(**{**Vocabulaire().__dict__, **samen})
        fouten += controleer_vocabulaire(voc, {p: self.data[p] for p in paden}, self.kalenders)
        if fouten:
            raise InvoerFout(fouten)
        return voc

    # versions

    def versie(self, gemeente: str, protocol: str, vanaf: date) -> Versie:
        """One compiled version. Raises InvoerFout with every mistake in its chapters."""
        sleutel = f"{gemeente}/{protocol}@{vanaf.isoformat()}"
        if sleutel not in self._gebouwd:
            paden = next(p for d, p in self.versies[(gemeente, protocol)] if d == vanaf)
            self._gebouwd[sleutel] = self._bouw(gemeente, protocol, vanaf, paden)
        return self._gebouwd[sleutel]

    def _bouw(self, gemeente: str, protocol: str, vanaf: date, paden: list[str]) -> Versie:
        kop_pad = next(p for p in paden if p.endswith("/protocol.yaml"))
        fouten: list[Fout] = []
        kop: Kop | None = None
        hoofdstukken: list[tuple[Hoofdstuk, str, Any]] = []
        for pad in paden:
            ruw = self.data[pad]
            try:
                if pad == kop_pad:
                    eigen = Kaart({k: v for k, v in ruw.items() if k in _KOPSLEUTELS}, ruw.regel, ruw.regels) if isinstance(ruw, Kaart) else ruw
                    kop = valideer(Kop, eigen, pad)
                    rest = {k: v for k, v in ruw.items() if k not in _KOPSLEUTELS}
                    if rest:
                        hoofdstukken.append((valideer(Hoofdstuk, Kaart(rest, ruw.regel, ruw.regels), pad), pad, ruw))
                else:
                    hoofdstukken.append((valideer(Hoofdstuk, ruw, pad), pad, ruw))
            except InvoerFout as e:
                fouten += e.fouten
        if kop is not None and (kop.protocol != protocol or kop.gemeente != gemeente):
            fouten.append(
                Fout(
                    kop_pad,
                    plaats(self.data[kop_pad], ["protocol"]),
                    "protocol",
                    f"De kop noemt {kop.gemeente}/{kop.protocol}, de map {gemeente}/{protocol}.",
                    "Maak ze gelijk.",
                )
            )
        if fouten or kop is None:
            raise InvoerFout(fouten)
        return self._bouw_op(gemeente, protocol, vanaf, kop, kop_pad, hoofdstukken)

    def _bouw_op(self, gemeente: str, protocol: str, vanaf: date, kop: Kop, kop_pad: str, hoofdstukken: list[tuple[Hoofdstuk, str, Any]]) -> Versie:
        voc = self.vocabulaires[gemeente]
        wereld = Wereld(voc, protocol, self._publicaties(gemeente))
        kalender = self.kalender(kop.kalender or voc.kalender, kop_pad)
        versie = Versie(gemeente, protocol, vanaf, kop, wereld, kalender, lees_termijn(kop.dreigt), lees_termijn(kop.speling), bestand=kop_pad)
        plek = Bouwplaats(wereld, versie)
        for n in kop.norm:
            versie.normen.setdefault(n, []).append(f"{kop_pad}:norm")
        gezien: dict[tuple[str, str], str] = {}
        for h, pad, ruw in hoofdstukken:
            wereld.voeg_toe(h)
            for soort in SOORTEN:
                for naam in getattr(h, soort):
                    if (soort, naam) in gezien and soort not in ("plichten", "zorg_dat", "toetsen"):
                        regel = plaats(ruw, [soort, naam])
                        eerder = gezien[(soort, naam)]
                        plek.fouten.append(Fout(pad, regel, f"{soort}.{naam}", f"{naam} staat ook in {eerder}.", "Kies een andere naam."))
                    gezien[(soort, naam)] = pad
        bouw(plek, hoofdstukken)
        fouten = plek.fouten or kringen(versie)
        if fouten:
            raise InvoerFout(fouten)
        return versie

    def _publicaties(self, gemeente: str) -> dict[str, frozenset[str]]:
        """What the protocols of a municipality publish, with the categories of each name: read as written, for not all are built yet."""
        uit: dict[str, frozenset[str]] = {}
        for pad, ruw in self.data.items():
            m = _VERSIE.match(pad)
            publiceert = ruw.get("publiceert") if m is not None and m[1] == gemeente and isinstance(ruw, dict) else None
            for naam, x in publiceert.items() if isinstance(publiceert, dict) else ():
                if isinstance(x, dict) and isinstance(x.get("categorie"), str):
                    uit[naam] = uit.get(naam, frozenset()) | {x["categorie"]}
        return uit

    def kalender(self, naam: str, bestand: str = "") -> Kalender:
        if naam not in self.kalenders:
            herstel = lijkt_op(naam, self.kalenders).strip() or f"Er zijn: {', '.join(self.kalenders)}."
            regel = plaats(self.data.get(bestand), ["kalender"]) if bestand in self.data else 0
            raise InvoerFout(Fout(bestand, regel, "kalender", f"De kalender {naam} bestaat niet.", herstel))
        return self.kalenders[naam]

    def kies(self, namen: Sequence[str], bestand: str = "", regel: int = 0) -> dict[str, list[Versie]]:
        """Protocol names as scenarios write them (`gemeente/naam`, or `gemeente/naam@datum`) to their versions, oldest first."""
        uit: dict[str, list[Versie]] = {}
        for naam in namen:
            kaal, _, pin = naam.partition("@")
            gemeente, _, protocol = kaal.partition("/")
            if (gemeente, protocol) not in self.versies:
                bekend = [f"{g}/{p}" for g, p in self.versies]
                raise InvoerFout(Fout(bestand, regel, "protocollen", f"Het protocol {kaal} bestaat niet.", lijkt_op(kaal, bekend).strip()))
            dagen = [d for d, _ in self.versies[(gemeente, protocol)]]
            if pin:
                if pin not in [d.isoformat() for d in dagen]:
                    melding = f"Van {kaal} is er geen versie van {pin}."
                    raise InvoerFout(Fout(bestand, regel, "protocollen", melding, f"Er zijn: {', '.join(d.isoformat() for d in dagen)}."))
                dagen = [date.fromisoformat(pin)]
            uit[kaal] = [self.versie(gemeente, protocol, d) for d in dagen]
        return uit

    def regelset(self, versies: dict[str, list[Versie]]) -> Regelset:
        """The rules of these versions together, made once."""
        sleutel = tuple(v.sleutel for reeks in versies.values() for v in reeks)
        uit = self._regelsets.get(sleutel)
        if uit is None:
            uit = self._regelsets[sleutel] = Regelset(versies)
        return uit

    def alles(self) -> list[Versie]:
        """Every version, compiled; raises InvoerFout with the mistakes of all of them."""
        return list(self._alles)

    @cached_property
    def _alles(self) -> list[Versie]:
        fouten: list[Fout] = []
        uit = []
        for (gemeente, protocol), dagen in self.versies.items():
            for d, _ in dagen:
                try:
                    uit.append(self.versie(gemeente, protocol, d))
                except InvoerFout as e:
                    fouten += e.fouten
        if fouten:
            raise InvoerFout(fouten)
        self._controleer_vervanging(uit)
        return uit

    def _controleer_vervanging(self, versies: list[Versie]) -> None:
        """Two protocols that replace each other's norms contradict: nothing would be left."""
        for i, a in enumerate(versies):
            for b in versies[i + 1 :]:
                if a.gemeente != b.gemeente or a.naam == b.naam:
                    continue
                heen = {n for n in a.vervangt if n in b.normen}
                terug = {n for n in b.vervangt if n in a.normen}
                for p in a.plichten.values():
                    for q in b.plichten.values():
                        if p.vervangt & set(q.norm) and q.vervangt & set(p.norm):
                            bestand, _, regel = p.bron.rpartition(":")
                            melding = f"{p.naam} vervangt {q.naam} van {b.naam}, en omgekeerd ({', '.join(sorted(heen | terug))})."
                            raise InvoerFout(Fout(bestand, int(regel), f"plichten.{p.naam}.vervangt", melding, "Laat één van beide gelden."))

    @cached_property
    def registers(self) -> dict[str, Any]:
        """The norm registers among the files, by path."""
        return {p: d for p, d in self.data.items() if p.startswith("registers/")}


_KOPSLEUTELS: Final = frozenset(v.alias or n for n, v in Kop.model_fields.items())


def laad_teksten(teksten: Mapping[str, str]) -> Bibliotheek:
    """A library from texts by path; the national calendar is there unless given. Compiles everything: all or nothing."""
    fouten: list[Fout] = []
    data: dict[str, Any] = {}
    if not any(_KALENDER.match(p) for p in teksten):
        data.update(_kalenders())
    for pad, tekst in teksten.items():
        try:
            data[pad] = laad(tekst, pad)
        except InvoerFout as e:
            fouten += e.fouten
    if fouten:
        raise InvoerFout(fouten)
    bibliotheek = Bibliotheek(data)
    bibliotheek.alles()
    return bibliotheek


def _kalenders() -> dict[str, Any]:
    return {f"kalenders/{p.name}": laad(p.read_text("utf-8"), f"kalenders/{p.name}") for p in sorted((EIGEN_MAP / "kalenders").glob("*.yaml"))}


def _inhoud(p: Path, naam: str) -> bytes:
    """The bytes of an ordinary file; anything else under that name is refused, not waited for."""
    if not p.is_file():
        raise InvoerFout(Fout(naam, 0, "", "Dit is geen gewoon bestand.", "Haal het weg, of geef het een andere naam."))
    try:
        return p.read_bytes()
    except OSError as e:
        raise InvoerFout(Fout(naam, 0, "", "Dit bestand is niet te lezen.", f"Kijk of u het mag lezen ({e.__class__.__name__}).")) from None


def laad_map(pad: Path | str = EIGEN_MAP, gemeenten: Sequence[str] | None = None) -> Bibliotheek:
    """A library from a folder; versions are compiled when asked for. Scenarios and registers are left out."""
    wortel = Path(pad)
    data: dict[str, Any] = {}
    fouten: list[Fout] = []
    for p in sorted(wortel.rglob("*.yaml")):
        naam = p.relative_to(wortel).as_posix()
        if not (_KALENDER.match(naam) or _FEITEN.match(naam) or _VERSIE.match(naam)):
            continue
        if gemeenten is not None and not naam.startswith("kalenders/") and naam.split("/")[0] not in gemeenten:
            continue
        try:
            data[naam] = laad_bytes(_inhoud(p, naam), naam)
        except InvoerFout as e:
            fouten += e.fouten
    if fouten:
        raise InvoerFout(fouten)
    if not any(_KALENDER.match(p) for p in data):
        data.update(_kalenders())
    return Bibliotheek(data)
