# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proxies and TLS: the environment counts, the token stays home, and no password is told."""

from __future__ import annotations

import socket
import ssl
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.calls import Client
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import (
    AnswerLost,
    InvalidOption,
    RequestFailed,
    Unreachable,
)
from backends.loopback_certificate import server_context
from made_certificate import made_certificate
from scripted_server import CLOSE, CONNECTED, ScriptedServer, answer

MakeClient = Callable[..., Client]
FINE = answer(200, {"ok": True})
PASSWORD = "proxy-pass%2Fword"
OUTSIDE = "https://launchdarkly.example.com"


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A server's context and the certificate to trust."""
    return server_context(tmp_path_factory.mktemp("tls"))


def through(proxy: ScriptedServer) -> str:
    """The address of a proxy with a password."""
    return f"http://somebody:{PASSWORD}@127.0.0.1:{proxy.port}"


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_an_http_proxy_is_used(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """It gets the whole address."""
    with ScriptedServer(FINE) as proxy:
        monkeypatch.setenv(name, through(proxy))
        client = client_of("http://launchdarkly.example.com", allow_http=True)
        assert client.get(("a",)) == {"ok": True}
    (request,) = proxy.requests
    assert request.target == "http://launchdarkly.example.com/api/v2/a"
    assert request.all("proxy-authorization") == ["Basic c29tZWJvZHk6cHJveHktcGFzcy93b3Jk"]


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
def test_an_https_proxy_sees_no_token(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """It is asked for a tunnel; what goes through it is encrypted."""
    context, certificate = made_certificate(tmp_path, "launchdarkly.example.com")
    with ScriptedServer(CONNECTED, FINE, context=context) as proxy:
        monkeypatch.setenv(name, through(proxy))
        assert client_of(OUTSIDE, ca_path=str(certificate)).get(("a",)) == {"ok": True}
    tunnel, inside = proxy.requests
    assert (tunnel.method, tunnel.target) == ("CONNECT", "launchdarkly.example.com:443")
    assert tunnel.all("authorization") == []
    assert tunnel.all("proxy-authorization") != []
    assert (inside.target, inside.all("authorization")) == ("/api/v2/a", ["api-token"])
    assert inside.all("proxy-authorization") == []


@pytest.mark.parametrize("exception", ["launchdarkly.example.com", "localhost,.example.com", "*"])
def test_no_proxy(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, exception: str) -> None:
    """The usual variable for hosts that need none."""
    known = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **named: known("127.0.0.1", *more, **named))
    with ScriptedServer(answer(500)) as proxy, ScriptedServer(FINE) as server:
        monkeypatch.setenv("http_proxy", through(proxy))
        monkeypatch.setenv("no_proxy", exception)
        client_of(f"http://launchdarkly.example.com:{server.port}", allow_http=True).get(("a",))
    assert (len(proxy.requests), len(server.requests)) == (0, 1)


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_what_is_meant_for_this_machine_stays_there(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, name: str, host: str
) -> None:
    """Plain HTTP is allowed there because nobody else sees it, least of all a proxy on the network."""
    with ScriptedServer(FINE) as proxy, ScriptedServer(FINE) as server:
        monkeypatch.setenv(name, through(proxy))
        client_of(f"http://{host}:{server.port}").get(("a",))
    assert (proxy.connections, len(server.requests)) == (0, 1)


@pytest.mark.parametrize("said", [answer(407, b""), answer(403, b"<html>"), answer(502, b"")])
def test_a_proxy_that_refuses(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    """The text names the variables, and not what is in them."""
    with ScriptedServer(said) as proxy:
        monkeypatch.setenv("https_proxy", through(proxy))
        with pytest.raises(Unreachable) as caught:
            client_of(OUTSIDE, retries=0).request("POST", ("a",), body={})
    _tells_nothing(caught.value)
    assert f"the proxy 127.0.0.1:{proxy.port} refused" in str(caught.value)
    assert ("it wants a user name and a password" in str(caught.value)) is (b" 407 " in said)
    assert (said.split()[1].decode()) in str(caught.value)
    assert "HTTPS_PROXY" in str(caught.value)


def test_a_407_of_an_http_proxy_is_not_the_services(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers in the service's place."""
    with ScriptedServer(answer(407, b"")) as proxy:
        monkeypatch.setenv("http_proxy", through(proxy))
        client = client_of("http://launchdarkly.example.com", allow_http=True)
        with pytest.raises(
            Unreachable, match=rf"the proxy 127\.0\.0\.1:{proxy.port} refused .* password \(407\)"
        ) as caught:
            client.request("POST", ("a",), body={})
        assert len(proxy.requests) == 1
    assert PASSWORD not in str(caught.value)


def test_a_proxy_that_breaks_off(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can know how far the request came."""
    with ScriptedServer(CLOSE) as proxy:
        monkeypatch.setenv("https_proxy", through(proxy))
        with pytest.raises(AnswerLost) as caught:
            client_of(OUTSIDE, retries=0).request("POST", ("a",), body={})
    _tells_nothing(caught.value)


def test_a_proxy_that_is_not_there(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by the proxy's host."""
    with ScriptedServer(FINE) as proxy:
        address = through(proxy)
    monkeypatch.setenv("https_proxy", address)
    with pytest.raises(Unreachable, match=rf"the proxy 127\.0\.0\.1:{proxy.port} refused or broke the conn") as caught:
        client_of(OUTSIDE, retries=0).get(("a",))
    _tells_nothing(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        f"http://somebody:{PASSWORD}@",
        f"http://somebody:{PASSWORD}@proxy:port",
        f"http://somebody:{PASSWORD}@[proxy",
        f"http://somebody:{PASSWORD}@127.0.0.1:1/a@b",
        "http://somebody:proxy-pass/word@127.0.0.1:1",
        f"nonsense://somebody:{PASSWORD}@proxy:1",
        f"socks5://somebody:{PASSWORD}@127.0.0.1:1",
        f"http://somebody:{PASSWORD}@{'a' * 64}.example.com:1",
    ],
)
def test_a_proxy_that_makes_no_sense(client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Whatever requests and urllib3 raise for it, it is one of our errors, and it tells no password."""
    monkeypatch.setenv("https_proxy", address)
    with pytest.raises(Unreachable) as caught:
        client_of(OUTSIDE, retries=0).get(("a",))
    _tells_nothing(caught.value)
    assert "proxy" in str(caught.value)


def _tells_nothing(error: RequestFailed) -> None:
    told = f"{error} {error.details()} {error!r} {error.__cause__!r}"
    assert not [word for word in (PASSWORD, "proxy-pass/word", "somebody", "api-token") if word in told]
    assert error.__context__ is None


@pytest.mark.parametrize("variable", [None, "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_ca_bundle(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, tls: tuple[ssl.SSLContext, Path], variable: str | None
) -> None:
    """By option, or by the usual variables."""
    context, certificate = tls
    if variable:
        monkeypatch.setenv(variable, str(certificate))
    with ScriptedServer(FINE, context=context, tls=True) as server:
        ca_path = None if variable else str(certificate)
        assert client_of(server.url, ca_path=ca_path).get(("a",)) == {"ok": True}


def test_a_certificate_that_nobody_vouches_for(
    client_of: MakeClient, time: object, tls: tuple[ssl.SSLContext, Path]
) -> None:
    """The request is not sent, and trying again would not help."""
    with ScriptedServer(FINE, context=tls[0], tls=True) as server:
        with pytest.raises(Unreachable, match="nobody that is trusted here has signed its certificate") as caught:
            client_of(server.url).get(("a",))
        assert server.requests == []
    assert "give its CA in ca_path" in str(caught.value)
    assert not caught.value.transient


@pytest.mark.parametrize(
    ("host", "last_day", "said"),
    [
        ("localhost", -1, "its certificate is not valid at this time. Renew it there, or set the clock"),
        ("launchdarkly.example.com", 30, "its certificate is for another host. Check base_url"),
    ],
)
def test_kinds_of_certificates_that_do_not_do(
    client_of: MakeClient, tmp_path: Path, host: str, last_day: int, said: str
) -> None:
    """Each needs something else done."""
    context, certificate = made_certificate(tmp_path, host, last_day)
    with ScriptedServer(FINE, context=context, tls=True) as server:
        with pytest.raises(Unreachable, match=said):
            client_of(f"https://localhost:{server.port}", ca_path=str(certificate), retries=0).get(("a",))
        assert server.requests == []


@pytest.mark.parametrize("variable", [None, "REQUESTS_CA_BUNDLE"])
def test_verification_can_be_switched_off(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, tls: tuple[ssl.SSLContext, Path], variable: str | None
) -> None:
    """By the explicit option; a variable for a bundle does not switch it on again."""
    if variable:
        monkeypatch.setenv(variable, str(tls[1].with_name("missing.pem")))
    with warnings.catch_warnings(record=True) as caught, ScriptedServer(FINE, context=tls[0], tls=True) as server:
        warnings.simplefilter("always")
        assert client_of(server.url, validate_certs=False).get(("a",)) == {"ok": True}
    # Whoever set the option knows; on stderr it would be an error of Ansible's worker.
    assert caught == []


def test_the_option_wins_over_the_variable(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, tls: tuple[ssl.SSLContext, Path]
) -> None:
    """``ca_path`` says more than the environment."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tls[1].with_name("missing.pem")))
    with ScriptedServer(FINE, context=tls[0], tls=True) as server:
        assert client_of(server.url, ca_path=str(tls[1])).get(("a",)) == {"ok": True}


@pytest.mark.parametrize("variable", [None, "REQUESTS_CA_BUNDLE"])
def test_a_ca_bundle_that_is_not_there(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str | None
) -> None:
    """The path is named before any call, and where it comes from."""
    missing = str(tmp_path / "missing.pem")
    if variable:
        monkeypatch.setenv(variable, missing)
    with pytest.raises(InvalidOption, match=rf"^{variable or 'ca_path'}: there is no CA bundle at ") as caught:
        client_of(OUTSIDE, ca_path=None if variable else missing)
    assert missing in str(caught.value)


@pytest.mark.parametrize("variable", [None, "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize(
    "content", ["not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", ""]
)
def test_a_ca_bundle_that_is_none(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str | None, content: str
) -> None:
    """A file with something else in it."""
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text(content)
    if variable:
        monkeypatch.setenv(variable, str(rubbish))
    with ScriptedServer(FINE) as server:
        client = client_of(f"https://127.0.0.1:{server.port}", ca_path=None if variable else str(rubbish), retries=0)
        with pytest.raises(InvalidOption, match=f"^{variable or 'ca_path'}: it holds no"):
            client.get(("a",))


def test_the_other_side_does_not_speak_tls(client_of: MakeClient) -> None:
    """An https address for a server of plain HTTP."""
    with ScriptedServer(FINE) as server, pytest.raises(Unreachable, match="does not speak TLS"):
        client_of(f"https://127.0.0.1:{server.port}").get(("a",))
