# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From nothing to an SDK that sees a member of a segment, by one playbook; and the role that reports the health."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import redis
import yaml
from ansible import release
from ansible_collections.community.launchdarkly.plugins.plugin_utils import _in_process
from backends.aws_server import AwsServer
from backends.redis_server import ADMIN_PASSWORD, RedisServer
from backends.tls_relay import TlsRelay
from bundled_collections import AWS, ensure_collections
from emulator.control import Emulator
from real_store import MEMBERS, READER_PASSWORD, REGION, WRITER_PASSWORD, RealRedis

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
COLLECTIONS = Path(_in_process.__file__).absolute().parents[5]
HEALTHY = "The SDK sees user-1 in the segment, status HEALTHY"


@dataclasses.dataclass
class Run:
    """What a playbook gave."""

    status: int
    output: str

    @property
    def changed(self) -> int:
        """How many tasks changed something."""
        found = re.search(r"^localhost +: .*\bchanged=(\d+)", self.output, re.MULTILINE)
        assert found, self.output
        return int(found[1])


class Playbooks:
    """Runs playbooks against the emulator, in a folder of their own."""

    def __init__(self, folder: Path, emulator: Emulator) -> None:
        self.folder, self.emulator = folder, emulator
        self.environment: dict[str, str] = {}
        self.collections = [COLLECTIONS]
        inventory = 'localhost ansible_connection=local ansible_python_interpreter="{{ ansible_playbook_python }}"\n'
        (folder / "inventory").write_text(inventory, encoding="utf-8")

    def run(self, playbook: str, *arguments: str, **variables: Any) -> Run:
        """Run it to its end."""
        command = [sys.executable, "-m", "ansible", "playbook", "-i", str(self.folder / "inventory")]
        # Not on the command line, which Ansible shows.
        (self.folder / "variables.json").write_text(json.dumps(variables), encoding="utf-8")
        command += ["-e", f"@{self.folder / 'variables.json'}", playbook, *arguments]
        environment = {
            "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)]),
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT / "tests"),
            "ANSIBLE_COLLECTIONS_PATH": os.pathsep.join(map(str, self.collections)),
            "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp"),
            "ANSIBLE_REMOTE_TEMP": str(self.folder / "remote_tmp"),
            "ANSIBLE_NOCOLOR": "true",
            "ANSIBLE_SHOW_CUSTOM_STATS": "true",
            "ANSIBLE_INJECT_INVOCATION": "true",
            "LAUNCHDARKLY_ACCESS_TOKEN": self.emulator.token,
            "LAUNCHDARKLY_API_HOST": self.emulator.url,
            **self.environment,
        }
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=240, check=False
        )
        return Run(done.returncode, done.stdout + done.stderr)


@pytest.fixture
def playbooks(emulator: Emulator, tmp_path: Path) -> Playbooks:
    """With the project of the examples."""
    emulator.seed(projects=[{"key": "shop", "environments": [{"key": "production"}]}])
    return Playbooks(tmp_path, emulator)


def documented(kind: str) -> dict[str, Any]:
    """The variable in the documentation of the role for a store of this kind."""
    text = (ROOT / "roles" / "big_segment_infrastructure" / "README.md").read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]
    (found,) = [block for block in blocks if kind in block["big_segment_infrastructure_store"]]
    return found


def from_nothing(
    playbooks: Playbooks, variables: Mapping[str, Any], sdk: Mapping[str, Any], unforeseen: int = 0
) -> None:
    """Check mode, for real, once more: the SDK judges the last two. ``unforeseen`` changes check mode cannot see."""
    judge = {"context_key": "user-1", "segment_key": "vip", **sdk}
    playbook = str(HERE / "playbooks" / "healthy.yml")
    wanted = {**variables, "judge_options": judge, "big_segment_infrastructure_wait_timeout": 20}

    checked = playbooks.run(playbook, "--check", "--diff", **wanted)
    assert checked.status == 0 and checked.changed > 0, checked.output
    assert not playbooks.emulator.state()["stores"]

    made = playbooks.run(playbook, **wanted)
    assert made.status == 0 and HEALTHY in made.output, made.output
    assert made.changed == checked.changed + unforeseen, made.output

    again = playbooks.run(playbook, community_launchdarkly_in_process=False, **wanted)
    assert again.status == 0 and HEALTHY in again.output, again.output
    assert again.changed == 0, again.output
    for run in (checked, made, again):
        for secret in (ADMIN_PASSWORD, WRITER_PASSWORD, READER_PASSWORD):
            assert secret not in run.output


