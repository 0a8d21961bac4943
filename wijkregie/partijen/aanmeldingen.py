# SPDX-License-Identifier: EUPL-1.2
"""Sessions: each has a row, so that its owner can see and end it. A session ends after a working day, after quiet minutes, and when it is ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as eindig_sessie
from django.contrib.auth.signals import user_logged_in
from django.db import connections
from django.http import HttpRequest, HttpResponse

from wijkregie.klok import nu, vandaag
from wijkregie.partijen.context import binnen

AANMELDING: Final = "aanmelding"
STIL: Final = "stil"
"""In the session: which row it has, and after how many quiet minutes it ends."""
STANDAARD: Final = 15
VANZELF: Final = ("/vers/", "/sessie/over/")
"""Ends of addresses that an open page asks by itself: that is nobody at work."""
BIJ: Final = timedelta(minutes=1)
"""How much `gezien` may lag behind: a page does not write at each request."""
_WAAROM: Final = {
    "stil": "U bent automatisch uitgelogd, omdat u een tijd niets deed. Een concept dat u bewaarde, staat er nog.",
    "lang": "U bent uitgelogd, omdat uw werkdag in Wijkregie om is. Log opnieuw in om verder te gaan.",
    "elders": "U bent uitgelogd. Log opnieuw in om verder te gaan.",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How long this session still lasts, for the page."""

    stil: int  # seconds from the last act
    over: int  # seconds from now, however busy

    @property
    def nog(self) -> int:
        return max(0, min(self.stil, self.over))


@dataclass(frozen=True, slots=True)
class Aanmelding:
    id: UUID
    begonnen: datetime
    gezien: datetime
    toestel: str


def bewaak(volgende: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Ends what has ended before a page looks who is there. Stands after the layer that knows who is logged in."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = nu()
            waarom, stand = _kijk(request, moment)
            if waarom:
                eindig_sessie(request)
                messages.warning(request, _WAAROM[waarom])
            else:
                request.aanmelding = stand  # type: ignore[attr-defined]  # for the frame of the page
        return volgende(request)

    return antwoord


def _kijk(request: HttpRequest, moment: datetime) -> tuple[str, Stand | None]:
    login, nummer = int(request.user.pk or 0), request.session.get(AANMELDING)
    if nummer is None:
        return "elders", None
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute("select begonnen, gezien, geeindigd from partijen_aanmelding where id = %s and login = %s", [nummer, login])
        rij = c.fetchone()
        if rij is None or rij[2] is not None:
            return "elders", None
        over = rij[0] + settings.SESSIE_DUUR - moment
        stil = timedelta(minutes=request.session.get(STIL, STANDAARD)) if settings.SESSIE_STIL else settings.SESSIE_DUUR
        vanzelf = request.path_info.endswith(VANZELF) or "X-Vanzelf" in request.headers
        nog = rij[1] + stil - moment
        waarom = "lang" if over <= timedelta(0) else "stil" if nog <= timedelta(0) else ""
        if waarom:
            c.execute("update partijen_aanmelding set geeindigd = %s where id = %s", [moment, nummer])
            return waarom, None
        if not vanzelf and moment - rij[1] >= BIJ:
            c.execute("update partijen_aanmelding set gezien = %s where id = %s", [moment, nummer])
    return "", Stand(int((nog if vanzelf else stil).total_seconds()), int(over.total_seconds()))


def lopende(login: int, moment: datetime) -> list[Aanmelding]:
    """Where somebody is logged in now, as far as the longest session reaches; the last seen first."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "select id, begonnen, gezien, toestel from partijen_aanmelding"
            " where login = %s and geeindigd is null and begonnen > %s order by gezien desc, id",
            [login, moment - settings.SESSIE_DUUR],
        )
        return [Aanmelding(*r) for r in c.fetchall()]


def beeindig(login: int, moment: datetime, *, alleen: UUID | None = None, behalve: str | None = None) -> int:
    """End one session of somebody, or all but one: at their next request they are over."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "update partijen_aanmelding set geeindigd = %s where login = %s and geeindigd is null"
            " and (%s::uuid is null or id = %s::uuid) and (%s::uuid is null or id <> %s::uuid)",
            [moment, login, alleen, alleen, behalve, behalve],
        )
        return int(c.rowcount)


def _begin(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Every log-in passes here, by whatever door."""
    nummer, moment = uuid4(), nu()
    toestel = toestel_van(request.META.get("HTTP_USER_AGENT", ""))
    with binnen(login=user.pk), connections["default"].cursor() as c:
        c.execute(
            "insert into partijen_aanmelding (id, login, begonnen, gezien, toestel) values (%s, %s, %s, %s, %s)",
            [nummer, user.pk, moment, moment, toestel],
        )
        c.execute(
            "insert into partijen_gebruik (login, laatst) values (%s, %s) on conflict (login) do update set laatst = excluded.laatst",
            [user.pk, vandaag()],
        )
    request.session[AANMELDING] = str(nummer)


user_logged_in.connect(_begin, dispatch_uid="partijen.aanmelding")

_BROWSERS: Final = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMEN: Final = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))


def toestel_van(kop: str) -> str:
    """A browser as its owner knows it; nothing of its version, which would tell machines apart."""
    browser = next((naam for deel, naam in _BROWSERS if deel in kop), "Onbekende browser")
    systeem = next((naam for deel, naam in _SYSTEMEN if deel in kop), "")
    return f"{browser} op {systeem}" if systeem else browser
