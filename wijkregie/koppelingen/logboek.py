# SPDX-License-Identifier: EUPL-1.2
"""The read log in the form of the Dutch standard Logboek Dataverwerkingen: sealed lines as spans, over OTLP/HTTP in JSON, to a collector.

A line becomes one span per data subject. Who read is not in it: that stays in the read log. The ids follow from the line, so a line that is sent
twice is told apart from two lines. Nothing is dropped: a seal stays in the outbox until the collector has confirmed all of it.
"""

from __future__ import annotations

import hmac
import json
import urllib.error
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from wijkregie.dossier import kern
from wijkregie.koppelingen.roep import Vraag, roep
from wijkregie.privacy.leeslog import Lezing, van_zegel

PERSOON: Final = "persoon"
PER_KEER: Final = 500
"""Spans of one request: below what collectors take by default."""
LANGST: Final = timedelta(hours=6)
GEDULD: Final = 10
"""Seconds that a collector may take for a whole answer, also for one that drips."""
INTERN, GOED = 1, 1  # span kind and status of OTLP


class Onbereikbaar(Exception):
    """The collector did not confirm. The text holds no content."""


@dataclass(frozen=True, slots=True)
class Verzamelaar:
    """Where the lines go. `register`: the address of the register of processing activities; `geheim`: what makes pseudonyms."""

    adres: str
    register: str
    geheim: bytes
    kop: Mapping[str, str]


def verzamelaar(instelling: Mapping[str, str]) -> Verzamelaar:
    """From the setting LOGBOEK."""
    naam, _, waarde = instelling["kop"].partition(":")
    kop = {naam.strip(): waarde.strip()} if naam else {}
    return Verzamelaar(instelling["adres"], instelling["register"], instelling["sleutel"].encode(), kop)


Verstuur = Callable[[Verzamelaar, bytes], None]


def verstuur(v: Verzamelaar, bericht: bytes) -> None:
    """Deliver one request. Raises Onbereikbaar unless the collector took every span of it."""
    try:
        tekst = roep(Vraag(v.adres, bericht, {"Content-Type": "application/json", **v.kop}), hoogstens=GEDULD, grootst=65536)
    except urllib.error.HTTPError as e:
        raise Onbereikbaar(f"antwoord {e.code}") from None
    except (OSError, ValueError) as e:
        raise Onbereikbaar(type(e).__name__) from None
    if _geweigerd(tekst):
        raise Onbereikbaar("een deel is geweigerd")


def _geweigerd(tekst: bytes) -> bool:
    """Does the answer say that some spans were not taken? A collector may answer with nothing."""
    try:
        return bool(int((json.loads(tekst or b"{}").get("partialSuccess") or {}).get("rejectedSpans") or 0))
    except (ValueError, AttributeError):
        return False


# spans


def span(v: Verzamelaar, gemeente: int, r: Lezing, soort: str, betrokkene: UUID, doelen: Iterable[str]) -> dict[str, Any]:
    """One line about one data subject, as OTLP writes it in JSON. This is the one place that knows the names of the standard."""
    toen = str(int(r.moment.timestamp() * 1_000_000) * 1000)
    wie = _merk(v, "betrokkene", betrokkene).hex()
    return {
        "traceId": _merk(v, "lezing", gemeente, r.id)[:16].hex(),
        "spanId": _merk(v, "span", gemeente, r.id, betrokkene)[:8].hex(),
        "name": r.deur,
        "kind": INTERN,
        "startTimeUnixNano": toen,
        "endTimeUnixNano": toen,
        "status": {"code": GOED},
        "attributes": [
            _tekst("dpl.core.processing_activity_id", f"{v.register.rstrip('/')}/{r.deur}"),
            _tekst("dpl.core.data_subject_id", wie),
            _tekst("dpl.core.data_subject_id_type", soort),
            {"key": "wijkregie.doelen", "value": {"arrayValue": {"values": [{"stringValue": d} for d in doelen]}}},
        ],
    }


def bericht(spans: list[dict[str, Any]], versie: str) -> bytes:
    bron = {"attributes": [_tekst("service.name", "wijkregie"), _tekst("service.version", versie)]}
    return json.dumps({"resourceSpans": [{"resource": bron, "scopeSpans": [{"scope": {"name": "wijkregie.leeslog"}, "spans": spans}]}]}).encode()


def _tekst(sleutel: str, waarde: str) -> dict[str, Any]:
    return {"key": sleutel, "value": {"stringValue": waarde}}


def _merk(v: Verzamelaar, *delen: object) -> bytes:
    """A mark that only who has the key can lead back to what it was made from; the same each time."""
    return hmac.new(v.geheim, "|".join(map(str, delen)).encode(), sha256).digest()


# the outbox


