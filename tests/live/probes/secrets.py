# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a secret that is patched around, left out, or sent back as its mask.

The ``test`` operation of a JSON Patch is the key: the service itself says what it compares a value with.
"""

from __future__ import annotations

import typing as t

from ..bench import HOST, SECRET, Bench, refused, replace
from ..journal import Thing
from ..probe import Decision, Probe, Seen, outcome

Json = t.Any
NEITHER = "neither-of-both"
PORT, OTHER_PORT = "6379", "6380"
MEMBER, WHOLE = "member", "whole"


def documents(shown: Json, password: Json) -> list[Json]:
    """What may be stored where this is shown: a false member need not be in an answer."""
    document = {**shown, "password": password}
    return [document, {"tlsEnabled": False, **document}]


def compared_with(seen: Seen) -> tuple[str, str] | None:
    """What ``test`` compares with (stored, shown), and at which path; None where it cannot be told."""
    if not seen["test works"]:
        return None
    for place in (MEMBER, WHOLE):
        if seen[f"{place}: neither"]:
            # A path that is ignored passes with anything.
            continue
        if seen[f"{place}: plain"] != seen[f"{place}: mask"]:
            return ("stored" if seen[f"{place}: plain"] else "shown"), place
    return None


def holds(bench: Bench, thing: Thing, password: Json) -> bool | None:
    """Whether this password is stored; None where the service does not say."""
    found = bench.known.get("test")
    if not found or found[0] != "stored":
        return None
    if found[1] == MEMBER:
        return bench.passes(thing.path, "/config/password", password)
    shown = bench.read(thing.path)["config"]
    return any(bench.passes(thing.path, "/config", one) for one in documents(shown, password))


class TestOperation(Probe):
    """U4. A ``test`` changes nothing."""

    id = "U4"
    question = "Does the test operation compare with what is stored, or with what is shown?"
    settings = ("patched_document",)
    calls = 20

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(password=SECRET, port=PORT)
        shown = bench.read(thing.path)["config"]
        right, wrong = (bench.passes(thing.path, "/name", name) for name in (thing.name, NEITHER))
        seen: Seen = {"test works": right and not wrong}
        for name, value in (("neither", NEITHER), ("plain", SECRET)):
            seen[f"{MEMBER}: {name}"] = bench.passes(thing.path, "/config/password", value)
            seen[f"{WHOLE}: {name}"] = any(bench.passes(thing.path, "/config", one) for one in documents(shown, value))
        mask = "password" in shown
        seen[f"{MEMBER}: mask"] = mask and bench.passes(thing.path, "/config/password", shown["password"])
        seen[f"{WHOLE}: mask"] = any(
            bench.passes(thing.path, "/config", one) for one in (shown, {"tlsEnabled": False, **shown})
        )
        bench.known["test"] = compared_with(seen)
        return seen

    def decide(self, seen: Seen) -> Decision:
        found = compared_with(seen)
        if found is None:
            return Decision(facts={"test_sees": "cannot be told"})
        document = {"stored": "stored", "shown": "masked"}[found[0]]
        return Decision({"patched_document": document}, {"test_sees": found[0], "test_path": found[1]})


class MemberPatchSecret(Probe):
    """U5."""

    id = "U5"
    question = "Does a patch of one member keep the secret beside it?"
    after = ("U4",)

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(password=SECRET, port=PORT)
        before = bench.read(thing.path)["config"].get("password")
        tried = bench.patch(thing.path, replace("/config/port", OTHER_PORT))
        return {
            "answer": outcome(tried.answer),
            "changed": tried.after["config"].get("port") == OTHER_PORT,
            "same mask": tried.after["config"].get("password") == before,
            "kept": holds(bench, thing, SECRET),
        }

    def decide(self, seen: Seen) -> Decision:
        if not seen["changed"]:
            return Decision(facts={"member_patch_secret": "members are not patched"})
        kept = {True: "kept", False: "lost", None: "cannot be told"}[seen["kept"]]
        return Decision(facts={"member_patch_secret": kept, "mask_after_member_patch": seen["same mask"]})


class OmittedSecret(Probe):
    """U7."""

    id = "U7"
    question = "What becomes of a secret that a whole new config leaves out?"
    settings = ("omitted_secret",)
    after = ("U4",)

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(password=SECRET, port=PORT)
        before = bench.read(thing.path)["config"].get("password")
        tried = bench.patch(thing.path, replace("/config", {"host": HOST, "port": OTHER_PORT}))
        return {
            "answer": outcome(tried.answer),
            "shown before": before,
            "shown after": tried.after["config"].get("password"),
            "kept": holds(bench, thing, SECRET),
        }

    def decide(self, seen: Seen) -> Decision:
        if seen["answer"].startswith("400"):
            return Decision({"omitted_secret": "refused"}, {"omitted_secret_refusal": seen["answer"]})
        if seen["answer"] != "200":
            return Decision(new=[f"a whole config without its secret: {seen['answer']}"])
        kept = seen["kept"]
        if kept is None and seen["shown before"]:
            kept = seen["shown before"] == seen["shown after"]
        if kept is None:
            return Decision(facts={"omitted_secret": "cannot be told"})
        return Decision({"omitted_secret": "kept" if kept else "erased"})


class MaskSentBack(Probe):
    """U8. The secret is an invention: nothing is lost with it."""

    id = "U8"
    question = "What becomes of a mask that is sent back?"
    settings = ("masked_value",)
    after = ("U4",)

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(password=SECRET, port=PORT)
        config = bench.read(thing.path)["config"]
        if "password" not in config:
            return {"mask": None, "answer": "", "plain": None, "masked": None}
        tried = bench.patch(thing.path, replace("/config", config))
        plain = holds(bench, thing, SECRET)
        masked = holds(bench, thing, config["password"]) if plain is False else None
        return {"mask": config["password"], "answer": outcome(tried.answer), "plain": plain, "masked": masked}

    def decide(self, seen: Seen) -> Decision:
        if seen["mask"] is None or (seen["answer"] == "200" and seen["plain"] is None):
            return Decision(facts={"masked_value": "cannot be told"})
        if seen["plain"] and seen["answer"] == "200":
            return Decision({"masked_value": "recognised"})
        if seen["masked"]:
            return Decision({"masked_value": "stored"})
        return Decision(new=[f"a mask that is sent back: {seen['answer']}"])


# A secret of each length has other characters at its ends than every other one.
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP"
LENGTHS = (1, 2, 5, 6, 7, 8, 12, 40)
SHORT = (1, 2, 5, 6)


def _all_of(text: Json, character: str) -> bool:
    return isinstance(text, str) and bool(text) and not text.strip(character)


def _ends(plain: str, shown: Json) -> bool:
    return isinstance(shown, str) and shown[:3] == plain[:3] and shown[-3:] == plain[-3:] and _all_of(shown[3:-3], "*")


SHOWN: dict[str, t.Callable[[str, Json], bool]] = {
    "absent": lambda plain, shown: shown == "(absent)",
    "empty": lambda plain, shown: shown == "",
    "null": lambda plain, shown: shown is None,
    "bullets": lambda plain, shown: _all_of(shown, "•"),
    "asterisks": lambda plain, shown: _all_of(shown, "*"),
    "ends": _ends,
}
SHORT_MASKS: dict[str, t.Callable[[str, Json], bool]] = {
    "clear": lambda plain, shown: shown == plain,
    "one": lambda plain, shown: shown == "*",
    "two": lambda plain, shown: shown == "**",
    "overlap": lambda plain, shown: shown == f"{plain[:3]}****{plain[-3:]}",
    "asterisks": lambda plain, shown: _all_of(shown, "*"),
    "plain_ends": lambda plain, shown: (
        _all_of(shown, "*")
        if len(plain) < 3
        else isinstance(shown, str) and shown[0] + shown[-1] == plain[0] + plain[-1] and _all_of(shown[1:-1], "*")
    ),
}


def _first(kinds: dict[str, t.Callable[[str, Json], bool]], pairs: t.Mapping[str, Json]) -> str | None:
    return next((name for name, fits in kinds.items() if all(fits(*pair) for pair in pairs.items())), None)


class Masks(Probe):
    """U9. Whole configs only: that is the one way that anybody has published."""

    id = "U9"
    question = "How are secrets shown, by their length?"
    settings = ("secret_shown", "mask_length", "short_mask")
    calls = 40

    def run(self, bench: Bench) -> Seen:
        thing = bench.store(port=PORT)
        shown: dict[str, Json] = {}
        for secret in (*(LETTERS[length : 2 * length] if length < 20 else LETTERS[:length] for length in LENGTHS), ""):
            tried = bench.patch(thing.path, replace("/config", {"host": HOST, "port": PORT, "password": secret}))
            if not tried.answer.ok:
                raise refused("a patch of the whole config", tried.answer)
            shown[secret] = tried.after["config"].get("password", "(absent)")
        umlauts = "äöüßéèêçñ"
        tried = bench.patch(thing.path, replace("/config", {"host": HOST, "port": PORT, "password": umlauts}))
        return {"shown": shown, "not ASCII": [umlauts, tried.after["config"].get("password", "(absent)")]}

    def decide(self, seen: Seen) -> Decision:
        decision = Decision(facts={"mask_of_empty": seen["shown"][""], "mask_not_ascii": seen["not ASCII"]})
        by_length = {len(secret): (secret, shown) for secret, shown in seen["shown"].items()}
        way = _first(SHOWN, dict(by_length[length] for length in (12, 40)))
        if way is None:
            decision.new.append(f"a secret of 12 characters is shown as {by_length[12][1]!r}")
            return decision
        decision.settings["secret_shown"] = way
        if way != "ends":
            return decision
        hidden = {length: len(by_length[length][1]) - 6 for length in (12, 40)}
        if hidden[12] == hidden[40]:
            decision.settings["mask_length"] = "fixed"
        elif all(hidden[length] == length - 6 for length in hidden):
            decision.settings["mask_length"] = "true_length"
        else:
            decision.new.append(f"asterisks of secrets with 12 and with 40 characters: {hidden}")
        short = _first(SHORT_MASKS, dict(by_length[length] for length in SHORT))
        if short is None:
            decision.new.append(f"short secrets are shown as {[by_length[length][1] for length in SHORT]}")
        else:
            decision.settings["short_mask"] = short
        return decision
