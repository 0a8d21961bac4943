# SPDX-License-Identifier: EUPL-1.2
"""What an administrator of an organisation does: propose and approve, block, end, invite. The database holds who may; this asks it.

Giving more takes two: one proposes, another approves, and then the database carries it out. Taking away is done by one, at once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connections, transaction
from django.db.utils import InternalError, ProgrammingError

from wijkregie.partijen import gebeurtenissen
from wijkregie.partijen.collegas import Weigering
from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Login
from wijkregie.partijen.models.leden import naam_van_invoer
from wijkregie.partijen.sessie import Sessie

GELDIG: Final = timedelta(days=3)
"""How long the link of an invitation works."""
SLAPEND: Final = timedelta(days=90)
LID, ROL, HERSTEL, OPENEN = "lid", "rol", "herstel", "openen"
GELDT: Final = timedelta(days=7)
"""How long a proposal waits for a second administrator; the database keeps it."""
OVERAL: Final = "overal"
"""Chosen instead of one area."""
_OOK_ELDERS: Final = (
    "Deze persoon werkt ook bij een andere organisatie. U kunt alleen vastleggen dat deze persoon bij u niet meer werkt."
    " Vraag voor iets anders wie Wijkregie draait."
)
_ANDER_BESLUIT: Final = (
    "Deze persoon werkt ook bij een andere organisatie. Een beheerder van die organisatie moet dit goedkeuren. Het voorstel staat daar klaar."
)

_WEG: Final = f"Dit voorstel is er niet meer: een ander besloot er al over, het is ingetrokken, of het wachtte langer dan {GELDT.days} dagen."
_INDIENER: Final = "Wie dit voorstelde, is geen beheerder meer. Wijs het voorstel af. Is het nog nodig? Doe dan een nieuw voorstel."


@dataclass(frozen=True, slots=True)
class Lidrij:
    lidmaatschap: int
    login: int
    naam: str
    actief: bool
    rollen: tuple[str, ...]
    laatst: date | None
    tot: date | None
    elders: bool = False  # also works for another organisation: the login is not this one's alone


@dataclass(frozen=True, slots=True)
class Voorstel:
    id: int
    soort: str
    naam: str
    rol: str | None
    van: date
    door: int
    door_naam: str
    over: int | None
    gebied: str = ""  # where the role would hold; empty: everywhere
    adres: str = ""  # the mail address it is about
    bekend: str = ""  # who that already is here
    bij: tuple[str, ...] = ()  # and for whom that one works


@dataclass(frozen=True, slots=True)
class Beheerfeit:
    moment: datetime
    door: str
    soort: str
    naam: str
    rol: str | None


def _rijen(sql: str, *waarden: Any) -> list[Any]:
    with connections["default"].cursor() as c:
        c.execute(sql, list(waarden))
        return list(c.fetchall())


def leden(s: Sessie) -> list[Lidrij]:
    """Everybody who works for the organisation now or later, also who was blocked."""
    rijen = _rijen(
        "select m.id, m.login, l.naam, l.actief, (select coalesce(array_agg(distinct r.rol order by r.rol), '{}') from partijen_lidrol r"
        " where r.lidmaatschap = m.id and coalesce(r.tot, %s) >= %s), g.laatst, m.tot"
        " from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login left join partijen_gebruik g on g.login = m.login"
        " where m.gemeente = %s and m.organisatie = %s and coalesce(m.tot, %s) >= %s order by l.naam, m.id",
        s.dag, s.dag, s.gemeente, s.organisatie, s.dag, s.dag,
    )  # fmt: skip
    elders = set(_rijen("select partijen_ook_elders(%s)", s.organisatie)[0][0])
    return [Lidrij(r[0], r[1], r[2], r[3], tuple(r[4]), r[5], r[6], r[1] in elders) for r in rijen]


def voorstellen(s: Sessie) -> list[Voorstel]:
    """What waits for a second administrator."""
    rijen = _rijen(
        "select v.id, v.soort, coalesce(nullif(v.naam, ''), l.naam, ''), v.rol, v.van, v.voorgesteld_door,"
        " coalesce(d.naam, 'een beheerder'), v.login, coalesce(g.naam, ''), "
        " (select array[o.adres, o.bekend] || o.bij from partijen_voorstel_over(v.id) o) from partijen_voorstel v"
        " left join partijen_medewerker l on l.id = v.login left join partijen_medewerker d on d.id = v.voorgesteld_door"
        " left join partijen_gebied g on g.id = v.gebied"
        " where v.gemeente = %s and v.organisatie = %s and v.besluit is null and partijen_voorstel_leeft(v.voorgesteld_op) order by v.id",
        s.gemeente, s.organisatie,
    )  # fmt: skip
    return [
        Voorstel(n, soort, naam, rol, van, door, wie, over, gebied, o[0] or "", o[1] or "", tuple(o[2:]))
        for n, soort, naam, rol, van, door, wie, over, gebied, o in rijen
    ]


def feiten(s: Sessie, hoogstens: int = 20) -> list[Beheerfeit]:
    """What administrators of the organisation did, the newest first."""
    rijen = _rijen(
        "select f.moment, d.naam, f.soort, l.naam, f.rol from partijen_beheerfeit f left join partijen_medewerker d on d.id = f.door"
        " left join partijen_medewerker l on l.id = f.login where f.gemeente = %s and f.organisatie = %s order by f.id desc limit %s",
        s.gemeente, s.organisatie, hoogstens,
    )  # fmt: skip
    return [Beheerfeit(m, d or "Wijkregie", soort, n or "", rol) for m, d, soort, n, rol in rijen]


def gebieden(s: Sessie) -> list[tuple[int, str]]:
    """Where a role can hold, besides everywhere."""
    return [(n, naam) for n, naam in _rijen("select id, naam from partijen_gebied where gemeente = %s order by soort, naam", s.gemeente)]


def _waar(s: Sessie, waar: str) -> dict[str, Any]:
    """Everywhere is an answer and never the absence of one. Raises Weigering."""
    if waar == OVERAL:
        return {"overal": True}
    gebied = next((n for n, _ in gebieden(s) if str(n) == waar), None)
    if gebied is None:
        raise Weigering("Kies waar deze rol geldt.")
    return {"gebied": gebied}


def stel_lid_voor(s: Sessie, naam: str, mail: str, rol: str, waar: str, moment: datetime) -> None:
    """Raises Weigering."""
    naam, mail = "".join(x for x in naam if x.isprintable()).strip()[:120], naam_van_invoer(mail)
    try:
        validate_email(mail)
    except ValidationError:
        raise Weigering("Dit is geen mailadres. Controleer het en vul het opnieuw in.") from None
    if not naam:
        raise Weigering("Vul de naam in.")
    _stel_voor(s, LID, moment, naam=naam, mail=mail, rol=rol, **_waar(s, waar))


def stel_rol_voor(s: Sessie, lidmaatschap: int, rol: str, waar: str, moment: datetime) -> None:
    lid = _lid(s, lidmaatschap)
    _stel_voor(s, ROL, moment, lidmaatschap=lid.lidmaatschap, login=lid.login, rol=rol, **_waar(s, waar))


def stel_herstel_voor(s: Sessie, lidmaatschap: int, soort: str, moment: datetime) -> None:
    """A new start for who lost all means, or opening a login that was blocked."""
    if soort not in (HERSTEL, OPENEN):
        raise Weigering("Dit kan niet. Open de pagina opnieuw.")
    _stel_voor(s, soort, moment, login=_lid(s, lidmaatschap).login)


def _lid(s: Sessie, lidmaatschap: int) -> Lidrij:
    lid = next((x for x in leden(s) if x.lidmaatschap == lidmaatschap), None)
    if lid is None:
        raise Weigering("Deze persoon werkt niet (meer) bij uw organisatie. Open de pagina opnieuw.")
    return lid


def _stel_voor(s: Sessie, soort: str, moment: datetime, **velden: Any) -> None:
    waarden = {"gemeente": s.gemeente, "organisatie": s.organisatie, "soort": soort, "van": s.dag, "voorgesteld_door": s.login,
               "voorgesteld_op": moment, **velden}  # fmt: skip
    with connections["default"].cursor() as c:
        c.execute(f"insert into partijen_voorstel ({', '.join(waarden)}) values ({', '.join(['%s'] * len(waarden))})", list(waarden.values()))


def te_besluiten(s: Sessie, voorstel: int, wat: str) -> Voorstel:
    """What this session may decide on this way, before anything is shown of what would follow. Raises Weigering."""
    gevonden = next((v for v in voorstellen(s) if v.id == voorstel), None)
    if gevonden is None:
        raise Weigering(_WEG)
    if wat == "akkoord" and gevonden.door == s.login:
        raise Weigering("U stelde dit zelf voor. Vraag een andere beheerder om het goed te keuren.")
    if wat == "akkoord" and gevonden.over == s.login:
        raise Weigering("Dit gaat over uzelf. Vraag een andere beheerder om het goed te keuren.")
    if wat == "akkoord" and gevonden.soort == HERSTEL and any(x.login == gevonden.over and x.elders for x in leden(s)):
        raise Weigering(_ANDER_BESLUIT)
    return gevonden


def te_besluiten_elders(s: Sessie, voorstel: int) -> Voorstel:
    """The same of what another organisation proposed. Raises Weigering."""
    gevonden = next((v for v in voorstellen_elders(s) if v.id == voorstel), None)
    if gevonden is None:
        raise Weigering(_WEG)
    if s.login in (gevonden.over, gevonden.door):
        raise Weigering("Dit gaat over uzelf, of u stelde het zelf voor. Vraag een andere beheerder om het goed te keuren.")
    return gevonden


def besluit(s: Sessie, voorstel: int, wat: str, moment: datetime) -> tuple[str, int | None]:
    """Approve, refuse or withdraw; gives the kind of proposal and the membership it is about. Raises Weigering."""
    gevonden = te_besluiten(s, voorstel, wat)
    try:
        with transaction.atomic(), connections["default"].cursor() as c:
            c.execute(
                "update partijen_voorstel set besluit = %s, besloten_door = %s, besloten_op = %s where id = %s and besluit is null"
                " returning soort, lidmaatschap, login",
                [wat, s.login, moment, voorstel],
            )
            rij = c.fetchone()
    except IntegrityError as e:
        if "niet_over_zichzelf" in str(e):
            raise Weigering("Dit gaat over uzelf. Vraag een andere beheerder om het goed te keuren.") from None
        if "indiener" in str(e):
            raise Weigering(_INDIENER) from None
        if "te lang" in str(e):
            raise Weigering(_WEG) from None
        if "beheer_apart" in str(e) or "geen andere rol" in str(e):
            raise Weigering("Wie beheert, ziet geen dossiers en heeft geen andere rol. Kies een andere persoon, of beëindig eerst de rol.") from None
        if "elders" in str(e):
            raise Weigering(_ANDER_BESLUIT if gevonden.soort == HERSTEL else _OOK_ELDERS) from None
        if "dubbel" in str(e):
            raise Weigering("Deze persoon heeft deze rol al. Wijs het voorstel af.") from None
        raise
    except (InternalError, ProgrammingError):
        raise Weigering("Dit voorstel kan niet worden uitgevoerd. Wijs het af en doe een nieuw voorstel.") from None
    if rij is None:
        raise Weigering(_WEG)
    lid = rij[1] if rij[1] is not None else next((x.lidmaatschap for x in leden(s) if x.login == rij[2]), None)
    return str(rij[0]), lid


def voorstellen_elders(s: Sessie) -> list[Voorstel]:
    """New starts that another organisation proposed for somebody who works here too: they wait for an administrator of here."""
    rijen = _rijen(
        "select nummer, naam, adres, organisatie, gemeente, door, coalesce(door_naam, 'een beheerder'), login from partijen_herstel_elders()"
    )
    return [Voorstel(n, HERSTEL, naam, None, s.dag, door, f"{wie} van {o}, {g}", login, adres=adres, bekend=naam)
            for n, naam, adres, o, g, door, wie, login in rijen]  # fmt: skip


def besluit_elders(s: Sessie, voorstel: int, wat: str, moment: datetime) -> int | None:
    """Approve or refuse a new start that another organisation proposed; gives the membership here that it is about. Raises Weigering."""
    te_besluiten_elders(s, voorstel)
    try:
        with transaction.atomic():
            login = _rijen("select partijen_besluit_elders(%s, %s, %s)", voorstel, wat, moment)[0][0]
    except IntegrityError as e:
        if "indiener" in str(e):
            raise Weigering(_INDIENER) from None
        raise
    if login is None:
        raise Weigering(_WEG)
    return next((x.lidmaatschap for x in leden(s) if x.login == login), None)


def te_nemen(s: Sessie, lidmaatschap: int, wat: str) -> Lidrij:
    """Of whom something would be taken away, if this session may. Raises Weigering."""
    lid = _lid(s, lidmaatschap)
    if lid.login == s.login:
        raise Weigering("Dit gaat over uzelf. Vraag een andere beheerder om dit te doen.")
    if wat == "sluit" and lid.elders:
        raise Weigering(_OOK_ELDERS)
    return lid


def neem_af(s: Sessie, lidmaatschap: int, wat: str, moment: datetime) -> bool:
    """`sluit`: this person cannot log in any more; `einde`: does not work here any more. At once; gives whether that person is logged out
    everywhere, or goes on for another organisation. Raises Weigering."""
    te_nemen(s, lidmaatschap, wat)
    bereik = _rijen("select partijen_neem_af(%s, %s, %s, %s)", wat, lidmaatschap, s.dag, moment)[0][0]
    if bereik not in ("hier", "overal"):
        raise Weigering(_OOK_ELDERS if bereik == "elders" else "Dit kan niet. Open de pagina opnieuw.")
    return bool(bereik == "overal")


# invitations


def nodig_uit(lidmaatschap: int, moment: datetime) -> tuple[str, str] | None:
    """(mail address, what the link holds), for an administrator of that organisation; else nothing. Earlier links end."""
    teken = secrets.token_urlsafe(32)
    adres = _rijen("select partijen_nodig_uit(%s, %s, %s, %s, %s)", lidmaatschap, uuid4(), _hash(teken), moment + GELDIG, moment)[0][0]
    return None if adres is None else (str(adres), teken)


def genodigde(teken: str, moment: datetime) -> Login | None:
    """Whose invitation this is, if it still works."""
    with binnen(uitnodiging=_hash(teken)):
        rijen = _rijen("select login from partijen_uitnodiging where gebruikt is null and verloopt > %s", moment)
    if not rijen:
        return None
    with binnen(login=rijen[0][0]):
        login: Login | None = Login.objects.filter(id=rijen[0][0], actief=True).first()
    return login


def aanvaard(teken: str, nieuw: str, herhaald: str, moment: datetime) -> tuple[Login | None, list[str]]:
    """Set the first password; the link works once. Gives the login, or what is wrong."""
    login = genodigde(teken, moment)
    if login is None:
        return None, []
    if nieuw != herhaald:
        return None, ["De twee wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in."]
    try:
        validate_password(nieuw, login)
    except ValidationError as e:
        return None, [str(m) for m in e.messages]
    with binnen(uitnodiging=_hash(teken), login=login.pk), connections["default"].cursor() as c:
        c.execute("update partijen_uitnodiging set gebruikt = %s where gebruikt is null and verloopt > %s", [moment, moment])
        if c.rowcount != 1:
            return None, []
        login.set_password(nieuw)
        login.save(update_fields=["password"])
        gebeurtenissen.schrijf(gebeurtenissen.WACHTWOORD, moment, login=login.pk)
    return login, []


def sluit_slapende(dag: date, moment: datetime) -> int:
    """Who was not here in ninety days cannot log in until two administrators open the login again. No page may do this."""
    with transaction.atomic(using="kern"), connections["kern"].cursor() as c:
        c.execute("select partijen_sluit_slapende(%s, %s, %s)", [dag, dag - SLAPEND, moment])
        return int(c.fetchone()[0])


def _hash(teken: str) -> str:
    return sha256(teken.encode()).hexdigest()
