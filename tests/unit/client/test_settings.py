# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection options: what is taken, what is refused, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._client.errors import InvalidOption
from ansible_collections.community.launchdarkly.plugins.module_utils._client.settings import (
    DEFAULT_BASE_URL,
    Settings,
    bare_token,
    credentials_in,
    normalize_base_url,
    settings_from_options,
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("app.eu.launchdarkly.com", "https://app.eu.launchdarkly.com"),
        ("https://app.launchdarkly.us", "https://app.launchdarkly.us"),
        ("HTTPS://app.launchdarkly.us", "https://app.launchdarkly.us"),
        (" https://app.launchdarkly.com/ ", "https://app.launchdarkly.com"),
        ("https://app.launchdarkly.com///", "https://app.launchdarkly.com"),
        ("https://app.launchdarkly.com/api/v2", "https://app.launchdarkly.com"),
        ("app.launchdarkly.com/api/v2/", "https://app.launchdarkly.com"),
        ("https://gateway.example.com/launchdarkly", "https://gateway.example.com/launchdarkly"),
        ("gateway.example.com:8443/launchdarkly/api/v2", "https://gateway.example.com:8443/launchdarkly"),
        ("https://app.launchdarkly.com?", "https://app.launchdarkly.com"),
        ("localhost:8080", "https://localhost:8080"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://LOCALHOST", "http://LOCALHOST"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("http://127.8.9.10", "http://127.8.9.10"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_base_url_is_taken(given: str, wanted: str) -> None:
    """With or without scheme, as the Terraform provider takes it; plain HTTP to this machine only."""
    assert normalize_base_url(given, allow_http=False) == wanted


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://app.launchdarkly.com", "plain HTTP"),
        ("http://localhost.example.com", "plain HTTP"),
        ("http://127.0.0.1.example.com", "plain HTTP"),
        ("http://127.1", "plain HTTP"),
        ("http://2130706433", "plain HTTP"),
        ("http://10.0.0.1", "plain HTTP"),
        ("http://0.0.0.0", "plain HTTP"),
        ("http://[::2]", "plain HTTP"),
        ("https://user@app.launchdarkly.com", "without user"),
        ("https://user:hunter2@app.launchdarkly.com", "without user"),
        ("https://:hunter2@app.launchdarkly.com", "without user"),
        ("https://@app.launchdarkly.com", "without user"),
        ("user:hunter2@app.launchdarkly.com", "without user"),
        ("http://localhost@evil.example.com", "without user"),
        ("https://app.launchdarkly.com?a=b", "without user"),
        ("https://app.launchdarkly.com#here", "without user"),
        ("https://app.launchdarkly.com/?a=b", "without user"),
        ("ftp://app.launchdarkly.com", "http(s) URL"),
        ("file:///etc/passwd", "http(s) URL"),
        ("javascript://alert", "http(s) URL"),
        ("https://", "http(s) URL"),
        ("https:///api/v2", "http(s) URL"),
        ("//app.launchdarkly.com", "http(s) URL"),
        ("://app.launchdarkly.com", "http(s) URL"),
        ("https://app launchdarkly.com", "http(s) URL"),
        ("https://app.launch\tdarkly.com", "http(s) URL"),
        ("https://app.launchdarkly.com\n.evil.example.com", "http(s) URL"),
        ("https://app.launchdarkly.com\0", "http(s) URL"),
        ("https://app\u200b.launchdarkly.com", "http(s) URL"),
        ("https://app.launchdarkly.com\\.evil.example.com", "http(s) URL"),
        ("http://localhost\\.evil.example.com", "http(s) URL"),
        ("https://*.launchdarkly.com", "http(s) URL"),
        ("https://.launchdarkly.com", "http(s) URL"),
        ("https://app..launchdarkly.com", "http(s) URL"),
        ("https://" + "a" * 64 + ".com", "http(s) URL"),
        ("https://app.launchdarkly.com;x", "http(s) URL"),
        ("https://app.launchdarkly.com,app.launchdarkly.us", "http(s) URL"),
        ("https://{{ host }}", "http(s) URL"),
        ("https://app.launchdarkly.com:port", "http(s) URL"),
        ("https://app.launchdarkly.com:99999", "http(s) URL"),
        ("https://app.launchdarkly.com:-1", "http(s) URL"),
        ("https://[::1", "http(s) URL"),
        ("https://[not-an-address]", "is not a"),
        ("https://[v1.address]", "is not a"),
    ],
)
def test_base_url_is_refused(given: str, said: str) -> None:
    """The message names the option and holds no password."""
    with pytest.raises(InvalidOption) as caught:
        Settings("api-token", base_url=given)
    assert str(caught.value).startswith("base_url: ")
    assert said in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert caught.value.details() == {"kind": "invalid_option", "option": "base_url"}


def test_plain_http_to_elsewhere_needs_to_be_asked_for() -> None:
    """``allow_http`` is the explicit option."""
    assert normalize_base_url("http://launchdarkly.example.com", allow_http=True) == "http://launchdarkly.example.com"
    with pytest.raises(InvalidOption, match="allow_http=true"):
        normalize_base_url("http://launchdarkly.example.com", allow_http=False)