@pytest.mark.long  # make demo does it, too.
def test_redis_from_nothing(
    playbooks: Playbooks, redis_server: RedisServer, tls_relay: TlsRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The users, the store, LaunchDarkly's marker, the proof, the SDK."""
    admin: Any = redis.Redis(port=redis_server.port, password=ADMIN_PASSWORD)
    admin.flushall()
    admin.execute_command("ACL", "DELUSER", "launchdarkly", "application")
    certificate = str(tls_relay.certificate)
    variables = documented("redis")
    variables["big_segment_infrastructure_store"]["redis"].update(
        host="localhost", port=tls_relay.port, ca_path=certificate
    )
    variables["vault_redis_administrator_password"] = ADMIN_PASSWORD
    variables["vault_redis_password"] = WRITER_PASSWORD
    variables["vault_redis_application_password"] = READER_PASSWORD
    playbooks.emulator.synchronise(members=MEMBERS, ca_path=certificate, every_ms=300)
    options = {"username": "application", "password": READER_PASSWORD, "ssl_ca_certs": certificate}
    from_nothing(playbooks, variables, {"redis_options": options})


@pytest.mark.long  # Most of it is what the modules of AWS do.
@pytest.mark.skipif(
    tuple(map(int, release.__version__.split(".")[:2])) < (2, 17), reason="the collections of AWS want 2.17"
)
def test_dynamodb_from_nothing(playbooks: Playbooks, aws: AwsServer, build: Path) -> None:
    """Table, role, policy, the store, LaunchDarkly's marker, the proof, the SDK."""
    playbooks.collections.append(ensure_collections(AWS, sys.executable, build))
    playbooks.environment = aws.environment(REGION)
    playbooks.emulator.synchronise(members=MEMBERS, aws_endpoint_url=aws.url, every_ms=300)
    # A policy cannot be compared before its role is there.
    from_nothing(playbooks, documented("dynamodb"), {}, unforeseen=1)


def test_the_demonstration(playbooks: Playbooks, build: Path) -> None:
    """A Redis of its own, which the emulator fills, and the sentence at the end."""
    directory = playbooks.folder / "demonstration"
    command = [sys.executable, "-m", "backends", "--emulator", playbooks.emulator.url, "--project", "shop"]
    command += ["--environment", "production", "--directory", str(directory), "--build", str(build)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        assert process.stdout and process.stdout.readline() == "ready\n"
        run = playbooks.run(str(HERE / "playbooks" / "healthy.yml"), "-e", f"@{directory / 'variables.json'}")
        process.communicate(timeout=20)
    assert run.status == 0 and HEALTHY in run.output, run.output
    assert process.returncode == 0


def test_infrastructure_that_does_not_work(
    playbooks: Playbooks, redis_server: RedisServer, tls_relay: TlsRelay
) -> None:
    """LaunchDarkly does not trust the certificate: the play fails with the verdict and what to do."""
    variables = documented("redis")
    variables["big_segment_infrastructure_store"]["redis"].update(
        host="localhost", port=tls_relay.port, ca_path=str(tls_relay.certificate)
    )
    variables["vault_redis_administrator_password"] = ADMIN_PASSWORD
    variables["vault_redis_password"] = WRITER_PASSWORD
    variables["vault_redis_application_password"] = READER_PASSWORD
    playbooks.emulator.synchronise(members=MEMBERS, every_ms=300)
    run = playbooks.run(
        "community.launchdarkly.big_segment_infrastructure", **variables, big_segment_infrastructure_wait_timeout=2
    )
    assert run.status != 0 and "launchdarkly_cannot_write: LaunchDarkly cannot use this store" in run.output, run.output
    assert "certificate" in run.output


@pytest.mark.parametrize("damage", [{"port": "many"}, {"tls": True}, {}])
def test_no_secret_of_the_variable_is_shown(
    playbooks: Playbooks, redis_server: RedisServer, damage: dict[str, Any]
) -> None:
    """Neither where it is refused, nor at the highest verbosity."""
    variables = documented("redis")
    place = {"host": "localhost", "port": redis_server.port, "tls_enabled": False}
    variables["big_segment_infrastructure_store"]["redis"].update({**place, **damage})
    secrets = {
        "vault_redis_administrator_password": ADMIN_PASSWORD,
        "vault_redis_password": WRITER_PASSWORD,
        "vault_redis_application_password": READER_PASSWORD,
    }
    run = playbooks.run(
        "community.launchdarkly.big_segment_infrastructure", "-vvvv", "--check", "--diff", **variables, **secrets
    )
    assert (run.status == 0) is not bool(damage), run.output
    leaks = [line for line in run.output.splitlines() if any(secret in line for secret in secrets.values())]
    assert leaks == []


def test_the_role_store_health(real_redis: RealRedis, playbooks: Playbooks) -> None:
    """It reports, sets stats, and fails on request only."""
    real_redis.configure(password="not-the-password")
    real_redis.synchronise()
    run = playbooks.run("community.launchdarkly.store_health")
    assert run.status == 0 and run.changed == 0, run.output
    line = "redis big segment store 'Segments' of default/test: unavailable: LaunchDarkly cannot use this store"
    assert line in run.output and '"launchdarkly_store_health"' in run.output, run.output
    run = playbooks.run("community.launchdarkly.store_health", store_health_fail_on_unhealthy=True)
    assert run.status == 2 and "1 of 1 big segment stores do not work" in run.output, run.output
    real_redis.configure(password=WRITER_PASSWORD)
    real_redis.synchronise()
    run = playbooks.run("community.launchdarkly.store_health", store_health_fail_on_unhealthy=True)
    assert run.status == 0, run.output


def test_the_example_of_the_module(emulator: Emulator, redis_server: RedisServer, playbooks: Playbooks) -> None:
    """That of big_segment_redis_user, twice, on a Redis that is there."""
    text = (ROOT / "plugins" / "modules" / "big_segment_redis_user.py").read_text(encoding="utf-8")
    found = re.search(r'^EXAMPLES = r"""\n(.*?)^"""', text, re.MULTILINE | re.DOTALL)
    assert found
    (task,) = yaml.safe_load(found[1])
    task["community.launchdarkly.big_segment_redis_user"]["redis"].update(
        host="localhost", port=redis_server.port, tls_enabled=False
    )
    admin: Any = redis.Redis(port=redis_server.port, password=ADMIN_PASSWORD)
    admin.execute_command("ACL", "DELUSER", "launchdarkly")
    playbook = playbooks.folder / "example.yml"
    playbook.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [task]}]), encoding="utf-8")
    secrets = {"vault_redis_password": WRITER_PASSWORD, "vault_redis_administrator_password": ADMIN_PASSWORD}
    first, again = (playbooks.run(str(playbook), **secrets) for _time in range(2))
    assert (first.status, first.changed) == (0, 1), first.output
    assert (again.status, again.changed) == (0, 0), again.output


