# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets: what a mask proves, when a secret is sent, fingerprints, and the spellings to hide."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.fields import ABSENT
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import (
    FINGERPRINT_PREFIX,
    HIDDEN,
    SecretPolicy,
    is_fingerprint,
    looks_masked,
    mask_disproves,
    variants,
    visible_tags,
)
from engine_things import masked
from hypothesis import given
from hypothesis import strategies as st

PASSWORD, TOKEN = ("config", "password"), ("config", "token")
KEYED = SecretPolicy("auto", "fingerprint-key", ("thing", "here"))


@pytest.mark.parametrize(
    ("value", "may_be"),
    [
        ("sup********123", True),
        ("***", True),
        ("a***", True),
        ("**", False),
        ("a**b", False),
        ("a*b*c*d", False),
        ("", False),
        ("plain", False),
        (None, False),
        (123, False),
        (["***"], False),
    ],
)
def test_what_may_be_a_mask(value: Any, may_be: bool) -> None:
    """Three asterisks in a row."""
    assert looks_masked(value) is may_be


@pytest.mark.parametrize(
    ("shown", "wanted", "disproved"),
    [
        # Visible characters that fit prove nothing, whatever the number of asterisks.
        ("sup********123", "supersecret123", False),
        ("sup*123", "supersecret123", False),
        ("sup********************123", "supersecret123", False),
        # Ends that do not fit.
        ("sup********123", "supersecret124", True),
        ("sup********123", "Supersecret123", True),
        ("dum****ion", "dummy", True),
        # Nothing stored.
        (ABSENT, "secret", True),
        (None, "secret", True),
        ("", "secret", True),
        (ABSENT, "", False),
        (None, "", False),
        ("", "", False),
        # Something stored, nothing wanted.
        ("sup********123", "", True),
        # Short secrets, masked in any way.
        ("******", "abc", False),
        ("a*c", "abc", False),
        ("a*c", "abd", True),
        ("abc****abc", "abc", False),
        # Asterisks alone stand for a short one.
        ("***", "longer-than-six", True),
        ("******", "", True),
        # Bullets, or a word for what is hidden, prove nothing.
        ("\u2022\u2022\u2022", "longer-than-six", False),
        ("[redacted]", "longer-than-six", False),
        ("\u25cf\u25cf\u25cf", "", True),
        # Shown as it is.
        ("secret", "secret", False),
        ("a***b", "a***b", False),
        ("old-secret-value", "new-secret-value", True),
        ("abc", "abd", True),
        ("abcdef", "ABCDEF", True),
        ("abc", "", True),
        ("abc", "longer-than-six", True),
        ("abcdefg", "ABCDEFG", True),
        # Masked in a way that nobody knows.
        ("ab**cd**ef", "abXXcdXXef", False),
        # Not even a string.
        (5, "secret", True),
        (False, "secret", True),
    ],
)
def test_what_a_mask_disproves(shown: Any, wanted: str, disproved: bool) -> None:
    """Only visible characters that do not fit are a proof."""
    assert mask_disproves(shown, wanted) is disproved


@given(st.text(min_size=0, max_size=40))
def test_the_mask_of_a_secret_never_disproves_it(secret: str) -> None:
    """Else an unchanged secret would be sent with every run."""
    assert not mask_disproves(masked(secret), secret)


@pytest.mark.parametrize("shown", [ABSENT, "", "sup********123", "xxx********xxx"])
@pytest.mark.parametrize("key", [None, "fingerprint-key"])
def test_always_and_on_create(shown: Any, key: str | None) -> None:
    """They do not look."""
    for update, sent in (("always", True), ("on_create", False)):
        assert SecretPolicy(update, key).must_send(PASSWORD, shown, "supersecret123", []) is sent


def test_auto_without_a_key() -> None:
    """The mask decides, and other people's fingerprints do not."""
    policy = SecretPolicy("auto")
    tag = KEYED.fingerprint(PASSWORD, "another")
    assert not policy.must_send(PASSWORD, "sup********123", "supersecret123", [tag])
    assert policy.must_send(PASSWORD, "dum****ion", "supersecret123", [tag])