@pytest.mark.parametrize("host", ["xn--exmple-cua.example.com", "exämple.example.com", "a_b.example.com", "host-1"])
def test_unusual_hosts_are_taken(host: str) -> None:
    """Names that exist are not refused."""
    assert normalize_base_url(host, allow_http=False) == f"https://{host}"


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "no access token is given"),
        ("   ", "no access token is given"),
        ("\n", "no access token is given"),
        ("api token", "white space"),
        ("Bearer api token", "white space"),
        ("Bearer  api-token", "white space"),
        ("Bearer ", "white space"),
        ("sdk-5b7d", "it has the form of an SDK key"),
        ("mob-5b7d", "it has the form of a mobile key"),
        ("Bearer sdk-5b7d", "it has the form of an SDK key"),
        ("api-token\n", "white space"),
        (" api-token", "white space"),
        ("api-token\r\nX-Evil: 1", "white space"),
        ("api-\0token", "characters"),
        ("api-tökén", "characters"),
        ("api-\x7ftoken", "characters"),
    ],
)
def test_token_is_refused(token: str, said: str) -> None:
    """What could not be a token, without a word of it in the message."""
    with pytest.raises(InvalidOption) as caught:
        Settings(token)
    assert str(caught.value).startswith("access_token: ")
    assert said in str(caught.value)
    assert not token.strip() or token.strip() not in str(caught.value)


def test_a_token_of_oauth_may_say_bearer() -> None:
    """LaunchDarkly's documents have it with the word, its Terraform provider without."""
    assert Settings("Bearer abc.def").access_token == "Bearer abc.def"
    assert (bare_token("Bearer abc.def"), bare_token("api-1")) == ("abc.def", "api-1")


@pytest.mark.parametrize("given", ["", " ", "/", "\n", "///"])
def test_an_empty_base_url_is_no_default(given: str) -> None:
    """A template that gave nothing must not send the token of another instance to the commercial one."""
    with pytest.raises(InvalidOption, match=r"^base_url: it is empty\. .*LAUNCHDARKLY_API_HOST"):
        settings_from_options({"access_token": "api-token", "base_url": given})
    assert settings_from_options({"access_token": "api-token", "base_url": None}).base_url == DEFAULT_BASE_URL
    assert settings_from_options({"access_token": "api-token"}).base_url == DEFAULT_BASE_URL


@pytest.mark.parametrize(
    ("base_url", "hidden"),
    [
        ("https://app.launchdarkly.com", []),
        (None, []),
        ("https://user:hunter2@app.launchdarkly.com", ["user:hunter2", "hunter2"]),
        ("user:hunter2@app.launchdarkly.com", ["user:hunter2", "hunter2"]),
        ("https://user:hun/t@er2@app.launchdarkly.com", ["user:hun/t@er2", "hun/t@er2"]),
        ("https://user@app.launchdarkly.com", ["user"]),
        ("https://@app.launchdarkly.com", []),
        # However long it is.
        ("/" * 1_000_000, []),
        ("a" * 1_000_000, []),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_of_a_base_url_is_not_shown(base_url: Any, hidden: list[str]) -> None:
    """It is refused, and yet it stands in the task's arguments."""
    assert credentials_in(base_url) == hidden


def test_the_time_for_a_whole_answer() -> None:
    """It grows with the option that users know."""
    assert [Settings("api-token", timeout=seconds).deadline for seconds in (1.0, 30.0)] == [4.0, 120.0]


def test_a_missing_token_names_option_and_variable() -> None:
    """The two places where it can be given."""
    with pytest.raises(InvalidOption, match="option access_token, or the environment variable LAUNCHDARKLY_ACCESS_TO"):
        settings_from_options({"access_token": None})


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("timeout", 0),
        ("timeout", -1.0),
        ("timeout", float("nan")),
        ("timeout", float("inf")),
        ("timeout", 1e300),
        ("retries", -1),
        ("max_wait", -0.5),
        ("max_wait", float("nan")),
    ],
)
def test_numbers_out_of_range(option: str, value: Any) -> None:
    """Numbers that no clock can wait for are refused."""
    with pytest.raises(InvalidOption, match=f"^{option}: must be "):
        Settings("api-token", **{option: value})


def test_numbers_in_range() -> None:
    """The least that is allowed, and waiting for as long as it takes."""
    settings = Settings("api-token", timeout=0.01, retries=0, max_wait=0)
    assert (settings.timeout, settings.retries, settings.max_wait) == (0.01, 0, 0)
    assert Settings("api-token", max_wait=float("inf")).max_wait == float("inf")


def test_settings_from_options() -> None:
    """Options of a task that are not settings are left out; null is the default."""
    options = {
        "access_token": "api-token",
        "base_url": None,
        "timeout": 3.0,
        "project_key": "not-a-setting",
        "retries": 0,
        "ca_path": None,
    }
    assert settings_from_options(options) == Settings("api-token", timeout=3.0, retries=0)


def test_equal_settings_may_share_a_session_and_others_may_not() -> None:
    """Every member counts: this is the key under which a session is kept."""
    one = Settings("api-token", base_url="localhost")
    assert one == Settings("api-token", base_url="https://localhost/")
    assert hash(one) == hash(Settings("api-token", base_url="https://localhost/"))
    others: list[dict[str, Any]] = [
        {"access_token": "other"},
        {"base_url": "localhost:1"},
        {"validate_certs": False},
        {"ca_path": "/etc/ca.pem"},
        {"timeout": 1.0},
    ]
    assert all(Settings(**{"access_token": "api-token", "base_url": "localhost", **other}) != one for other in others)


def test_the_token_is_not_in_the_representation() -> None:
    """Whoever prints settings prints no token."""
    assert "api-hidden" not in repr(Settings("api-hidden"))
