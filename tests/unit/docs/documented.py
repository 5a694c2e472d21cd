# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples in the documentation, and what each finds in the account when it is run."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]
GUIDES = ROOT / "docs" / "docsite" / "rst"

_OF_A_PLUGIN = r'^%s = r"""\n(.*?)^"""'
_IN_MARKDOWN = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_IN_A_GUIDE = re.compile(r"^( *)\.\. code-block:: yaml\n\n((?:\1 +.*\n|\n)+)", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Example:
    """The ``number``th example of the file ``source``."""

    source: str
    number: int
    content: Any

    @property
    def kind(self) -> str:
        """``tasks``, ``playbook``, ``variables``, ``inventory`` or ``rulebook``. Raises ValueError for anything else."""
        if isinstance(self.content, list) and all(isinstance(entry, dict) for entry in self.content):
            if any("rules" in entry for entry in self.content):
                return "rulebook"
            plays = [is_play(entry) for entry in self.content]
            if all(plays) or not any(plays):
                return "playbook" if plays[0] else "tasks"
        elif isinstance(self.content, dict):
            return "inventory" if "plugin" in self.content else "variables"
        raise ValueError(
            f"example {self.number} of {self.source} is neither tasks nor a playbook, variables, inventory"
        )

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


def is_play(entry: Mapping[str, Any]) -> bool:
    """Whether it is a play, or stands for those of another playbook."""
    return "hosts" in entry or any(key.endswith("import_playbook") for key in entry)


def examples(replaced: Mapping[str, str]) -> list[Example]:
    """All of them, file by file. Texts in ``replaced``, such as the service's address, are what it says there."""
    found = []
    for path in documents():
        text = path.read_text(encoding="utf-8")
        for number, block in enumerate(_blocks(path, text)):
            for old, new in replaced.items():
                block = block.replace(old, new)
            found.append(Example(path.relative_to(ROOT).as_posix(), number, yaml.safe_load(block)))
    return found


def documents() -> list[Path]:
    """The files that may have examples."""
    patterns = ("plugins/modules/*.py", "plugins/filter/*.py", "plugins/inventory/*.py", "README.md")
    patterns += ("docs/*.md", "docs/docsite/rst/*.rst", "roles/*/README.md")
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def _blocks(path: Path, text: str) -> Iterator[str]:
    if path.suffix == ".md":
        yield from _IN_MARKDOWN.findall(text)
    elif path.suffix == ".rst":
        yield from (textwrap.dedent(block) for _indent, block in _IN_A_GUIDE.findall(text))
    else:
        block = _of_a_plugin("EXAMPLES", text)
        yield from _configurations(block) if path.parent.name == "inventory" else [block]


def _of_a_plugin(part: str, text: str) -> str:
    found = re.search(_OF_A_PLUGIN % part, text, re.MULTILINE | re.DOTALL)
    assert found, f"no {part} in {text[:500]}"
    return found[1]


def returned(module: str) -> dict[str, Any]:
    """What the documentation says that a module of this collection returns."""
    text = (ROOT / "plugins" / "modules" / f"{module}.py").read_text(encoding="utf-8")
    return dict(yaml.safe_load(_of_a_plugin("RETURN", text)))


def _configurations(block: str) -> Iterator[str]:
    """Those of an inventory plugin: one to use, the others commented out, a comment above each."""
    for paragraph in re.split(r"\n\n", block):
        lines = [line.removeprefix("# ") for line in paragraph.splitlines()]
        start = [line.startswith("plugin:") for line in lines].index(True)
        yield "\n".join(lines[start:]) + "\n"


PLAYBOOKS = {
    "big_segment_infrastructure_store": "community.launchdarkly.big_segment_infrastructure",
    "bootstrap_environment_definition": "community.launchdarkly.bootstrap_environment",
    "account_projects": "community.launchdarkly.apply",
    "export_rename": "community.launchdarkly.export",
}
"""The playbook that a file of variables is for, by one of the variables."""


def _project(key: str, *environments: str, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    production = {"tags": ["production"], "critical": True}
    return {
        "key": key,
        "name": key.capitalize(),
        "tags": list(tags),
        "environments": [{"key": name, **(production if name == "production" else {})} for name in environments],
    }


_STORE = {
    "projectKey": "my-project",
    "environmentKey": "production",
    "integrationKey": "redis",
    "name": "Of old",
    "config": {"host": "old.example.com", "port": "6379", "password": "sesame-of-old"},
}
_REDIS = {"host": "redis.example.com", "password": "sesame-of-old"}
ACCOUNT: dict[str, Any] = {
    "projects": [
        _project("my-project", "test", "staging", "production"),
        _project("shop", "test", "preview", "staging", "production", tags=("web",)),
        _project("web", "test", "production", tags=("web",)),
    ],
    "stores": [{**_STORE, "projectKey": "shop"}],
}
"""What most examples find."""

_IMPORT = {
    "projectKey": "my-project",
    "integrationKey": "split",
    "name": "Split",
    "config": {"workspaceId": "one", "environmentId": "one", "workspaceApiKey": "sesame", "ldApiKey": "sesame"},
}

ACCOUNTS: dict[str, dict[str, Any]] = {
    "plugins/modules/account_info.py": {**ACCOUNT, "stores": [_STORE]},
    "plugins/modules/account.py": {**ACCOUNT, "stores": [_STORE]},
    "plugins/modules/big_segment_stores.py": {**ACCOUNT, "stores": [{**_STORE, "tags": ["managed-by-ansible"]}]},
    "plugins/modules/environment.py": {"projects": [_project("my-project", "production")]},
    "plugins/modules/project.py": {"projects": [_project("another", "test")]},
    "plugins/modules/big_segment_store_health.py": {
        **ACCOUNT,
        "stores": [{**_STORE, "projectKey": "shop", "on": True}],
    },
    "plugins/modules/flag_import.py": {**ACCOUNT, "flag_import_configurations": [_IMPORT]},
    "plugins/modules/flag_import_configurations.py": {**ACCOUNT, "flag_import_configurations": [_IMPORT]},
    "plugins/modules/relay_proxy_configuration_reset.py": {
        "relay_proxy_configurations": [{"name": "Frankfurt", "policy": []}]
    },
    "docs/docsite/rst/guide_bootstrapping.rst": {"projects": [_project("web", "test", "production")]},
}
"""What the examples of one file find."""

_CHANGE = {
    "resource": "redis big segment store 'Segments' of shop/production",
    "operations": [{"op": "replace", "path": "/config/host", "value": "redis.example.com"}],
    "before": {"config": {"host": "old.example.com"}},
    "after": {"config": {"host": "redis.example.com"}},
}
RUN_ELSEWHERE = {
    "plugins/modules/big_segment_redis_user.py",
    "roles/big_segment_infrastructure/README.md",
    "roles/controller_content/README.md",
}
"""They need a Redis, AWS or a controller: the tests in the folders proof and awx run them, or what they call."""

READS_ONLY = ("_info", "_health", "_proof")
"""What the names of modules end with that change nothing."""

VARIABLES: dict[str, dict[str, Any]] = {
    "plugins/modules/account.py": {
        "account_projects": [{"project_key": "shop", "name": "The shop"}],
        "account_environments": [{"project_key": "shop", "environment_key": "test", "tags": ["a"]}],
        "account_big_segment_stores": [
            {
                "project_key": "my-project",
                "environment_key": "test",
                "name": "Segments",
                "redis": {"host": "redis.test.example.com"},
            }
        ],
    },
    "plugins/filter/drift.py": {"account_result": {"changes": [_CHANGE]}},
    "plugins/filter/drift_text.py": {"account_result": {"changes": [_CHANGE]}},
    "roles/drift_report/README.md": {"account_projects": [{"project_key": "shop", "name": "Shop"}]},
    "plugins/filter/failures.py": {
        "account_big_segment_stores": [{"project_key": "shop", "environment_key": "production", "redis": _REDIS}]
    },
}
"""The variables that the examples of one file speak of."""

SECRETS = {
    "redis_password": "sesame-of-redis",
    "vault_redis_password": "sesame-of-redis",
    "vault_new_redis_password": "sesame-of-the-new-redis",
    "vault_new_approvals_api_key": "sesame-of-the-new-approvals",
    "vault_application_redis_password": "sesame-of-the-application",
    "vault_approvals_api_key": "sesame-of-approvals",
    "vault_fingerprint_key": "sesame-of-fingerprints",
    "vault_eda_token": "sesame-of-events",
    "vault_datadog_api_key": "sesame-of-datadog",
    "vault_slack_webhook": "https://hooks.slack.example.com/services/sesame",
    "vault_fastly_api_token": "sesame-of-fastly",
    "vault_split_api_key": "sesame-of-split",
    "vault_launchdarkly_import_token": "sesame-of-import",
    "vault_webhook_secret": "sesame-of-webhook",
    "vault_segment_write_key": "sesame-of-segment",
}
"""The variables that a vault holds."""

ALREADY_SO = {
    "The same environment, for its SDK key, which is not shown",
    "Its stores, as the module big_segment_stores takes them, without their passwords",
    "The same store, kept as it is declared",
    "The store, as soon as LaunchDarkly can use it",
    "Once LaunchDarkly has filled it, show what a server SDK has to be told",
}
"""Tasks that change nothing in the first run either, as their names say."""

EVERY_TIME = {"Import the flags, once", "Another key, with an hour to bring it to the Relay Proxies"}
"""Tasks that do what they do anew with every run, as their modules say."""