def test_auto_with_a_key_is_exact() -> None:
    """A rotation that keeps both ends is seen; an unchanged secret is never sent."""
    tag = KEYED.fingerprint(PASSWORD, "supersecret123")
    shown = "sup********123"
    assert not KEYED.must_send(PASSWORD, shown, "supersecret123", ["other", tag])
    assert KEYED.must_send(PASSWORD, shown, "sup-rotated-123", [tag])
    assert KEYED.must_send(PASSWORD, shown, "supersecret123", [])
    # The mask still counts: somebody else changed the secret, and the tag is of the old one.
    assert KEYED.must_send(PASSWORD, "dum****ion", "supersecret123", [tag])


def test_a_fingerprint_proves_one_secret_in_one_place_under_one_key() -> None:
    """Copied elsewhere it proves nothing."""
    tag = KEYED.fingerprint(PASSWORD, "supersecret123")
    assert KEYED.proven(PASSWORD, "supersecret123", [tag])
    assert not KEYED.proven(PASSWORD, "supersecret124", [tag])
    assert not KEYED.proven(TOKEN, "supersecret123", [tag])
    moved = tag.replace(
        tag[: len(FINGERPRINT_PREFIX) + 9], KEYED.fingerprint(TOKEN, "x")[: len(FINGERPRINT_PREFIX) + 9]
    )
    assert not KEYED.proven(TOKEN, "supersecret123", [moved])
    assert not SecretPolicy("auto", "other-key", KEYED.scope).proven(PASSWORD, "supersecret123", [tag])
    assert not SecretPolicy("auto", KEYED.key, ("thing", "there")).proven(PASSWORD, "supersecret123", [tag])


@pytest.mark.parametrize(
    "spoil", [lambda tag: tag[:-1], lambda tag: tag + "0", lambda tag: tag[: len(FINGERPRINT_PREFIX) + 9]]
)
def test_a_spoiled_fingerprint_proves_nothing(spoil: Any) -> None:
    """It is sent again rather than believed."""
    tag = KEYED.fingerprint(PASSWORD, "supersecret123")
    assert not KEYED.proven(PASSWORD, "supersecret123", [spoil(tag)])
    assert not KEYED.proven(PASSWORD, "supersecret123", [tag, KEYED.fingerprint(PASSWORD, "supersecret123")])


def test_equal_secrets_have_different_fingerprints() -> None:
    """The salt: nobody sees that two are equal."""
    assert KEYED.fingerprint(PASSWORD, "supersecret123") != KEYED.fingerprint(PASSWORD, "supersecret123")
    assert KEYED.fingerprint(PASSWORD, "same", "00") == KEYED.fingerprint(PASSWORD, "same", "00")


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_a_fingerprint_is_a_tag_and_shows_nothing(secret: str, key: str) -> None:
    """It fits LaunchDarkly's rule for tags, whatever the secret and the key are made of."""
    policy = SecretPolicy("auto", key)
    tag = policy.fingerprint(PASSWORD, secret)
    assert re.fullmatch(r"[a-zA-Z0-9_.-]{1,64}", tag)
    assert is_fingerprint(tag)
    assert policy.proven(PASSWORD, secret, [tag])
    # The start of it is the same for all secrets.
    assert len(secret) < 6 or secret not in tag[len(FINGERPRINT_PREFIX) + 9 :]


def test_a_fingerprint_is_the_same_in_every_release() -> None:
    """One that an earlier release has written still proves its secret, so that an upgrade sends nothing."""
    tag = "ansible-fp-7acc5022-00112233aabb-f1d0b65cfa7307cb85c8b7ee8082"
    assert KEYED.fingerprint(PASSWORD, "supersecret123", "00112233aabb") == tag
    # A lone surrogate, as a variable may hold.
    odd = SecretPolicy("auto", "\ud800")
    assert odd.fingerprint(PASSWORD, "\ud800", "00") == "ansible-fp-7acc5022-00-e63eea87de36dbf86972ab703e9d"


def test_the_length_of_a_fingerprint() -> None:
    """The member, 48 bits of salt and 112 of the proof: LaunchDarkly takes tags of up to 64 characters."""
    assert re.fullmatch(r"ansible-fp-[0-9a-f]{8}-[0-9a-f]{12}-[0-9a-f]{28}", KEYED.fingerprint(PASSWORD, "secret"))


