# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes secrets out of a result: all of them, nothing of the collection's own, in one pass."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from typing import Any

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._censor import Censor
from ansible_collections.community.launchdarkly.plugins.module_utils._engine.secrets import HIDDEN, variants
from planted import SECRETS, leaks, message

STARS = "********"


@pytest.mark.parametrize(
    ("secrets", "text", "censored"),
    [
        (["hunter2"], "of hunter2.", f"of {STARS}."),
        (["hunter2"], "hunter2", HIDDEN),
        (["hunter2"], "hunter", "hunter"),
        (["hunter2"], "hunter2hunter2", STARS * 2),
        (["abc", "abcdef"], "xabcdefx abcx", f"x{STARS}x {STARS}x"),
        (["abcd", "cdef"], "-abcdef-", f"-{STARS}-"),
        (["abcd", "bc"], "-abcd-bc", f"-{STARS}-{STARS}"),
        (["aa"], "-aaa-", f"-{STARS}-"),
        (["a", "ab", "abc", "abcd", "abcde"], "xabcdex", f"x{STARS}x"),
        (["*"], "a*b", f"a{STARS}b"),
        (["a<b"], r"a\u003cb a&lt;b a%3Cb a%3cb", f"{STARS} {STARS} {STARS} {STARS}"),
        (["", " ", "\n"], "as it is \n", "as it is \n"),
        ([], "as it is", "as it is"),
    ],
)
def test_text(secrets: list[str], text: str, censored: str) -> None:
    """Every character of every spelling, and no other."""
    assert Censor(secrets).text(text) == censored


@pytest.mark.parametrize("seed", range(20))
def test_no_spelling_is_left(seed: int) -> None:
    """In random text of few characters, where secrets touch, overlap and hold each other; what is kept is no secret."""
    chance = random.Random(seed)

    def word(longest: int) -> str:
        return "".join(chance.choice('ab<"') for _unused in range(chance.randint(1, longest)))

    secrets = {word(7) for _unused in range(chance.randint(1, 6))}
    spellings = {spelling for secret in secrets for spelling in variants(secret)}
    for _unused in range(200):
        text = word(40)
        covered = _covered(text, spellings)
        censored = Censor(secrets).text(text)
        if text in spellings:
            assert censored == HIDDEN
        else:
            kept = "".join(one for one, secret in zip(text, covered, strict=True) if not secret)
            assert censored.replace("*", "") == kept


def _covered(text: str, spellings: Iterable[str]) -> list[bool]:
    covered = [False] * len(text)
    for spelling in spellings:
        for start in range(len(text)):
            if text.startswith(spelling, start):
                covered[start : start + len(spelling)] = [True] * len(spelling)
    return covered


def test_every_planted_secret() -> None:
    """Whole and as parts of other words, in every encoding."""
    censor = Censor([secret.text for secret in SECRETS])
    assert leaks({"message": message(SECRETS)})
    assert leaks({"message": censor.text(message(SECRETS))}) == []


def test_values() -> None:
    """Of every type that JSON knows, and of those that become one; keys of documents are no values."""
    censor = Censor(["12", "one", "True", "None"])
    given: dict[str, Any] = {
        "numbers": [12, 312.5, 3, -12],
        "others": [True, None, False],
        "one": {"deep": ["one", {"pone": ("xone",)}]},
    }
    before = repr(given)
    assert censor.result(given) == {
        "numbers": [HIDDEN, HIDDEN, 3, HIDDEN],
        "others": [True, None, False],
        "one": {"deep": [HIDDEN, {"pone": [f"x{STARS}"]}]},
    }
    assert repr(given) == before


WORDS = (
    "a",
    "e",
    "o",
    "before",
    "after",
    "changed",
    "changes",
    "op",
    "replace",
    "kind",
    "resource",
    "not_found",
    "msg",
)


@pytest.mark.parametrize("word", WORDS)
def test_the_collection_s_own_words_stay(word: str) -> None:
    """Whatever the secret is: keys, operations of JSON Patch, kinds of errors, what is true or false."""
    operations = [{"op": "replace", "path": "/name", "value": "x"}]
    error = {"kind": "not_found", "message": f"no {word} there"}
    result = {
        "changed": True,
        "operations": operations,
        "changes": [{"resource": "r", "operations": operations}],
        "diff": {"before": {"name": "x", "redis": {}}, "after": {"name": word}, "before_header": "b"},
        "error": error,
        "failures": [{"resource": "r", "msg": "m", "error": error}],
    }
    censored = Censor([word]).result(result)
    assert _keys(censored) == _keys(result)
    assert censored["changed"] is True
    assert [one["op"] for one in (*censored["operations"], *censored["changes"][0]["operations"])] == ["replace"] * 2
    assert [one["kind"] for one in (censored["error"], censored["failures"][0]["error"])] == ["not_found"] * 2
    assert f" {word} " not in censored["error"]["message"]
    assert censored["diff"]["after"]["name"] == HIDDEN


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else None


def test_what_only_looks_like_the_collection_s_own_is_censored() -> None:
    """An operation that is none, an error of another kind, and values of other types there."""
    censor = Censor(["hunter2"])
    for key, inner in (("op", "hunter2"), ("op", ["hunter2"]), ("error", {"kind": "hunter2"}), ("error", "hunter2")):
        assert "hunter2" not in repr(censor.result({key: inner}))
    assert censor.result({"error": {"kind": ["hunter2"]}}) == {"error": {"kind": [HIDDEN]}}


def test_labels_of_a_diff() -> None:
    """The names of resources in it are the user's; two that differ in a secret only are still two."""
    sides = {"shop/test": {"redis store 'one'": {"name": "x"}, "redis store 'two'": {"name": "y"}}}
    censored = Censor(["one", "two"]).result({"diff": [{"before": sides, "after": {}}]})
    assert censored["diff"] == [
        {
            "before": {
                "shop/test": {f"redis store '{STARS}'": {"name": "x"}, f"redis store '{STARS}'*": {"name": "y"}}
            },
            "after": {},
        }
    ]


def test_a_thousand_secrets_cost_little_more_than_a_few() -> None:
    """In as many texts. One after the other they would cost as many times more."""
    results = {"texts": [{"name": f"store {n}", "message": f"a message about store {n}" * 5} for n in range(3000)]}

    def seconds(secrets: int) -> float:
        censor = Censor([f"pass<&>word-{n}-word" for n in range(secrets)])
        started = time.process_time()
        assert censor.result(results) == results
        return time.process_time() - started

    few = min(seconds(4) for _unused in range(3))
    assert min(seconds(4000) for _unused in range(3)) < 10 * few
