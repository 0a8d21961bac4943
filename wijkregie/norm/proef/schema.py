# SPDX-License-Identifier: EUPL-1.2
"""JSON Schema for editors, from the same models that read the files: completion and red lines while writing."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from wijkregie.norm.model.regelmodel import Hoofdstuk, Kop
from wijkregie.norm.model.vocabulaire import Vocabulaire
from wijkregie.norm.proef.verwacht import DELEN

Schema = dict[str, Any]
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEKST: Final[Schema] = {"type": "string"}
_TEKSTEN: Final[Schema] = {"type": ["string", "array"], "items": {"type": "string"}}
_DATUM: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2})?)?$"}
_UITLEG: Final = {
    "aan": "Met wie het wordt gedeeld.",
    "afwijken": "Wie met een reden mag afwijken.",
    "afzien": "Wie met een reden mag afzien.",
    "als": "De regel geldt alleen als dit zo is.",
    "bewaakt": "De handeling waar deze toets voor staat.",
    "bij": "De aanleiding: welk feit roept dit op.",
    "bron": "Waar het in de bron staat.",
    "categorie": "Welk soort gegeven dit is.",
    "deel": "Wat elk volgend normnummer zelf toevoegt.",
    "doe": "Met welk feit de plicht is gedaan.",
    "doel": "Waarvoor het mag worden gedeeld.",
    "door": "Wie dit mag vastleggen.",
    "eis": "Wat waar moet zijn.",
    "eisen": "Wat er in het feit moet staan.",
    "gegevens": "Welke gegevens.",
    "grond": "Op welke grond: toestemming, convenant, wettelijke_taak of nog_te_bepalen.",
    "hardheid": "hard: geen afwijking; doorgaans: met een reden; advies.",
    "herhaal": "rollend 1 maand, vast 1 jaar of kalender maand.",
    "houdt": "De toestand die de plicht beëindigt.",
    "indien": "De eis geldt alleen als dit zo is.",
    "niet_voor": "De eerste dag waarop het mag.",
    "norm": "Het nummer uit het normregister. Het eerste is de hoofdnorm.",
    "noot": "Een opmerking voor de lezer.",
    "per": "dossier, trigger of een soort ding.",
    "streef": "De dag waarnaar we streven.",
    "uiterlijk": "De termijn, zoals 2 werkdagen.",
    "vanaf": "De dag waarop de termijn begint. Anders: de dag van de aanleiding.",
    "vervangt": "Normen van andere protocollen die hiervoor wijken.",
    "verbod": "ja: dit mag niet worden gedeeld.",
    "wat": "In gewone woorden wat er moet gebeuren.",
    "wie": "Van wie de plicht is. Anders: van wie de regie heeft.",
    "zolang": "Is dit niet meer zo, dan vervalt de plicht.",
}


class _Maker(GenerateJsonSchema):
    """Says what the validators of the model accept besides the type that they deliver."""

    def function_before_schema(self, schema: Any) -> Schema:
        binnen: Schema = super().function_before_schema(schema)
        naam = schema["function"]["function"].__name__
        if naam == "_janee":
            return {"enum": ["ja", "nee", True, False]}
        if naam == "_tekst":
            return {"type": ["string", "integer", "boolean"]}
        if naam == "_termijn":
            return {"type": "string"}
        if naam == "als_lijst":
            return {"anyOf": [binnen, binnen["items"], {"type": "null"}]}
        if naam == "_doe":
            een = {"anyOf": [binnen["items"], _TEKST]}
            return {"anyOf": [*een["anyOf"], {"type": "array", "items": een}, {"type": "null"}]}
        if naam == "_bewaakt":
            een = {"anyOf": [binnen["items"], _TEKST]}
            return {"anyOf": [*een["anyOf"], {"type": "array", "items": een}]}
        if naam == "_delen":
            return {"type": "object", "additionalProperties": _TEKSTEN}
        if naam in ("_wie", "_gemist", "_voor_elk"):
            kort = {"_wie": _TEKSTEN, "_gemist": _TEKST, "_voor_elk": _TEKSTEN}[naam]
            return {"anyOf": [*binnen.get("anyOf", [binnen]), kort]}
        return binnen


def _van(m: type[BaseModel], titel: str) -> Schema:
    s: Schema = m.model_json_schema(schema_generator=_Maker, mode="validation")
    _verzorg(s)
    return {"$schema": _DIALECT, **s, "title": titel}


def _verzorg(s: Any) -> None:
    """Titles, defaults and English class texts out; Dutch explanations of keys in."""
    if isinstance(s, list):
        for x in s:
            _verzorg(x)
    elif isinstance(s, dict):
        velden = s.get("properties")
        for sleutel in ("title", "default", "description"):
            if isinstance(s.get(sleutel), (str, list, dict, bool)) or s.get(sleutel, 0) is None:
                s.pop(sleutel)
        for k, x in s.items():
            if k == "properties":
                for veld in x.values():
                    _verzorg(veld)
            elif k not in ("enum", "const", "required"):
                _verzorg(x)
        for naam, veld in (velden or {}).items():
            if naam in _UITLEG and isinstance(veld, dict):
                veld["description"] = _UITLEG[naam]


def _protocol() -> Schema:
    """The head of a version, which may hold rules as well."""
    kop, hoofdstuk = _van(Kop, "Kop van een protocol"), _van(Hoofdstuk, "")
    velden = {**hoofdstuk["properties"], **kop["properties"]}
    return {**kop, "properties": velden, "$defs": {**hoofdstuk.get("$defs", {}), **kop.get("$defs", {})}}


def _kaart(verplicht: list[str], **velden: Schema) -> Schema:
    return {"type": "object", "required": verplicht, "properties": velden, "additionalProperties": False}


def _lijst(van: Schema) -> Schema:
    return {"type": ["array", "null"], "items": van}


def _scenario() -> Schema:
    """Scenarios have no model of their own: fields of facts hang on the vocabulary, expectations on the state."""
    actor = {"anyOf": [_TEKST, _kaart([], rol=_TEKST, organisatie=_TEKST, soort=_TEKST, persoon=_TEKST)]}
    feit = {
        "type": "object",
        "required": ["op"],
        "anyOf": [{"required": ["feit"]}, {"required": ["rectificeer"]}],
        "properties": {
            "op": {**_MOMENT, "description": "De dag waarop het gebeurde, eventueel met tijd."},
            "feit": {**_TEKST, "description": "Welk feit uit de lijst met feiten."},
            "id": {"type": ["string", "integer"]},
            "opent": {**_TEKST, "description": "De naam van het ding dat hiermee begint."},
            "over": {**_TEKSTEN, "description": "Over welk ding het gaat."},
            "door": {**actor, "description": "Wie het deed."},
            "namens": _TEKST,
            "vastgelegd": {**_MOMENT, "description": "De dag waarop het is vastgelegd. Anders: de dag zelf."},
            "herkomst": _TEKST,
            "dossier": _TEKSTEN,
            "reden": _TEKST,
            "rectificeer": {**_TEKST, "description": "Het id van het feit dat wordt verbeterd."},
            "wordt": {"type": "object"},
            "intrekken": {"enum": ["ja", "nee", True, False]},
        },
    }
    verwacht = {
        "type": "object",
        "required": ["op"],
        "properties": {k: _DATUM if k in ("op", "bekend_op") else _TEKST if k in ("dossier", "noot") else {} for k in sorted(DELEN)},
        "additionalProperties": False,
    }
    bezet = _kaart(["rol", "organisatie"], rol=_TEKST, organisatie=_TEKST, gebied=_TEKST, van=_DATUM, tot=_DATUM, team=_TEKST, persoon=_TEKST)
    velden = {
        "scenario": {**_TEKST, "description": "De titel: wat dit verhaal laat zien."},
        "toont": {**_TEKSTEN, "description": "De normen die dit scenario bewijst."},
        "protocollen": {**_TEKSTEN, "description": "gemeente/protocol, of gemeente/protocol@jjjj-mm-dd."},
        "gebied": _TEKST,
        "bezetting": _lijst(bezet),
        "convenanten": _lijst(_kaart(["organisatie"], organisatie=_TEKST, van=_DATUM, tot=_DATUM)),
        "vernietigd": _lijst(_kaart(["besluit", "op"], besluit=_TEKST, op=_DATUM)),
        "keuzes": {"type": ["object", "null"]},
        "dossiers": {"type": "object", "additionalProperties": {"anyOf": [_kaart([], protocollen=_TEKSTEN), {"type": "null"}]}},
        "verbindingen": _lijst(_kaart(["van", "naar", "soort"], van=_TEKST, naar=_TEKST, soort=_TEKST, sinds=_DATUM, tot=_DATUM)),
        "feiten": _lijst(feit),
        "verwacht": _lijst(verwacht),
        "noot": _TEKST,
        "vertel": {},
    }
    return {"$schema": _DIALECT, "title": "Scenario", **_kaart(["scenario"], **velden)}


def schemas() -> dict[str, Schema]:
    """One schema for each kind of file: name to schema."""
    return {
        "feiten": _van(Vocabulaire, "Lijst met feiten van een gemeente"),
        "protocol": _protocol(),
        "hoofdstuk": _van(Hoofdstuk, "Hoofdstuk van een protocol"),
        "scenario": _scenario(),
    }