def test_a_user_in_redis(real_redis: RealRedis, redis_server: RedisServer) -> None:
    """Whatever differs is mended, and only that is a change."""
    from in_process import run_in_process

    options = {
        "access_token": real_redis.emulator.token,
        "base_url": real_redis.emulator.url,
        "project_key": "default",
        "environment_key": "test",
        "name": "somebody",
        "password": "the-password-of-somebody",
        "access": "read",
        "redis": {"host": "localhost", "port": redis_server.port, "tls_enabled": False, "password": ADMIN_PASSWORD},
    }

    def run(check_mode: bool = False, **more: Any) -> Any:
        found = run_in_process("big_segment_redis_user", {**options, **more}, check_mode, True)
        for secret in ("the-password-of-somebody", ADMIN_PASSWORD):
            assert secret not in json.dumps(found)
        return found

    acl = real_redis.admin.execute_command
    acl("ACL", "DELUSER", "somebody")
    assert run(check_mode=True)["changed"] and real_redis.admin.acl_getuser("somebody") is None
    made = run()
    assert made["changed"] and made["diff"]["before"] == {} and made["user"]["keys"] == [f"~{real_redis.prefix}:*"]
    assert run()["changed"] is False
    damages = [["+set"], ["off"], ["~other:*"], [">another-password"], ["nopass"], ["-get"], ["&channel"]]
    if int(real_redis.admin.info("server")["redis_version"].split(".")[0]) >= 7:
        damages.append(["(+@all ~*)"])
    for damage in damages:
        acl("ACL", "SETUSER", "somebody", *damage)
        assert run(check_mode=True)["changed"] is True, damage
        assert run()["changed"] is True, damage
        assert run()["changed"] is False, damage
    rotated = run(password="the-password-of-nobody")
    assert rotated["diff"]["before"]["password"] == "(secret, another)"
    assert run(access="write")["changed"] is True
    refused = run(redis={**options["redis"], "password": "not-the-password"})
    assert refused["error"]["kind"] == "store_unusable" and "+@admin" in refused["msg"], refused
    refused = run(environment_key="tset")
    assert "There is no environment 'tset'" in refused["msg"]
    acl("ACL", "DELUSER", "somebody")
