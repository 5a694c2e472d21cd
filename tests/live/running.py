# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run: arm, look, ask, clean up, compare, write down. In this order, and the cleaning whatever happens."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import signal
import types
import typing as t
from pathlib import Path

from .api import Api, CallFailed
from .arming import Preflight, confirmed, look_around, may_share, who
from .asking import Asked, ask_all, put_together
from .bench import Bench, Blocked, Unknown
from .cassettes import Recorder
from .cleaning import clean_up, leftovers
from .guard import new_key
from .inventory import compare, take_inventory
from .journal import Journal, read_journal
from .listener import Listener
from .modules import run_modules
from .probe import Probe, Verdict
from .probes.store_bodies import DYNAMODB
from .reporting import Places, changes, dialect_before, write_results

Say = t.Callable[[str], None]
WELL, FAILED, REFUSED, LEFT, INTERRUPTED = 0, 1, 2, 3, 130
PUBLIC = ("0" * 24, DYNAMODB["externalId"])


@dataclasses.dataclass(frozen=True)
class Order:
    """What is asked of a run. ``modules`` runs the playbook, with the collection below that directory."""

    probes: t.Sequence[type[Probe]]
    places: Places
    shared_account: bool = False
    sweep: bool = False
    account: str | None = None
    reader_token: str | None = None
    oauth_token: str | None = None
    listener: Listener | None = None
    modules: Path | None = None
    root: Path = Path()


@contextlib.contextmanager
def undisturbed(say: Say) -> t.Iterator[None]:
    """Let no signal end what takes things away."""

    def wait(number: int, frame: types.FrameType | None) -> None:
        say("cleaning up, please wait ...")

    before = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            before[number] = signal.signal(number, wait)
    except ValueError:
        # Not the main thread: signals are none of its business.
        pass
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Run:
    """One run against one account."""

    def __init__(
        self, api: Api, order: Order, say: Say, ask: t.Callable[[str], str], environment: t.Mapping[str, str]
    ) -> None:
        self.api = api
        self.order = order
        self.say = say
        self.ask = ask
        self.environment = environment
        now = datetime.datetime.fromtimestamp(api.timing.now(), datetime.timezone.utc)
        self.now = now
        self.date = f"{now:%Y-%m-%d}"
        self.key = new_key(now)
        self.modules_key = new_key(now)
        while self.modules_key == self.key:
            self.modules_key = new_key(now)

    def run(self) -> int:
        """All of it. Returns the exit status. Raises Refused before anything was written."""
        preflight = self._arm()
        journal = self._begin(preflight)
        bench = Bench(self.api, journal, self.key, self.order.reader_token)
        asked: list[Asked] = []
        wrong: list[str] = []
        interrupted = False
        try:
            asked = self._ask(bench, preflight)
            if self.order.modules is not None and not bench.known.get("blocked"):
                wrong += self._modules(journal, asked, self.order.modules)
        except KeyboardInterrupt:
            interrupted = True
        finally:
            with undisturbed(self.say):
                left = self._clean(journal, bench, preflight)
        if not interrupted:
            wrong += self._write(preflight, asked)
        for line in wrong:
            self.say(f"ERROR: {line}")
        if left:
            return LEFT
        if interrupted:
            return INTERRUPTED
        return FAILED if wrong or any(one.result.verdict is Verdict.FAIL for one in asked) else WELL

    def _arm(self) -> Preflight:
        caller = who(self.api)
        self.say(f"{self.api.host}: {caller}")
        preflight = look_around(self.api, caller)
        for kind, ids in preflight.before.items():
            self.say(f"{kind}: {'not shown' if ids is None else len(ids)}")
        for family, reason in preflight.blocked.items():
            self.say(f"{family}: {reason}")
        old, young = leftovers(self.api, self.now)
        for key in old + young:
            self.say(f"left by an earlier run{'' if key in old else ', which may still go on'}: {key}")
        may_share(preflight, self.order.shared_account)
        confirmed(caller, self.order.account, self.ask)
        self.api.guard.armed = True
        if self.order.sweep and old:
            journal = Journal(self.order.places.work / f"sweep-{self.key}.journal")
            for line in clean_up(self.api, journal, old, [], thorough=True):
                self.say(f"could not be swept: {line}")
            journal.close()
            preflight.before = take_inventory(self.api, preflight.integration_keys)
        return preflight

    def _begin(self, preflight: Preflight) -> Journal:
        journal = Journal(self.order.places.work / f"{self.key}.journal")
        journal.write(
            "begin", host=self.api.host, account_id=preflight.caller.account_id, keys=preflight.integration_keys
        )
        journal.write("before", inventory=preflight.before)
        self.say(f"the journal is {journal.path}")
        return journal

    def _ask(self, bench: Bench, preflight: Preflight) -> list[Asked]:
        blocked = dict(preflight.blocked)
        if self.order.reader_token is None:
            blocked["reader token"] = "LAUNCHDARKLY_LIVE_READER_TOKEN has to be set to a token that may only read"
        if self.order.oauth_token is None:
            blocked["oauth token"] = (
                "LAUNCHDARKLY_LIVE_OAUTH_TOKEN has to be set to the access token of an OAuth client"
            )
        if self.order.listener is None:
            blocked["listener"] = "it needs --listener"
        bench.known["oauth token"] = self.order.oauth_token
        bench.known["listener"] = self.order.listener
        if "projects" not in blocked:
            try:
                bench.begin()
            except (Blocked, Unknown, CallFailed) as error:
                blocked["projects"] = str(error)
        if "projects" in blocked:
            bench.known["blocked"] = blocked["projects"]
        return ask_all(bench, self.order.probes, blocked, self.say)

    def _modules(self, journal: Journal, asked: t.Sequence[Asked], collections: Path) -> list[str]:
        found = put_together([one.result for one in asked])
        self.say("the modules, by playbooks/live.yml ...")
        journal.about("project", self.modules_key)
        self.api.guard.own_project(self.modules_key)
        return run_modules(
            self.order.root, collections, self.order.places.work, self.modules_key, self.environment, found.settings
        )

    def _clean(self, journal: Journal, bench: Bench, preflight: Preflight) -> list[str]:
        """Take everything away. Returns what is left or not as it was."""
        keys = [self.key] + ([self.modules_key] if self.order.modules is not None else [])
        left = clean_up(self.api, journal, keys, bench.things, thorough=journal.unanswered > 0)
        left += _compared(self.api, preflight.before, preflight.integration_keys)
        return close_journal(journal, left, self.say)

    def _write(self, preflight: Preflight, asked: t.Sequence[Asked]) -> list[str]:
        found = put_together([one.result for one in asked])
        if not found.settings and not found.facts:
            self.say("no question was answered, so nothing is written")
            return []
        places = self.order.places
        before = dialect_before(places.dialects, self.date)
        news = changes(before[1], found) if before else []
        for line in news:
            self.say(f"changed on the service since {before[0] if before else ''}: {line}")
        secret = {self.api.token, self.order.reader_token or "", self.order.oauth_token or ""}
        secret |= {preflight.caller.account_id, preflight.caller.token_name}
        for kind, ids in preflight.before.items():
            secret |= set(ids or []) if kind != "project" else set()
        keys = [self.key, self.modules_key]
        recorder = Recorder(keys, self.api.host, self.date, secret - {""}, PUBLIC)
        wrong = write_results(places, self.date, asked, found, recorder, news)
        self.say(f"written: {places.dialects / f'live-{self.date}.json'}, {places.docs / f'live-{self.date}.md'},")
        self.say(f"         and the recordings in {places.cassettes}")
        return wrong


