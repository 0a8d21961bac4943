# SPDX-License-Identifier: EUPL-1.2
"""A mailbox over IMAP: reading changes nothing, what was moved is moved once, and a server that is slow, wrong or unknown ends the visit."""

from __future__ import annotations

import re
import socket
import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from wijkregie.koppelingen import imap
from wijkregie.koppelingen.imap import verbind
from wijkregie.koppelingen.postbus import NAKIJKEN, VERWERKT, Onbereikbaar


@pytest.fixture(scope="module")
def tls(tmp_path_factory: Any) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server with a certificate, and a client that trusts it."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    nu = datetime.now(UTC)
    cert = (
        x509.CertificateBuilder().subject_name(naam).issuer_name(naam).public_key(sleutel.public_key()).serial_number(1)
        .not_valid_before(nu - timedelta(days=1)).not_valid_after(nu + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(sleutel, hashes.SHA256())
    )  # fmt: skip
    pad: Path = tmp_path_factory.mktemp("tls") / "c.pem"
    pad.write_bytes(
        sleutel.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + cert.public_bytes(serialization.Encoding.PEM)
    )
    dient = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    dient.load_cert_chain(pad)
    return dient, ssl.create_default_context(cafile=str(pad))


class Mailbox:
    """A small IMAP server: what it can do is told, and what it was asked is kept."""

    def __init__(self, kan: str) -> None:
        self.kan = kan
        self.mappen: dict[str, dict[int, bytes]] = {"INBOX": {7: b"From: a@b.example\r\n\r\neen", 9: b"From: a@b.example\r\n\r\ntwee {3}\r\n"}}
        self.weg: set[int] = set()
        self.gevraagd: list[str] = []
        self.gelijk = True
        self.luister = socket.create_server(("127.0.0.1", 0))

    @property
    def adres(self) -> SplitResult:
        return urlsplit(f"imaps://meldingen%40b.example:ge%2Fheim@localhost:{self.luister.getsockname()[1]}/INBOX")

    def dien(self, tls: ssl.SSLContext) -> None:
        def draai() -> None:
            while True:
                try:
                    lijn, _ = self.luister.accept()
                except OSError:
                    return
                with suppress(OSError), tls.wrap_socket(lijn, server_side=True) as s, s.makefile("rwb") as f:
                    self.praat(f)

        Thread(target=draai, daemon=True).start()

    def praat(self, f: Any) -> None:
        f.write(f"* OK [CAPABILITY IMAP4rev1 {self.kan}] klaar\r\n".encode())
        f.flush()
        for regel in f:
            tag, _, vraag = regel.decode().strip().partition(" ")
            self.gevraagd.append(vraag)
            if vraag.startswith("AUTHENTICATE"):
                f.write(b"+ \r\n")
                f.flush()
                self.gevraagd.append(b64decode(f.readline()).decode())
            for antwoord in self.antwoord(vraag):
                f.write(antwoord + b"\r\n")
            klaar = "NO" if vraag.startswith("LOGIN") and not self.gelijk else "OK"
            f.write(f"{tag} {klaar} gedaan\r\n".encode())
            f.flush()

    def antwoord(self, vraag: str) -> Iterator[bytes]:
        inbox = self.mappen["INBOX"]
        if vraag.startswith("CAPABILITY"):
            yield f"* CAPABILITY IMAP4rev1 {self.kan}".encode()
        elif vraag.startswith("NAMESPACE"):
            yield b'* NAMESPACE (("INBOX." ".")) NIL NIL'
        elif vraag.startswith("SELECT"):
            yield f"* {len(inbox)} EXISTS".encode()
        elif vraag.startswith("UID SEARCH"):
            yield b"* SEARCH " + " ".join(str(u) for u in inbox if u not in self.weg).encode()
        elif "RFC822.SIZE" in vraag:
            for i, (u, m) in enumerate(inbox.items(), 1):
                yield f'* {i} FETCH (UID {u} RFC822.SIZE {len(m)} INTERNALDATE "22-Jan-2026 10:00:0{i} +0100")'.encode()
        elif "BODY.PEEK" in vraag:
            u = int(vraag.split()[2])
            if u in inbox:
                yield f"* 1 FETCH (UID {u} BODY[]<0> {{{len(inbox[u])}}}".encode() + b"\r\n" + inbox[u] + b")"
        elif vraag.startswith("STATUS"):
            naam = re.findall(r'"([^"]+)"', vraag)[0]
            yield f'* STATUS "{naam}" (MESSAGES {len(self.mappen.get(naam, {}))})'.encode()
        elif vraag.startswith(("UID MOVE", "UID COPY")):
            u, naam = int(vraag.split()[2]), re.findall(r'"([^"]+)"', vraag)[0]
            self.mappen.setdefault(naam, {})[u] = inbox[u]
            if "MOVE" in vraag:
                del inbox[u]
        elif vraag.startswith("UID STORE"):
            self.weg.add(int(vraag.split()[2]))
        elif vraag.startswith("UID EXPUNGE"):
            del inbox[int(vraag.split()[2])]
        elif vraag.startswith("LOGOUT"):
            yield b"* BYE"


@pytest.fixture
def box(tls: Any) -> Iterator[Callable[[str], Mailbox]]:
    gemaakt: list[Mailbox] = []

    def maak(kan: str = "MOVE") -> Mailbox:
        gemaakt.append(Mailbox(kan))
        gemaakt[-1].dien(tls[0])
        return gemaakt[-1]

    yield maak
    for m in gemaakt:
        m.luister.close()


def test_what_waits_is_read_without_a_mark_and_moved_when_asked(box: Any, tls: Any) -> None:
    m = box("MOVE UIDPLUS")
    with verbind(m.adres, tls=tls[1]) as b:
        een, twee = b.wachtend(50)
        assert (een.merk, een.zeker, een.ontvangen) == ("7", True, datetime(2026, 1, 22, 9, 0, 1, tzinfo=UTC))
        assert b.haal(twee) == b"From: a@b.example\r\n\r\ntwee {3}\r\n"
        b.leg_weg(een, VERWERKT)
        assert [p.merk for p in b.wachtend(50)] == ["9"]
        assert (b.in_map(VERWERKT), b.in_map(NAKIJKEN)) == (1, 0)
        assert b.haal(een) is None  # somebody else moved it
    assert m.gevraagd.count(f'CREATE "{VERWERKT}"') == 1
    assert not [v for v in m.gevraagd if "BODY[" in v or "EXPUNGE" in v]


def test_a_server_that_cannot_move_copies_and_expunges_no_more_than_that(box: Any, tls: Any) -> None:
    for kan, rest in (("UIDPLUS", {9}), ("", {7, 9})):
        m = box(kan)
        with verbind(m.adres, tls=tls[1]) as b:
            b.leg_weg(b.wachtend(50)[0], VERWERKT)
            assert [p.merk for p in b.wachtend(50) if p.merk not in map(str, m.weg)] == ["9"]
        assert set(m.mappen["INBOX"]) == rest
        assert "EXPUNGE" not in m.gevraagd


def test_folders_are_made_where_the_server_keeps_them(box: Any, tls: Any) -> None:
    m = box("MOVE NAMESPACE")
    with verbind(m.adres, tls=tls[1]) as b:
        b.leg_weg(b.wachtend(50)[0], VERWERKT)
        assert b.in_map(VERWERKT) == 1
    assert f"INBOX.{VERWERKT}" in m.mappen


def test_a_wrong_password_and_an_unknown_certificate_end_it_without_repeating_anything(box: Any, tls: Any) -> None:
    m = box()
    with pytest.raises(Onbereikbaar) as e, verbind(m.adres):
        pass
    assert "LOGIN" not in " ".join(m.gevraagd)
    m.gelijk = False
    with pytest.raises(Onbereikbaar) as f, verbind(m.adres, tls=tls[1]):
        pass
    assert not [x for x in (e, f) if "heim" in str(x.value) or "localhost" in str(x.value)]


def test_a_server_that_takes_no_password_gets_a_token(box: Any, tls: Any, monkeypatch: Any) -> None:
    gezien: list[Any] = []

    def geef(vraag: Any, *, hoogstens: float, grootst: int) -> bytes:
        gezien.append((vraag.full_url, vraag.data))
        return b'{"access_token": "abc.def"}'

    m = box()
    met = m.adres._replace(query="token=https://inlog.example/token&client=wijkregie&scope=https://post.example/.default&gemeente=x")
    monkeypatch.setattr(imap, "roep", geef)
    with verbind(met, tls=tls[1]) as b:
        assert len(b.wachtend(50)) == 2
    assert "user=meldingen@b.example\1auth=Bearer abc.def\1\1" in m.gevraagd
    assert not [v for v in m.gevraagd if v.startswith("LOGIN")]
    assert gezien[0][0] == "https://inlog.example/token"
    assert b"client_secret=ge%2Fheim" in gezien[0][1]
    for fout in (b"{}", b"[]", b"geen json", b'{"access_token": "a b"}', b'{"access_token": 7}'):
        monkeypatch.setattr(imap, "roep", lambda *a, _f=fout, **k: _f)
        with pytest.raises(Onbereikbaar), verbind(met, tls=tls[1]):
            pass


def test_a_server_that_drips_ends(tls: Any) -> None:
    klaar, luister = Event(), socket.create_server(("127.0.0.1", 0))

    def druppel() -> None:
        lijn, _ = luister.accept()
        with suppress(OSError), tls[0].wrap_socket(lijn, server_side=True) as s:
            while not klaar.wait(0.05):
                s.sendall(b"*")

    Thread(target=druppel, daemon=True).start()
    adres = urlsplit(f"imaps://a:b@localhost:{luister.getsockname()[1]}/INBOX")
    with pytest.raises(Onbereikbaar), verbind(adres, hoogstens=0.5, tls=tls[1]):
        pass
    klaar.set()
    luister.close()
