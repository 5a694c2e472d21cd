# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The listener sees which password is used, and keeps none. The emulator comes to it as the service would."""

from __future__ import annotations

import contextlib
import socket
import ssl
from pathlib import Path

import pytest
import redis
from backends.loopback_certificate import CERTIFICATE, KEY
from emulator.control import Emulator
from live.listener import Listener
from live_command import Live

DIALECTS = [
    ({}, "stored", "stored"),
    ({"masked_value": "recognised"}, "stored", "recognised"),
    ({"patched_document": "masked"}, "masked", None),
    ({"config_patch": "whole"}, None, "stored"),
    ({"config_patch": "whole", "masked_value": "recognised", "refusal_style": "ignore"}, None, "recognised"),
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_text(CERTIFICATE)
    key.write_text(KEY)
    return certificate, key


@pytest.mark.parametrize(("dialect", "document", "mask"), DIALECTS)
def test_the_service_tells_by_its_login(
    emulator: Emulator,
    live: Live,
    files: tuple[Path, Path],
    dialect: dict[str, str],
    document: str | None,
    mask: str | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    emulator.settings(dialect=dialect)
    before = emulator.state()
    emulator.synchronise(ca_path=str(files[0]), every_ms=30)
    listener = ["--listener", f"localhost:{port}", str(files[0]), str(files[1])]
    assert live.armed("--only", "U39", *listener) == 0
    settings = live.answers(live.places.aside())["settings"]
    assert settings.get("patched_document") == document
    assert settings.get("masked_value") == mask
    assert emulator.state() == before
    output = capsys.readouterr().out
    assert "probe-secret" not in output


def test_nobody_comes(emulator: Emulator, live: Live, files: tuple[Path, Path]) -> None:
    assert live.armed("--only", "U39", "--listener", "localhost:0", str(files[0]), str(files[1])) == 0
    found = live.answers(live.places.aside())
    assert found["settings"] == {}
    assert found["facts"]["truth: create"] == ["201", "nobody came"]


@pytest.mark.parametrize("protocol", [2, 3])
def test_a_client_logs_in(files: tuple[Path, Path], protocol: int) -> None:
    with Listener("localhost", 0, *files) as listener:
        assert listener.wait(0.01) is None
        for password in ("one", "two"):
            with redis.Redis(
                host="localhost",
                port=listener.port,
                username="probe" if password == "two" else None,
                password=password,
                protocol=protocol,
                ssl=True,
                ssl_ca_certs=str(files[0]),
            ) as client:
                assert client.ping()
                with pytest.raises(redis.ResponseError):
                    client.get("anything")
        assert listener.wait(5) == listener.digest("two")
        assert not any("two" in str(value) for value in vars(listener).values())
        listener.forget()
        assert listener.wait(0.01) is None


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\n\r\n", b"*x\r\n", b"*99\r\n", b"*1\r\n+PING\r\n", b"*1\r\n$-1\r\n"]
)
def test_whatever_else_comes_by_is_cut_off(files: tuple[Path, Path], sent: bytes) -> None:
    context = ssl.create_default_context(cafile=str(files[0]))
    with Listener("localhost", 0, *files) as listener:
        # It may be cut off before all of it is sent.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", listener.port), timeout=5) as plain:
            plain.sendall(b"no TLS at all\r\n")
        with (
            socket.create_connection(("127.0.0.1", listener.port), timeout=5) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as client,
        ):
            client.sendall(sent or b"*1\r\n$4\r\nPING\r\n")
            assert client.recv(100) == (b"" if sent else b"+PONG\r\n")
        assert listener.wait(0.01) is None


def test_a_listener_without_a_port(live: Live, emulator: Emulator, files: tuple[Path, Path]) -> None:
    assert live.armed("--listener", "localhost", str(files[0]), str(files[1])) == 2
    assert live.armed("--listener", "localhost:0", str(files[0]) + "x", str(files[1])) == 2
    assert emulator.requests()["total"] == 0
