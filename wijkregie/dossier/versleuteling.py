# SPDX-License-Identifier: EUPL-1.2
"""Content that lies encrypted: a key per dossier and category, each wrapped by the master key that is not in the database.

Without its key a row is noise, in the database and in every backup of it: to destroy content is to destroy its key. The salt of the commitment lies
inside, or whoever has a backup could guess short content until the commitment fits; padding keeps a yes from being told from a no by its length.
What is encrypted is bound to its place (AAD): a row that was moved to another fact, dossier or municipality does not open.
"""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

HELDER, DICHT = 0, 1
"""The form of a row: plain UTF-8, or encrypted with its salt inside."""
ZOUT: Final = 16
_NONCE: Final = 12
_BLOK: Final = 64
_SLEUTELS: Final = "select categorie, hoofdsleutel, sleutel from dossier_sleutels(%s, %s)"
_VAN_VELEN: Final = "select dossier, categorie, hoofdsleutel, sleutel from dossier_sleutel where gemeente = %s and dossier = any(%s)"
_NIEUW: Final = """insert into dossier_sleutel (gemeente, dossier, categorie, hoofdsleutel, sleutel)
    select %s::int, %s::uuid, %s::smallint, %s::text, %s::bytea where not exists (select 1 from dossier_deel where gemeente = %s and dossier = %s
        and categorie = %s and vorm = 1 and inhoud is not null) and not exists (select 1 from dossier_bestand where gemeente = %s and dossier = %s
        and categorie = %s and vorm = 1 and inhoud is not null)"""
_DICHT: Final = "dicht"
toevallig = secrets.token_bytes


class OnleesbaarFout(Exception):
    """What was encrypted does not open: another key, another place, or changed."""


class GeenSleutel(OnleesbaarFout):
    """The key is not there: destroyed, or not put back with the rest."""


class SleutelKwijt(OnleesbaarFout):
    """There is content under a key that is not there: a new one would take its place, and the right one could not be put back any more."""


class GeenHoofdsleutel(OnleesbaarFout):
    """The settings lack the master key. The content is not destroyed: nobody may conclude anything from not being able to read it."""


# the master key


def hoofdsleutels() -> Mapping[str, bytes]:
    """By their mark. The first wraps, all open: so that one can be followed by another."""
    return _bij_merk(tuple(settings.HOOFDSLEUTELS))


@cache
def _bij_merk(sleutels: tuple[bytes, ...]) -> dict[str, bytes]:
    return {sha256(b"wijkregie hoofdsleutel" + s).hexdigest()[:16]: s for s in sleutels}


@cache
def _afgeleid(hoofd: bytes, waarvoor: bytes, lengte: int = 32) -> bytes:
    return HKDF(SHA256(), lengte, None, b"wijkregie " + waarvoor).derive(hoofd)


def plek(*delen: Any) -> bytes:
    """The place that something is bound to."""
    return json.dumps([str(x) for x in delen], ensure_ascii=False).encode()


def verpak(gemeente: int, dossier: UUID, categorie: int, sleutel: bytes) -> tuple[str, bytes]:
    """A key as it lies in the database: the mark of the master key, and the key wrapped by it."""
    merk, hoofd = next(iter(hoofdsleutels().items()))
    return merk, _gcm(_afgeleid(hoofd, b"omhulling"), plek("sleutel", gemeente, dossier, categorie), sleutel)


def pak_uit(gemeente: int, dossier: UUID, categorie: int, merk: str, verpakt: bytes) -> bytes:
    """Raises OnleesbaarFout; for a master key that this installation does not have, GeenHoofdsleutel."""
    hoofd = hoofdsleutels().get(merk)
    if hoofd is None:
        raise GeenHoofdsleutel(f"hoofdsleutel {merk} staat niet in de instellingen")
    return _ongcm(_afgeleid(hoofd, b"omhulling"), plek("sleutel", gemeente, dossier, categorie), verpakt)


def _gcm(sleutel: bytes, bij: bytes, tekst: bytes) -> bytes:
    nonce = toevallig(_NONCE)
    return nonce + AESGCM(sleutel).encrypt(nonce, tekst, bij)


