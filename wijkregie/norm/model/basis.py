# SPDX-License-Identifier: EUPL-1.2
"""What every shape that people write shares: short ways of writing, and what each rule carries."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from wijkregie.norm.tijd.termijn import lees_termijn

_NAAM = r"^[a-z][a-z0-9_]*$"


def _janee(v: Any) -> Any:
    return {"ja": True, "nee": False}.get(v, v) if isinstance(v, str) else v


def als_lijst(v: Any) -> Any:
    """One thing is a list of one; nothing is an empty list."""
    return v if isinstance(v, list) else [] if v is None else [v]


def _tekst(v: Any) -> Any:
    return "ja" if v is True else "nee" if v is False else str(v) if isinstance(v, int) else v


def _termijn(v: Any) -> Any:
    lees_termijn(v)
    return v


JaNee = Annotated[bool, BeforeValidator(_janee)]
Lijst = Annotated[list[str], BeforeValidator(als_lijst)]
Tekst = Annotated[str, BeforeValidator(_tekst)]  # a value or expression; `ja`, 3 and text alike
TermijnTekst = Annotated[str, BeforeValidator(_termijn)]
Naam = Annotated[str, Field(pattern=_NAAM)]
Namen = Annotated[list[Naam], BeforeValidator(als_lijst)]
Hardheid = Literal["hard", "doorgaans", "advies"]


class Basis(BaseModel):
    """Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class Regel(Basis):
    """What every rule carries: the norms it executes, what each adds by itself, and where it stands."""

    norm: Lijst = []
    deel: dict[str, Lijst] = {}
    bron: str | None = None
    wat: str | None = None
    noot: str | None = None
    niet_mogelijk: dict[str, str] = {}

    @field_validator("deel", mode="before")
    @classmethod
    def _delen(cls, v: Any) -> Any:
        return {k: x if isinstance(x, list) else [x] for k, x in v.items()} if isinstance(v, dict) else v
