# SPDX-License-Identifier: EUPL-1.2
"""Facts as people write them (in scenarios, imports) to facts of the core: typed, checked, or refused with the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import Any, Final

from wijkregie.norm.feiten.feit import RECTIFICATIE, Actor, Feit
from wijkregie.norm.fouten import Fout, InvoerFout
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.norm.taal.bereik import lijkt_op
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.norm.tijd.termijn import lees_termijn
from wijkregie.norm.yaml12 import plaats

GERESERVEERD: Final = frozenset(
    [
        "feit",
        "id",
        "nr",
        "op",
        "opent",
        "over",
        "door",
        "namens",
        "vastgelegd",
        "herkomst",
        "dossier",
        "reden",
        "rectificeer",
        "wordt",
        "intrekken",
        "vertel",
        "vernietigd",
        "velden",
    ]
)
_MOMENT: Final = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?$")
_TIJD: Final = re.compile(r"^(\d{1,2}):(\d{2})$")
_JN: Final = {"ja": True, "nee": False, True: True, False: False}


class FoutWaarde(ValueError):
    """A value that does not fit its field."""


def moment(tekst: Any) -> tuple[date, int | None]:
    """A date with an optional time. Raises FoutWaarde."""
    if isinstance(tekst, date):
        return tekst, None
    m = _MOMENT.match(tekst) if isinstance(tekst, str) else None
    if m is None:
        raise FoutWaarde(f"{tekst!r} is geen datum; schrijf jjjj-mm-dd of jjjj-mm-dd uu:mm")
    try:
        dag = date.fromisoformat(m[1])
    except ValueError:
        raise FoutWaarde(f"{m[1]} is geen bestaande datum") from None
    if not 1900 <= dag.year <= 2200:
        raise FoutWaarde(f"{m[1]} ligt te ver weg; gebruik een jaar tussen 1900 en 2200")
    if m[2] is None:
        return dag, None
    uur, minuut = int(m[2]), int(m[3])
    if uur > 23 or minuut > 59:
        raise FoutWaarde(f"{m[2]}:{m[3]} is geen tijd van de dag")
    return dag, uur * 60 + minuut


def waarde(ruw: Any, veld: Veld, w: Wereld) -> Any:
    """One field: text to what its kind says. Raises FoutWaarde."""
    if ruw is None:
        return None
    soort = veld.soort
    if soort == "lijst":
        return tuple(_lid(x, veld, w) for x in (ruw if isinstance(ruw, list) else [ruw]))
    if isinstance(ruw, (list, dict)):
        raise FoutWaarde(f"hier hoort één waarde van soort {soort}, geen lijst")
    if soort == "janee":
        if ruw not in _JN:
            raise FoutWaarde(f"{ruw!r} is geen ja of nee")
        return _JN[ruw]
    if soort == "getal":
        try:
            if isinstance(ruw, int) and not isinstance(ruw, bool):
                return ruw
            getal = float(str(ruw).replace(",", "."))
            if not isfinite(getal):
                raise ValueError
            return int(getal) if getal.is_integer() else getal
        except ValueError:
            raise FoutWaarde(f"{ruw!r} is geen getal") from None
    if soort == "datum":
        return moment(ruw)[0]
    if soort == "tijd":
        if not isinstance(ruw, str) or not _TIJD.match(ruw):
            raise FoutWaarde(f"{ruw!r} is geen tijd; schrijf uu:mm")
        return ruw
    if soort == "termijn":
        try:
            return lees_termijn(str(ruw))
        except ValueError as e:
            raise FoutWaarde(str(e)) from None
    tekst = "ja" if ruw is True else "nee" if ruw is False else str(ruw)
    if soort == "keuze" and tekst not in veld.waarden:
        raise FoutWaarde(f"{tekst} kan hier niet; kies uit {', '.join(veld.waarden)}.{lijkt_op(tekst, veld.waarden)}")
    if soort == "rol" and tekst not in w.rollen:
        raise FoutWaarde(f"{tekst} is geen rol.{lijkt_op(tekst, w.rollen)}")
    return tekst


def _lid(ruw: Any, veld: Veld, w: Wereld) -> Any:
    if isinstance(veld.van, dict):
        if not isinstance(ruw, dict):
            raise FoutWaarde(f"elk deel van deze lijst heeft sleutels: {', '.join(veld.van)}")
        for k in ruw:
            if k not in veld.van:
                raise FoutWaarde(f"{k} hoort hier niet.{lijkt_op(str(k), veld.van)} Bekend zijn: {', '.join(veld.van)}")
        return {k: waarde(ruw.get(k), v, w) for k, v in veld.van.items()}
    if veld.waarden:
        return waarde(ruw, Veld(soort="keuze", waarden=veld.waarden), w)
    if veld.van in ("rol", "datum", "getal", "tekst", "janee"):
        return waarde(ruw, Veld.model_construct(soort=veld.van, waarden=[], van=None), w)  # type: ignore[arg-type]
    return str(ruw)


class FeitenLezer:
    """Reads the facts of one dossier in the order in which they were written.

    What the dossier holds already (a form, an import) is given: `types` (fact id -> type), `dingen` (thing -> kind), `nummers` that are taken,
    `doelen` (rectification -> the fact it is about). What is read is added to copies of these.
    """

    def __init__(
        self,
        w: Wereld,
        bestand: str,
        wortel: Any,
        *,
        types: Mapping[str, str] | None = None,
        dingen: Mapping[str, str] | None = None,
        nummers: Iterable[int] = (),
        doelen: Mapping[str, str] | None = None,
    ) -> None:
        self.w = w
        self.bestand = bestand
        self.wortel = wortel
        self.fouten: list[Fout] = []
        self.types = dict(types or {})
        self.dingen = dict(dingen or {})
        self.nummers = set(nummers)
        self.doelen = dict(doelen or {})

    @classmethod
    def bij(cls, w: Wereld, feiten: Iterable[Feit], bestand: str = "", wortel: Any = None) -> FeitenLezer:
        """A reader for a dossier that holds these facts."""
        lijst = list(feiten)
        dingen = {f.opent: soort for f in lijst if f.opent is not None and (soort := w.feiten[f.soort].opent) is not None}
        doelen = {f.id: str(f.velden.get("van")) for f in lijst if f.soort == RECTIFICATIE}
        return cls(w, bestand, wortel, types={f.id: f.soort for f in lijst}, dingen=dingen, nummers=[f.nr for f in lijst], doelen=doelen)

    def fout(self, pad: list[str | int], melding: str, herstel: str = "") -> None:
        melding = melding if melding.endswith((".", "?")) else melding + "."
        melding = melding[0].upper() + melding[1:]
        self.fouten.append(Fout(self.bestand, plaats(self.wortel, pad), ".".join(map(str, pad)), melding, herstel))

    def lees(self, ruw: Any, nr: int, pad: list[str | int]) -> Feit | None:
        """One fact; a mistake is kept and gives None."""
        if not isinstance(ruw, dict):
            self.fout(pad, "een feit is een kaart met sleutels", "Schrijf {op: jjjj-mm-dd, feit: naam, ...}.")
            return None
        voor = len(self.fouten)
        try:
            op, tijd = moment(ruw.get("op"))
            vast, vast_tijd = moment(ruw["vastgelegd"]) if ruw.get("vastgelegd") is not None else (op, tijd)
        except FoutWaarde as e:
            self.fout([*pad, "vastgelegd" if "vastgelegd" in ruw and "vastgelegd" in str(e) else "op"], str(e))
            return None
        if vast < op or (vast == op and tijd is not None and vast_tijd is not None and vast_tijd < tijd):
            self.fout([*pad, "vastgelegd"], f"vastgelegd op {vast}, maar gebeurd op {op}", "Een feit kan niet eerder zijn vastgelegd dan gebeurd.")
        if ruw.get("nr") is not None:
            nr = self._nummer(ruw["nr"], pad)
        if isinstance(ruw.get("id"), (list, dict)):
            self.fout([*pad, "id"], "een id is één woord, geen lijst")
            return None
        feit = self._rectificatie(ruw, nr, pad, op) if "rectificeer" in ruw else self._feit(ruw, nr, pad, op, tijd)
        if feit is None or len(self.fouten) > voor:
            return None
        feit.vastgelegd_op, feit.vastgelegd_tijd = vast, vast_tijd
        if feit.id in self.types:
            self.fout([*pad, "id"], f"het nummer {feit.id} is al gebruikt", "Geef elk feit een eigen id.")
            return None
        self.types[feit.id] = feit.soort
        return feit

    def _nummer(self, ruw: Any, pad: list[str | int]) -> int:
        """The order of recording, if the writer gives it: a whole number above zero, once."""
        if not isinstance(ruw, int) or isinstance(ruw, bool) or ruw < 1:
            self.fout([*pad, "nr"], f"{ruw!r} is geen volgnummer", "Schrijf een heel getal vanaf 1, of laat nr weg.")
            return 1
        if ruw in self.nummers:
            self.fout([*pad, "nr"], f"nummer {ruw} is al gebruikt", "Geef elk feit een eigen nummer.")
        self.nummers.add(ruw)
        return ruw

    def _feit(self, ruw: Mapping[str, Any], nr: int, pad: list[str | int], op: date, tijd: int | None) -> Feit | None:
        soort = ruw.get("feit")
        model = self.w.feiten.get(str(soort))
        if model is None:
            self.fout([*pad, "feit"] if "feit" in ruw else pad, f"het feit {soort} bestaat niet", lijkt_op(str(soort), self.w.feiten).strip())
            return None
        opent = self._opent(ruw, str(soort), model, pad)
        over = self._over(ruw, str(soort), pad)
        if opent is not None and opent not in over:
            over = (opent, *over)
        herkomst = ruw.get("herkomst")
        if herkomst is not None and herkomst not in ("systeem", "buiten"):
            self.fout([*pad, "herkomst"], f"{herkomst} is geen herkomst", "Kies systeem of buiten.")
        return Feit(
            str(ruw.get("id") or f"f{nr}"),
            str(soort),
            op,
            nr,
            tijd=tijd,
            door=self._actor(ruw.get("door"), [*pad, "door"]),
            namens=str(ruw["namens"]) if ruw.get("namens") else None,
            opent=opent,
            over=over,
            velden=self._velden(ruw, str(soort), model, pad),
            herkomst=herkomst or (model.herkomst if model.herkomst != "beide" else "buiten"),
            reden=ruw.get("reden"),
            vernietigd=frozenset(ruw.get("vernietigd") or ()),
        )

    def _opent(self, ruw: Mapping[str, Any], soort: str, model: FeitType, pad: list[str | int]) -> str | None:
        opent = ruw.get("opent")
        if opent is None:
            return None
        if model.opent is None:
            self.fout([*pad, "opent"], f"{soort} opent geen ding", "Noem het ding bij over.")
            return None
        if self.dingen.get(str(opent), model.opent) != model.opent:
            self.fout([*pad, "opent"], f"{opent} is al een {self.dingen[str(opent)]}", "Kies een andere naam.")
        self.dingen.setdefault(str(opent), model.opent)
        return str(opent)

    def _over(self, ruw: Mapping[str, Any], soort: str, pad: list[str | int]) -> tuple[str, ...]:
        over = ruw.get("over")
        uit = []
        for d in over if isinstance(over, list) else [] if over is None else [over]:
            d = str(d)
            if d not in self.dingen:
                self.fout([*pad, "over"], f"{d} is nog niet geopend", "Noem een ding dat een eerder feit opent." + lijkt_op(d, self.dingen))
            elif not self.w.mag_over(soort, self.dingen[d]):
                self.fout(
                    [*pad, "over"],
                    f"{soort} gaat niet over een {self.dingen[d]}",
                    "Zet de soort bij over in de lijst met feiten, of noem een ander ding.",
                )
            uit.append(d)
        return tuple(uit)

    def _velden(self, ruw: Mapping[str, Any], soort: str, model: FeitType, pad: list[str | int]) -> dict[str, Any]:
        uit: dict[str, Any] = {}
        vernietigd = set(ruw.get("vernietigd") or ())
        eigen = ruw.get("velden")  # a field whose name is a key of the fact itself is written here
        if eigen is not None and not isinstance(eigen, dict):
            self.fout([*pad, "velden"], "velden is een kaart van veld naar waarde")
            eigen = None
        for k, v in [*((k, v) for k, v in ruw.items() if k not in GERESERVEERD or (k == "reden" and k in model.velden)), *(eigen or {}).items()]:
            veld = model.velden.get(k)
            if veld is None:
                self.fout([*pad, k], f"{soort} heeft geen veld {k}", lijkt_op(k, [*model.velden, *GERESERVEERD]).strip())
                continue
            try:
                if k not in vernietigd:
                    uit[k] = waarde(v, veld, self.w)
            except FoutWaarde as e:
                self.fout([*pad, k], f"{k}: {e}")
        return uit

    def _actor(self, ruw: Any, pad: list[str | int]) -> Actor:
        if ruw is None:
            return Actor()
        if isinstance(ruw, str):
            ruw = {"rol": ruw}
        if not isinstance(ruw, dict):
            self.fout(pad, "wie iets deed is een rol of een kaart met rol, organisatie, soort, persoon")
            return Actor()
        for k in ruw:
            if k not in ("rol", "organisatie", "soort", "persoon"):
                self.fout([*pad, k], f"{k} hoort hier niet", "Bekend zijn: rol, organisatie, soort, persoon.")
        rol = ruw.get("rol")
        if rol is not None and (not isinstance(rol, str) or rol not in self.w.rollen):
            self.fout(pad, f"{rol} is geen rol", lijkt_op(str(rol), self.w.rollen).strip())
            return Actor()
        if any(isinstance(ruw.get(k), (list, dict)) for k in ("organisatie", "soort", "persoon")):
            self.fout(pad, "organisatie, soort en persoon zijn woorden, geen lijst")
            return Actor()
        return Actor(rol, ruw.get("organisatie"), ruw.get("soort") or self.w.soort_van_rol(rol), ruw.get("persoon"))

    def _rectificatie(self, ruw: Mapping[str, Any], nr: int, pad: list[str | int], op: date) -> Feit | None:
        doel = str(ruw["rectificeer"])
        if doel not in self.types:
            self.fout(
                [*pad, "rectificeer"], f"het feit {doel} is niet bekend", "Noem de id van een eerder vastgelegd feit." + lijkt_op(doel, self.types)
            )
            return None
        for k in ruw:
            if k not in GERESERVEERD:
                self.fout([*pad, k], f"{k} hoort niet bij een rectificatie", "Zet wat er wordt gewijzigd onder wordt.")
        velden: dict[str, Any] = {"van": doel}
        if ruw.get("intrekken") in ("ja", True) and ruw.get("wordt") is not None:
            self.fout(pad, "een feit wordt ingetrokken of gewijzigd, niet allebei", "Haal intrekken of wordt weg.")
        elif ruw.get("intrekken") in ("ja", True):
            velden["intrekken"] = True
        elif isinstance(ruw.get("wordt"), dict):
            velden["wordt"] = self._wordt(ruw["wordt"], self.basistype(doel), [*pad, "wordt"], op)
        else:
            self.fout(pad, "een rectificatie zegt wat het wordt", "Schrijf wordt: {veld: waarde} of intrekken: ja.")
        self.doelen[str(ruw.get("id") or f"f{nr}")] = doel
        return Feit(
            str(ruw.get("id") or f"f{nr}"),
            RECTIFICATIE,
            op,
            nr,
            door=self._actor(ruw.get("door"), [*pad, "door"]),
            velden=velden,
            reden=ruw.get("reden"),
            herkomst="systeem",
        )

    def basistype(self, doel: str) -> str:
        while self.types.get(doel) == RECTIFICATIE and doel in self.doelen:
            doel = self.doelen[doel]
        return self.types.get(doel, "")

    def _wordt(self, ruw: Mapping[str, Any], soort: str, pad: list[str | int], op: date) -> dict[str, Any]:
        uit: dict[str, Any] = {}
        model = self.w.feiten.get(soort)
        for k, v in ruw.items():
            try:
                if k == "op":
                    uit["op"], uit["tijd"] = moment(v)
                    if uit["op"] > op:
                        self.fout(
                            [*pad, k], f"{uit['op']} ligt na de dag van de rectificatie", "Een feit kan niet eerder zijn vastgelegd dan gebeurd."
                        )
                elif k == "door":
                    uit["door"] = self._actor(v, [*pad, k])
                elif k == "over":
                    uit["over"] = self._over({"over": v}, soort, pad)
                elif k == "opent":
                    uit["opent"] = str(v)
                elif model is not None and k in model.velden:
                    uit[k] = waarde(v, model.velden[k], self.w)
                else:
                    bekend = model.velden if model else {}
                    self.fout([*pad, k], f"{soort} heeft geen veld {k}", lijkt_op(k, bekend).strip())
            except FoutWaarde as e:
                self.fout([*pad, k], f"{k}: {e}")
        return uit

    def klaar(self) -> None:
        """Raise what was found."""
        if self.fouten:
            raise InvoerFout(self.fouten)