def _ongcm(sleutel: bytes, bij: bytes, dicht: bytes) -> bytes:
    try:
        return AESGCM(sleutel).decrypt(dicht[:_NONCE], dicht[_NONCE:], bij)
    except (InvalidTag, ValueError):
        raise OnleesbaarFout from None


# content


def sluit(sleutel: bytes, bij: bytes, zout: bytes, tekst: bytes) -> bytes:
    """Content with its salt, padded and encrypted."""
    vol = zout + tekst + b"\x80"
    return _gcm(sleutel, bij, vol + bytes(-len(vol) % _BLOK))


def open_(sleutel: bytes, bij: bytes, dicht: bytes) -> tuple[bytes, bytes]:
    """Salt and content. Raises OnleesbaarFout."""
    vol = _ongcm(sleutel, bij, dicht).rstrip(b"\0")
    return vol[:ZOUT], vol[ZOUT:-1]


class Sleutelbos:
    """The keys of one dossier as far as this connection may read them: asked once, made when first needed."""

    def __init__(self, cursor: Any, gemeente: int, dossier: UUID) -> None:
        self.cursor, self.gemeente, self.dossier = cursor, gemeente, dossier
        self._verpakt: dict[int, tuple[str, bytes]] | None = None
        self._open: dict[int, bytes] = {}

    @classmethod
    def van_velen(cls, cursor: Any, gemeente: int, dossiers: Iterable[UUID]) -> dict[UUID, Sleutelbos]:
        """Those of many dossiers, asked in one go."""
        uit = {d: cls(cursor, gemeente, d) for d in dossiers}
        for bos in uit.values():
            bos._verpakt = {}
        if uit:
            cursor.execute(_VAN_VELEN, [gemeente, list(uit)])
            for d, c, merk, s in cursor.fetchall():
                verpakt = uit[d]._verpakt
                assert verpakt is not None
                verpakt[c] = (merk, bytes(s))
        return uit

    def sleutel(self, categorie: int) -> bytes:
        """Raises OnleesbaarFout, GeenSleutel, GeenHoofdsleutel."""
        if categorie not in self._open:
            rij = self._rijen().get(categorie)
            if rij is None:
                raise GeenSleutel
            self._open[categorie] = pak_uit(self.gemeente, self.dossier, categorie, *rij)
        return self._open[categorie]

    def sleutel_of_nieuw(self, categorie: int) -> bytes:
        """Call it with the dossier locked, as wijk_kern. Raises SleutelKwijt too."""
        if categorie not in self._open and categorie not in self._rijen():
            nieuw, plek_ = toevallig(32), (self.gemeente, self.dossier, categorie)
            self.cursor.execute(_NIEUW, [*plek_, *verpak(*plek_, nieuw), *plek_, *plek_])
            if not self.cursor.rowcount:
                raise SleutelKwijt
            self._open[categorie] = nieuw
        return self.sleutel(categorie)

    def _rijen(self) -> dict[int, tuple[str, bytes]]:
        if self._verpakt is None:
            self.cursor.execute(_SLEUTELS, [self.gemeente, self.dossier])
            self._verpakt = {c: (merk, bytes(s)) for c, merk, s in self.cursor.fetchall()}
        return self._verpakt

    # a category row, a file and its name

    def sluit_deel(self, feit: UUID, categorie: int, zout: bytes, tekst: bytes) -> bytes:
        return sluit(self.sleutel_of_nieuw(categorie), self._deel(feit, categorie), zout, tekst)

    def open_deel(self, feit: UUID, categorie: int, dicht: bytes) -> tuple[bytes, bytes]:
        return open_(self.sleutel(categorie), self._deel(feit, categorie), dicht)

    def sluit_bestand(self, feit: UUID, categorie: int, bestand: UUID, zout: bytes, naam: str, inhoud: bytes) -> tuple[bytes, bytes]:
        """Its name and its content."""
        s = self.sleutel_of_nieuw(categorie)
        bij = (feit, categorie, bestand)
        return sluit(s, self._bestand("naam", *bij), zout, naam.encode()), sluit(s, self._bestand("inhoud", *bij), zout, inhoud)

    def open_bestand(self, feit: UUID, categorie: int, bestand: UUID, dicht: bytes) -> tuple[bytes, bytes]:
        return open_(self.sleutel(categorie), self._bestand("inhoud", feit, categorie, bestand), dicht)

    def open_naam(self, feit: UUID, categorie: int, bestand: UUID, dicht: bytes) -> str:
        return open_(self.sleutel(categorie), self._bestand("naam", feit, categorie, bestand), dicht)[1].decode()

    def _deel(self, feit: UUID, categorie: int) -> bytes:
        return plek("deel", self.gemeente, self.dossier, feit, categorie)

    def _bestand(self, wat: str, feit: UUID, categorie: int, bestand: UUID) -> bytes:
        return plek(f"bestand {wat}", self.gemeente, self.dossier, feit, categorie, bestand)

    # why somebody opened what was shut, and what was said of it: under the key of the first category that it opened

    def sluit_nood(self, nood: UUID, categorie: int, wat: str, tekst: str) -> bytes:
        return sluit(self.sleutel_of_nieuw(categorie), plek("nood", self.gemeente, self.dossier, nood, wat), toevallig(ZOUT), tekst.encode())

    def open_nood(self, nood: UUID, categorie: int, wat: str, dicht: bytes) -> str:
        return open_(self.sleutel(categorie), plek("nood", self.gemeente, self.dossier, nood, wat), dicht)[1].decode()

    # a published value: the same text for the same value, so that a derived row is written only when it changed

    def sluit_waarde(self, categorie: int, naam: str, waarde: Any) -> dict[str, str]:
        siv = AESSIV(_afgeleid(self.sleutel_of_nieuw(categorie), b"publicatie", 64))
        tekst = json.dumps(waarde, ensure_ascii=False, sort_keys=True).encode()
        vol = tekst + b" " * (-len(tekst) % _BLOK)
        return {_DICHT: b64encode(siv.encrypt(vol, [self._waarde(categorie, naam)])).decode()}

    def open_waarde(self, categorie: int, naam: str, waarde: Any) -> Any:
        """A published value as it was before `sluit_waarde`; one that lies open as it is. Raises OnleesbaarFout."""
        if not is_dicht(waarde):
            return waarde
        siv = AESSIV(_afgeleid(self.sleutel(categorie), b"publicatie", 64))
        try:
            return json.loads(siv.decrypt(b64decode(waarde[_DICHT]), [self._waarde(categorie, naam)]))
        except (InvalidTag, ValueError):
            raise OnleesbaarFout from None

    def _waarde(self, categorie: int, naam: str) -> bytes:
        return plek("publicatie", self.gemeente, self.dossier, categorie, naam)


