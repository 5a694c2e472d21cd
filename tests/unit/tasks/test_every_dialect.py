# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every answer that the service may give to what nobody knows of it, times every module, times every change.

Whatever the answer: what was declared is there afterwards and a second run has nothing to do, or the task fails, nothing
is written, and the message names the secret that has to be given. No secret is ever lost, and none is ever replaced by
its mask: that is looked up in what the emulator stores.

LAUNCHDARKLY_TEST_EXAMPLES says how many drawn dialects are tried beside those with one unusual answer; a number given
there draws new ones with every run.
"""

from __future__ import annotations

import json
import os
import random
import typing as t

import pytest
from ansible_collections.community.launchdarkly.plugins.module_utils._resources.form_variables import FORM_VARIABLES
from dialect_subjects import SUBJECTS, Json, Member, Place, Runner, Subject
from emulator.control import Emulator
from emulator.dialect import DEFAULT_DIALECT, DIALECTS, NAMED_DIALECTS, random_dialect

EXAMPLES = os.environ.get("LAUNCHDARKLY_TEST_EXAMPLES", "")
SEED = random.SystemRandom().randrange(2**32) if EXAMPLES else 12
LAG_MS = 15
FINGERPRINT = "ansible-fp-"
SAME_ENDS = "sup-rotated-123"
SHORT = ("abc", "xyz123", "zz")
HIDDEN = ("absent", "empty", "null", "asterisks", "bullets")


def _one_answer_each() -> dict[str, dict[str, Json]]:
    """The named dialects, and each dialect that differs from the default one by a single answer."""
    dialects = {name: dict(dialect) for name, dialect in NAMED_DIALECTS.items()}
    for setting, answers in DIALECTS.items():
        for answer in answers:
            if answer != DEFAULT_DIALECT[setting]:
                dialects[f"{setting}={answer}"] = {**DEFAULT_DIALECT, setting: answer}
    for dialect in dialects.values():
        dialect["list_freshness_ms"] = min(dialect["list_freshness_ms"], LAG_MS)
    return dialects


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
        self.failures = 0

    def __str__(self) -> str:
        return f"{self.subject.name} under {json.dumps(self.dialect)} with fingerprint_key {self.key!r}"

    def declare(self, values: t.Mapping[Place, Json], secret: str | None, may_need: bool = False) -> bool:
        """A task, and the same again. Returns whether it did anything. With ``may_need`` it may ask for the secret."""
        options = self.subject.options(values, secret)
        before = self.subject.document(self.emulator)
        result = self.run(options)
        if result.get("failed"):
            assert may_need, (str(self), options, result)
            assert self.subject.document(self.emulator) == before, (str(self), result)
            assert result["changed"] is False, (str(self), result)
            needed = result["error"].get("secrets_needed") or result["error"].get("members")
            assert needed == [self.subject.label], (str(self), result)
            assert f"{self.subject.label} in {(self.subject.secret or _NONE).option[0]} too" in result["msg"].replace(
                "secret_config_values too", f"{(self.subject.secret or _NONE).option[0]} too"
            ), result
            self.failures += 1
            return False
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
            wanted, there = self.values[member.option], _lookup(document, member.path)
            if isinstance(wanted, list):
                there = [tag for tag in there or [] if not str(tag).startswith(FINGERPRINT)]
            if isinstance(wanted, dict):
                wanted, there = sorted(map(str, wanted.values())), sorted(map(str, (there or {}).values()))
            default = "" if wanted == "" or member.path[-1] == "eventTaskId" else None
            assert (there or default) == (wanted or default) or (not there and not wanted), (member.option, *about)
        if self.subject.secret is None:
            return
        there = _lookup(document, self.subject.secret.path) or ""
        if there != self.stored:
            assert secret is not None and there == secret, about
        self.stored = there
        shown = repr(result)
        assert not there or len(there) < 4 or there not in shown.replace("secrets_needed", ""), about

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
        # A secret that was rotated unseen goes along with the next change.
        assert self.declare({**self.values, self.subject.members[0].option: self.subject.members[0].first}, self.held) in (
            True,
            False,
        )  # fmt: skip

    def must_be_seen(self, old: str, new: str) -> bool:
        """Whether the mask of the ``old`` secret shows that it is not the ``new`` one."""
        if self.dialect["secret_shown"] != "ends" or len(old) <= 6:
            return False
        return (old[:3], old[-3:]) != (new[:3], new[-3:])

    def remove(self) -> None:
        """The secret is taken away, and then given again."""
        assert self.declare(self.values, "")
        assert self.stored == ""
        if self.key or self.subject.secret:
            assert self.declare(self.values, self.held)
            assert self.stored == self.held


_NONE = Member((), (), None, None)


def _lookup(document: Json, path: Place) -> Json:
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document


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
    finally:
        run.close()
    return trial


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
@pytest.mark.parametrize("dialect", DIALECTS_TO_TRY)
def test_one_unusual_answer(emulator: Emulator, dialect: str, subject: Subject) -> None:
    try_out(emulator, subject, DIALECTS_TO_TRY[dialect])
