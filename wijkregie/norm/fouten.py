# SPDX-License-Identifier: EUPL-1.2
"""Errors in what people write: each names the file, the line, the key and the next step, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fout:
    """One precise message about a protocol, vocabulary or scenario."""

    bestand: str
    regel: int  # 1-based; 0 when the file as a whole is meant
    sleutel: str  # path of keys, "plichten.melder_benaderen.uiterlijk"
    melding: str
    herstel: str = ""

    def __str__(self) -> str:
        plaats = f"{self.bestand}:{self.regel}" if self.regel else self.bestand
        sleutel = f" [{self.sleutel}]" if self.sleutel else ""
        herstel = f" {self.herstel}" if self.herstel else ""
        return f"{plaats}{sleutel}: {self.melding}{herstel}"


class InvoerFout(ValueError):
    """Input that cannot be used. Carries every error found, so that an author mends them in one go."""

    def __init__(self, fouten: Fout | Iterable[Fout]) -> None:
        self.fouten: list[Fout] = [fouten] if isinstance(fouten, Fout) else sorted(set(fouten))
        super().__init__("\n".join(str(f) for f in self.fouten))
