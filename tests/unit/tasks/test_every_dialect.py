# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every answer that the service may give to what nobody knows of it, times every module, times every change.

Whatever the answer: what was declared is there afterwards and a second run has nothing to do, or the task fails, nothing
is written, and the message names the secret that has to be given. No secret is ever lost, and none is ever replaced by
its mask: that is looked up in what the emulator stores.

Where the run is not to be a long one, an answer by itself is tried with one of the things, another one for each.

LAUNCHDARKLY_TEST_EXAMPLES says how many drawn dialects are tried beside those with one unusual answer; a number given
there draws new ones with every run.
"""

from __future__ import annotations

import copy
import json
import os
import random
import typing as t

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.form_variables import FORM_VARIABLES
from dialect_subjects import SUBJECTS, Json, Member, Place, Runner, Subject, lookup
from emulator.control import Emulator
from emulator.dialect import DEFAULT_DIALECT, DIALECTS, MILLISECONDS, known_dialects, random_dialect
from long_run import LONG

pytestmark = pytest.mark.once

EXAMPLES = os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES", "")
SEED = random.SystemRandom().randrange(2**32) if EXAMPLES else 12
LAG_MS = 15
KEY = "a key of my own"
APPROVALS = "environment with approvals"
WITHOUT_SECRETS = {"stores_per_environment", "conflict_code", "numeric_port", "list_freshness_ms", "delete_visible_ms",
                   "unauthorized_right", "unknown_members", "client_side_availability", "capability_patch"}  # fmt: skip
SAME_ENDS = "sup-rotated-123"
SHORTEST_TO_HIDE = 3
SHORT = ("abc", "xyz123", "zz")


def _one_answer_each() -> dict[str, dict[str, Json]]:
    """The dialects with a name, and each dialect that differs from the default one by a single answer."""
    dialects = known_dialects()
    for setting, answers in DIALECTS.items():
        for answer in answers:
            if answer != DEFAULT_DIALECT[setting]:
                dialects[f"{setting}={answer}"] = {**DEFAULT_DIALECT, setting: answer}
    return {name: _quick(dialect) for name, dialect in dialects.items()}


def _quick(dialect: dict[str, Json]) -> dict[str, Json]:
    """With delays that a test can wait for."""
    return {**dialect, **{setting: min(dialect[setting], LAG_MS) for setting in MILLISECONDS}}


DIALECTS_TO_TRY = _one_answer_each()


class Trial:
    """One thing under one dialect. What it shall be, and the secrets of which one is stored."""

    def __init__(self, run: Runner, dialect: dict[str, Json], key: str | None) -> None:
        self.run = run
        self.subject = run.subject
        self.emulator = run.emulator
        self.dialect = dialect
        self.key = key
        self.values: dict[Place, Json] = {member.option: member.first for member in self.subject.members}
        self.held: str | None = self.subject.secret.first if self.subject.secret else None
        self.stored: str | None = None
        self.warnings: list[str] = []

    def __str__(self) -> str:
        return f"{self.subject.name} under {json.dumps(self.dialect)} with fingerprint_key {self.key!r}"

    def declare(self, values: t.Mapping[Place, Json], secret: str | None, may_need: bool = False) -> bool:
        """A task, and the same again. Returns whether it did anything. With ``may_need`` it may ask for the secret."""
        options = self.subject.options(values, secret)
        before = self.subject.document(self.emulator)
        checked = self.run(options, check_mode=True) if may_need else None
        assert checked is None or self.subject.document(self.emulator) == before, str(self)
        result = self.run(options)
        self.warnings = result.get("warnings", [])
        if result.get("failed"):
            assert checked is None or checked["msg"] == result["msg"], (str(self), checked, result)
            assert may_need, (str(self), options, result)
            assert self.subject.document(self.emulator) == before, (str(self), result)
            assert result["changed"] is False, (str(self), result)
            subject = self.subject
            assert subject.secret is not None
            needed = result["error"].get("secrets_needed") or result["error"].get("members")
            assert needed == [subject.secret.option[-1]], (str(self), result)
            assert f"in {subject.given_in} too" in result["msg"], (str(self), result)
            return False
        assert checked is None or checked["changed"] == result["changed"], (str(self), checked, result)
        self.values.update(values)
        self.check(options, result, secret)
        changed: bool = result["changed"]
        assert changed == (before != self.subject.document(self.emulator)), (str(self), options, result)
        self.check_again(options)
        return changed

    def check(self, options: Json, result: Json, secret: str | None) -> None:
        """What is stored is what was declared, all of it, and the secret is one that was given."""
        about = (str(self), options, result)
        document = self.subject.document(self.emulator)
        assert document is not None, about
        for member in self.subject.members:
            assert member.is_as(self.values[member.option], document), (member.option, *about)
        if self.subject.secret is None:
            return
        there = lookup(document, self.subject.secret.path) or ""
        if there != self.stored:
            assert secret is not None and there == secret, about
        self.stored = there
        assert len(there) <= SHORTEST_TO_HIDE or there not in repr(result), about

    def check_again(self, options: Json) -> None:
        """Nothing is left to do."""
        self.emulator.clear_requests()
        again = self.run(options)
        assert not again.get("failed") and again["changed"] is False and again["operations"] == [], (
            str(self),
            options,
            again,
        )
        assert self.emulator.requests()["writes"] == 0, (str(self), options)

    def live(self) -> None:
        """Made, changed member by member with the secret and without it, rotated, and the secret removed."""
        assert self.declare(self.values, self.held)
        assert self.stored == self.held
        for member in self.subject.members:
            self.change(member, True)
        if self.subject.secret is not None:
            for member in self.subject.members:
                self.change(member, False)
            self.rotate()
        if self.subject.removable:
            self.remove()

    def adopt(self) -> None:
        """What somebody else has made, with another secret, is taken over, and then changed without the secret."""
        assert self.subject.secret is not None and self.subject.seed is not None
        kind, seed = self.subject.seed
        self.emulator.seed(**{kind: [copy.deepcopy(seed)]})
        self.stored = lookup(seed, self.subject.secret.path)
        self.declare(self.values, self.held)
        assert self.stored == self.held
        for member in self.subject.members:
            self.change(member, False)

    def change(self, member: Member, with_secret: bool) -> None:
        """One member, by a task that declares all, or by one that does not mention the secret."""
        wanted = member.later if self.values[member.option] == member.first else member.first
        if wanted == self.values[member.option]:
            return
        if with_secret:
            assert self.declare({**self.values, member.option: wanted}, self.held)
        else:
            self.declare({member.option: wanted}, None, may_need=True)

    def rotate(self) -> None:
        """To another secret, which keeps its ends or not, is short or long again. With a key each is seen."""
        assert self.subject.secret is not None
        for new in (self.subject.secret.later, self.subject.secret.first, SAME_ENDS, *SHORT, SAME_ENDS):
            old = self.stored or ""
            changed = self.declare(self.values, new)
            self.held = new
            if self.key or self.must_be_seen(old, new):
                assert changed and self.stored == new, (str(self), old, new)
        # One that was rotated unseen goes along with the next change in the same config.
        for member in self.subject.members:
            if member.path[0] == self.subject.secret.path[0] and member.first != member.later:
                self.change(member, True)
                assert self.stored == self.held, str(self)

    def must_be_seen(self, old: str, new: str) -> bool:
        """Whether the mask of the ``old`` secret shows that it is not the ``new`` one."""
        if self.dialect["secret_shown"] != "ends" or len(old) <= 6:
            return False
        return (old[:3], old[-3:]) != (new[:3], new[-3:])

    def remove(self) -> None:
        """The secret is taken away, and then given again."""
        assert self.declare(self.values, ""), str(self)
        if self.dialect["secret_shown"] != "ends":
            assert "that it was removed cannot be seen" in str(self.warnings), str(self)
        # Where the mask is an empty text, a service may take one for the mask, and keep what is there.
        recognises = self.dialect["masked_value"] == "recognised" or self.dialect["patched_document"] == "masked"
        if self.dialect["secret_shown"] != "empty" or not recognises:
            assert self.stored == "", str(self)
        assert self.declare(self.values, self.held), str(self)
        assert self.stored == self.held, str(self)


def try_out(emulator: Emulator, subject: Subject, dialect: dict[str, Json], key: str | None = None) -> Trial:
    """The whole life of one thing under one dialect."""
    emulator.reset(dialect=dialect)
    more = {"fingerprint_key": key} if key else {}
    run = Runner(emulator, subject, **more)
    trial = Trial(run, dialect, key)
    try:
        with pytest.MonkeyPatch.context() as patch:
            if subject.unknown:
                patch.delitem(FORM_VARIABLES, subject.unknown)
            trial.live()
            if subject.seed is not None:
                emulator.reset(dialect=dialect)
                Trial(run, dialect, key).adopt()
    finally:
        run.close()
    return trial


def _matters(subject: Subject, dialect: dict[str, Json], key: str | None) -> bool:
    """Whether a trial can end in another way than one that is made anyway."""
    if subject.name == APPROVALS and dialect["approvals"] == "unavailable":
        return False
    if key is not None and (subject.entries or "fingerprint_key" not in subject.task.options):
        # Fingerprints are made where it is one of them alone, and where there are tags.
        return False
    unusual = {setting for setting, answer in dialect.items() if answer != DEFAULT_DIALECT[setting]}
    return key is None or (subject.secret is not None and (not unusual or bool(unusual - WITHOUT_SECRETS)))


def _cases() -> t.Iterator[t.Any]:
    for number, dialect in enumerate(DIALECTS_TO_TRY):
        cases = [(s, key) for s in SUBJECTS for key in (None, KEY) if _matters(s, DIALECTS_TO_TRY[dialect], key)]
        if not LONG and "=" in dialect:
            cases = [cases[number % len(cases)]]
        elif not LONG and dialect == "default":
            # All other tests are under it.
            continue
        for subject, key in cases:
            named = f"{dialect}-{subject.name}-{'fingerprint' if key else 'mask'}"
            yield pytest.param(dialect, subject, key, id=named)


@pytest.mark.parametrize(("dialect", "subject", "key"), list(_cases()))
def test_one_unusual_answer(emulator: Emulator, dialect: str, subject: Subject, key: str | None) -> None:
    """The named dialects, and each answer by itself."""
    try_out(emulator, subject, DIALECTS_TO_TRY[dialect], key)


@pytest.mark.parametrize("number", range(int(EXAMPLES or (10 if LONG else 2))))
def test_drawn_answers(emulator: Emulator, number: int) -> None:
    """Any answers together: a failure tells the seed, and the dialect as the emulator takes it."""
    rng = random.Random(f"{SEED} {number}")
    dialect = _quick(random_dialect(rng))
    key = rng.choice((None, KEY))
    for subject in SUBJECTS:
        if _matters(subject, dialect, None):
            print(f"seed {SEED}, number {number}, {subject.name}, fingerprint_key {key!r}: {json.dumps(dialect)}")
            try_out(emulator, subject, dialect, key if "fingerprint_key" in subject.task.options else None)