def is_dicht(waarde: Any) -> bool:
    return isinstance(waarde, dict) and _DICHT in waarde


# what is of no dossier: a form that was not finished, and the proof of what a command sent


def sluit_concept(gemeente: int, login: int, naam: str, tekst: str) -> dict[str, str]:
    merk, hoofd = next(iter(hoofdsleutels().items()))
    dicht = _gcm(_afgeleid(hoofd, b"concepten"), plek("concept", gemeente, login, naam), tekst.encode())
    return {"hoofdsleutel": merk, _DICHT: b64encode(dicht).decode()}


def open_concept(gemeente: int, login: int, naam: str, inhoud: Mapping[str, str]) -> str:
    """Raises OnleesbaarFout."""
    hoofd = hoofdsleutels().get(inhoud["hoofdsleutel"])
    if hoofd is None:
        raise GeenHoofdsleutel
    return _ongcm(_afgeleid(hoofd, b"concepten"), plek("concept", gemeente, login, naam), b64decode(inhoud[_DICHT])).decode()


def zegel(zout: bytes, tekst: bytes) -> bytes:
    """A commitment to what was sent that cannot be guessed at by who has the database alone."""
    return _zegel(next(iter(hoofdsleutels().values())), zout, tekst)


def zegel_klopt(zout: bytes, tekst: bytes, v: bytes) -> bool:
    return any(hmac.compare_digest(_zegel(h, zout, tekst), v) for h in hoofdsleutels().values())


def _zegel(hoofd: bytes, zout: bytes, tekst: bytes) -> bytes:
    return hmac.digest(_afgeleid(hoofd, b"opdrachten"), zout + tekst, "sha256")
