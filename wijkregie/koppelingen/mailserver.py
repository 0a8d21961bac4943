# SPDX-License-Identifier: EUPL-1.2
"""The mail server over TLS, with an end to the whole of it: a page waits for the mail of an invitation."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from wijkregie.koppelingen.roep import Alarm


class Backend(EmailBackend):
    hoogstens = 20.0
    """Seconds for all messages together, also at a server that drips."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with Alarm(self.hoogstens) as self._alarm:
            return int(super().send_messages(email_messages) or 0)

    @property
    def connection_class(self) -> Callable[..., smtplib.SMTP]:  # type: ignore[override]  # a maker of connections will do
        return partial(_Lijn, self._alarm)


class _Lijn(smtplib.SMTP_SSL):
    def __init__(self, alarm: Alarm, *args: Any, **kwargs: Any) -> None:
        self._alarm = alarm
        super().__init__(*args, **kwargs)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        lijn = self._alarm.verbind((host, port))
        return self.context.wrap_socket(lijn, server_hostname=host)
