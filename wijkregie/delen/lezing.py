# SPDX-License-Identifier: EUPL-1.2
"""What a page read of whom: every function that gives content to a session notes the dossier and the categories, for the read log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Gelezen = dict[UUID, int]
"""Dossier -> mask of the categories of which something was given. Zero: no more than that it is there."""


class Verzameld(Gelezen):
    """What was read by the way of the door; `anders`: what was read by another way, by that way."""

    def __init__(self) -> None:
        super().__init__()
        self.anders: dict[str, Gelezen] = {}


_gelezen: ContextVar[Verzameld | None] = ContextVar("gelezen", default=None)
_weg: ContextVar[str | None] = ContextVar("weg", default=None)


@contextmanager
def verzamel() -> Iterator[Verzameld]:
    """Collect what is read until the end of the block. Jobs and the core read for nobody and collect nothing."""
    gelezen = Verzameld()
    merk = _gelezen.set(gelezen)
    try:
        yield gelezen
    finally:
        _gelezen.reset(merk)


@contextmanager
def langs(weg: str) -> Iterator[None]:
    """What is read in this block, is read by this way and not by that of the door."""
    merk = _weg.set(weg)
    try:
        yield
    finally:
        _weg.reset(merk)


def noteer(dossier: UUID, masker: int = 0) -> None:
    """Something of this dossier goes to the session."""
    gelezen = _gelezen.get()
    if gelezen is not None:
        weg = _weg.get()
        hier = gelezen if weg is None else gelezen.anders.setdefault(weg, {})
        hier[dossier] = hier.get(dossier, 0) | masker