def test_a_proven_secret_does_not_keep_the_next_from_its_fingerprint() -> None:
    """Each is looked at by itself."""
    password, token = KEYED.fingerprint(PASSWORD, "same"), KEYED.fingerprint(TOKEN, "old")
    after = KEYED.tags_after([password, token], {PASSWORD: "same", TOKEN: "new"})
    assert after[0] == password
    assert KEYED.proven(TOKEN, "new", after)
    assert len(after) == 2


def test_tags_after_an_update() -> None:
    """The fingerprints of what is sent are brought up to date; all others stay."""
    password, token = KEYED.fingerprint(PASSWORD, "old"), KEYED.fingerprint(TOKEN, "token")
    after = KEYED.tags_after(["mine", password, token], {PASSWORD: "new"})
    assert after[:2] == ["mine", token]
    assert KEYED.proven(PASSWORD, "new", after)
    assert len(after) == 3
    # Sent once more although it is proven: the tag may stay.
    assert KEYED.tags_after(after, {PASSWORD: "new"}) == after


def test_tags_after_an_update_without_a_key() -> None:
    """A fingerprint of what is no longer there must go."""
    password, token = KEYED.fingerprint(PASSWORD, "old"), KEYED.fingerprint(TOKEN, "token")
    assert SecretPolicy("auto").tags_after(["mine", password, token], {PASSWORD: "new"}) == ["mine", token]
    assert SecretPolicy("auto").tags_after(["mine", password], {}) == ["mine", password]


@pytest.mark.parametrize(
    ("tags", "visible"),
    [
        (["a", FINGERPRINT_PREFIX + "12345678-aa-bb", "b"], ["a", "b"]),
        ([], []),
        (None, []),
        (ABSENT, []),
        ("text", []),
        (("a",), ["a"]),
        ([5, None], [5, None]),
    ],
)
def test_visible_tags(tags: Any, visible: list[Any]) -> None:
    """The user's own."""
    assert visible_tags(tags) == visible


@pytest.mark.parametrize(
    ("secret", "spelling"),
    [
        ("plain", "plain"),
        ('say "hi"', r"say \"hi\""),
        ("back\\slash", r"back\\slash"),
        ("line\nbreak", r"line\nbreak"),
        ("ümlaut", r"\u00fcmlaut"),
        ("ümlaut", "ümlaut"),
        ("ümlaut", "%C3%BCmlaut"),
        ("a/b c&d", "a%2Fb%20c%26d"),
        ("a/b c&d", "a/b%20c%26d"),
        ("a/b c&d", "a%2Fb+c%26d"),
        ("<a&b>", "&lt;a&amp;b&gt;"),
        ('it\'s "it"', 'it\\\'s "it"'),
    ],
)
def test_variants(secret: str, spelling: str) -> None:
    """An error message may echo a secret in any of these encodings."""
    assert {secret, spelling} <= variants(secret)


def test_all_variants_of_a_secret_with_everything_in_it() -> None:
    """These and no others: what is hidden without need makes a message hard to read."""
    assert variants("ü<&>\"'/ ") == {
        "ü<&>\"'/ ",
        "ü<&>\\\"'/ ",
        "\\u00fc<&>\\\"'/ ",
        "ü\\u003c\\u0026\\u003e\\\"'/ ",
        "ü&lt;&amp;&gt;&quot;&#x27;/ ",
        "ü&lt;&amp;&gt;&#34;&#39;/ ",
        "%C3%BC%3C%26%3E%22%27%2F%20",
        "%c3%bc%3c%26%3e%22%27%2f%20",
        "%C3%BC%3C%26%3E%22%27/%20",
        "%C3%BC%3C%26%3E%22%27%2F+",
        "ü<&>\"\\'/ ",
    }


def test_variants_of_odd_secrets() -> None:
    """Nothing empty is hidden, since that would be everywhere; a lone surrogate ends no task."""
    assert variants("") == set()
    assert "\ud800" in variants("\ud800")


def test_the_word_for_what_is_hidden() -> None:
    """It is the one of ansible-core, so that a user sees the same wherever a secret is left out."""
    assert HIDDEN == "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"


def test_the_key_is_not_in_the_representation() -> None:
    """Whoever prints a policy prints no key."""
    assert "fingerprint-key" not in repr(KEYED)
