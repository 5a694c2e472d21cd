# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plugin's documentation is also its list of options: it has to say what the modules say."""

from __future__ import annotations

import dataclasses

import yaml
from ansible_collections.community.launchdarkly.plugins.inventory import launchdarkly
from ansible_collections.community.launchdarkly.plugins.module_utils._options import CONNECTION
from ansible_collections.community.launchdarkly.plugins.plugin_utils._inventory import Selection

PARAGRAPHS = launchdarkly.EXAMPLES.strip().split("\n\n")
OPTIONS = yaml.safe_load(launchdarkly.DOCUMENTATION)["options"]


def test_connection_options() -> None:
    """Of the same names, types, defaults and environment variables as those of the modules."""
    documented = {
        name: (option["type"], option.get("default"), [variable["name"] for variable in option["env"]])
        for name, option in OPTIONS.items()
        if "env" in option
    }
    assert documented == {
        name: (option["type"], option.get("default"), option["fallback"][1]) for name, option in CONNECTION.items()
    }


def test_filters() -> None:
    """One option for each filter, of the same name."""
    lists = {name for name, option in OPTIONS.items() if option["type"] == "list"}
    assert lists == {field.name for field in dataclasses.fields(Selection)}


def test_examples() -> None:
    """Only options that are there, and a plugin line in each."""
    constructed = {"strict", "compose", "groups", "keyed_groups"}
    cached = {"cache", "cache_plugin", "cache_connection", "cache_timeout"}
    # Each begins with a line that says what it is for. All but the first are comments: it is one YAML document.
    texts = [text.partition("\n")[2].replace("\n# ", "\n").removeprefix("# ") for text in PARAGRAPHS]
    examples = [yaml.safe_load(text) for text in texts]
    assert len(examples) == 4
    for example in examples:
        assert example["plugin"] == launchdarkly.InventoryModule.NAME
        assert example.keys() <= {*OPTIONS, *constructed, *cached}