def stuur_door(gemeente: int, code: str, v: Verzamelaar, versie: str, lever: Verstuur = verstuur) -> int:
    """Send what is sealed and not confirmed yet, oldest first; gives how many spans. Raises Onbereikbaar; then it is tried again later.

    No transaction is open while the collector is asked: a slow one holds up nobody.
    """
    n = 0
    while (werk := _volgende(gemeente, code, v)) is not None:
        zegel, delen = werk
        for spans, tot in delen:
            try:
                if spans:
                    lever(v, bericht(spans, versie))
            except Onbereikbaar:
                _later(gemeente, code, zegel)
                raise
            _klaar_tot(gemeente, code, zegel, tot)
            n += len(spans)
        _verzonden(gemeente, code, zegel)
    return n


Deel = tuple[list[dict[str, Any]], int]


def _volgende(gemeente: int, code: str, v: Verzamelaar) -> tuple[int, list[Deel]] | None:
    """The oldest seal whose time has come, as requests with the last line of each. Order is kept: a seal that waits holds up the next."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(
            "select zegel, klaar_tot, na from privacy_logboek where gemeente = %s and verzonden is null order by zegel limit 1", [gemeente]
        )
        rij = k.cursor.fetchone()
        if rij is None or rij[2] > k.nu:
            return None
        regels = [r for r in van_zegel(k.cursor, gemeente, rij[0]) if r.id > rij[1]]
        wie = _betrokkenen(k.cursor, gemeente, {d for r in regels for d in r.dossiers})
        doel = {i: naam for naam, i in k.bits.doel.items()}
    delen: list[Deel] = []
    for r in regels:
        namen = [doel[i] for i in r.doelen if i in doel]
        subjecten = dict.fromkeys(x for d in r.dossiers for x in wie.get(d, (("dossier", d),)))
        erbij = [span(v, gemeente, r, soort, b, namen) for soort, b in subjecten]
        if delen and len(delen[-1][0]) + len(erbij) <= PER_KEER:
            delen[-1] = (delen[-1][0] + erbij, r.id)
        else:
            delen.append((erbij, r.id))
    return rij[0], delen


def _betrokkenen(cursor: Any, gemeente: int, dossiers: set[UUID]) -> dict[UUID, list[tuple[str, UUID]]]:
    """Of each dossier the persons that it is about; of a person the person himself. A dossier about nobody known stands for itself."""
    cursor.execute(
        "select d.id, d.id from dossier_dossier d where d.gemeente = %s and d.id = any(%s) and d.soort = %s union"
        " select v.dossier, v.ander from dossier_verbinding v join dossier_dossier p on p.gemeente = v.gemeente and p.id = v.ander and p.soort = %s"
        " where v.gemeente = %s and v.dossier = any(%s)",
        [gemeente, list(dossiers), PERSOON, PERSOON, gemeente, list(dossiers)],
    )
    uit: dict[UUID, list[tuple[str, UUID]]] = {}
    for dossier, persoon in sorted(cursor.fetchall()):
        uit.setdefault(dossier, []).append((PERSOON, persoon))
    return uit


def _klaar_tot(gemeente: int, code: str, zegel: int, tot: int) -> None:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("update privacy_logboek set klaar_tot = %s, pogingen = 0 where gemeente = %s and zegel = %s", [tot, gemeente, zegel])


def _verzonden(gemeente: int, code: str, zegel: int) -> None:
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute("update privacy_logboek set verzonden = %s where gemeente = %s and zegel = %s", [k.nu, gemeente, zegel])


def _later(gemeente: int, code: str, zegel: int) -> None:
    """Twice as long each time, up to a limit; it is never given up."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(
            "update privacy_logboek set pogingen = pogingen + 1 where gemeente = %s and zegel = %s returning pogingen", [gemeente, zegel]
        )
        na = k.nu + wachttijd(k.cursor.fetchone()[0])
        k.cursor.execute("update privacy_logboek set na = %s where gemeente = %s and zegel = %s", [na, gemeente, zegel])


def wachttijd(pogingen: int) -> timedelta:
    return min(timedelta(minutes=2 ** min(pogingen - 1, 10)), LANGST)


def achterstand(gemeente: int, code: str) -> tuple[int, datetime | None]:
    """How many seals wait, and since when the oldest does."""
    with kern.in_kern(gemeente, code) as k:
        k.cursor.execute(
            "select count(*), min(z.moment) from privacy_logboek l join privacy_zegel z on z.gemeente = l.gemeente and z.nr = l.zegel"
            " where l.gemeente = %s and l.verzonden is null",
            [gemeente],
        )
        aantal, sinds = k.cursor.fetchone()
        return int(aantal), sinds.astimezone(UTC) if sinds is not None else None