def _compared(api: Api, before: t.Any, integration_keys: t.Sequence[str]) -> list[str]:
    """What is not as it was; once more after a while, since lists may lag behind."""
    lines: list[str] = []
    for number in range(2):
        if number:
            api.timing.sleep(api.timing.late)
        try:
            lines = compare(before, take_inventory(api, integration_keys))
        except CallFailed as error:
            lines = [f"what is there could not be compared with what was there before: {error}"]
        if not lines:
            break
    return lines


def close_journal(journal: Journal, left: list[str], say: Say) -> list[str]:
    """Say what is left, loudly, or note in the journal that nothing is."""
    if left:
        say("=" * 72)
        say("NOT AS BEFORE:")
        for line in left:
            say(f"  {line}")
        say(f"Try again with: python3 -m tests.live --yes --resume-cleanup {journal.path}")
        say("=" * 72)
    else:
        journal.write("clean")
        say("everything that was made is gone, and what was there before is there")
    journal.close()
    return left


def unfinished(work: Path) -> list[Path]:
    """The journals of runs that have begun and not ended well."""
    found = []
    for path in sorted(work.glob("acl-live-*.journal")):
        # One without a beginning was killed before it could make anything.
        with contextlib.suppress(ValueError):
            if not read_journal(path).clean:
                found.append(path)
    return found


def resume_cleanup(api: Api, path: Path, account: str | None, say: Say, ask: t.Callable[[str], str]) -> int:
    """Clean up after a run that was killed. Raises Refused, and ValueError for what is no journal of this account."""
    past = read_journal(path)
    caller = who(api)
    say(f"{api.host}: {caller}")
    if (past.host, past.account_id) != (api.host, caller.account_id):
        raise ValueError(f"{path} is of another host or account")
    confirmed(caller, account, ask)
    api.guard.armed = True
    journal = Journal(path)
    with undisturbed(say):
        left = clean_up(api, journal, past.projects, past.things, thorough=True)
        if past.before is not None:
            left += _compared(api, past.before, past.integration_keys)
        return LEFT if close_journal(journal, left, say) else WELL
