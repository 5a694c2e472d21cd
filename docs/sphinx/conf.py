# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Sphinx makes the site of ``nox -s docs`` of the pages that antsibull-docs writes.

Sphinx would fetch the inventory of Ansible's documentation from the network. The few targets that the pages refer to
are listed here instead, so that the site is built offline and a reference to anything else is an error.
"""

from __future__ import annotations

import re
import typing as t
import zlib
from pathlib import Path

ANSIBLE = "https://docs.ansible.com/ansible/latest/"
INVENTORY = Path(__file__).with_name("ansible.inv")

CAPTIONS = {"Communication": "", "Filter Plugins": "Filters", "Inventory Plugins": "Inventory", "Role Index": "Roles"}
"""What a heading of the first page is in the sidebar, where that is not the same."""

PAGES = {
    "action_plugins": "plugins/action.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
    "common_return_values": "reference_appendices/common_return_values.html",
}
"""Labels of Ansible's documentation, and the pages that they are on."""

MODULES = ("set_stats", "uri")
"""Modules of ansible.builtin."""

SETTINGS = (
    "ANSIBLE_CACHE_PLUGIN",
    "ANSIBLE_CACHE_PLUGIN_CONNECTION",
    "ANSIBLE_CACHE_PLUGIN_PREFIX",
    "ANSIBLE_CACHE_PLUGIN_TIMEOUT",
    "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED",
)
"""Environment variables of ansible-core."""


def targets() -> list[tuple[str, str, str]]:
    """Name, type and address of everything outside the site that its pages may refer to."""
    found = [(label, "std:label", f"{page}#{label.replace('_', '-')}") for label, page in PAGES.items()]
    for module in MODULES:
        label = f"ansible_collections.ansible.builtin.{module}_module"
        anchor = label.replace("_", "-").replace(".", "-")
        found.append((label, "std:label", f"collections/ansible/builtin/{module}_module.html#{anchor}"))
    found += [(name, "std:envvar", f"reference_appendices/config.html#envvar-{name}") for name in SETTINGS]
    return found


def write_inventory() -> None:
    """Write INVENTORY, in the format of Sphinx's objects.inv."""
    head = "# Sphinx inventory version 2\n# Project: ansible\n# Version: latest\n# The rest is compressed by zlib.\n"
    lines = "".join(f"{name} {kind} -1 {address} {name}\n" for name, kind, address in targets())
    INVENTORY.write_bytes(head.encode() + zlib.compress(lines.encode()))


def grouped(index: str) -> str:
    """``index``, the first page, with each list of pages under a heading in the sidebar, and plugins by their names alone.

    antsibull-docs makes one long list of titles of several lines each, and has no setting for it.
    """
    heading, lines, found = "", [], index.splitlines()
    for line, following in zip(found, [*found[1:], ""], strict=True):
        if re.fullmatch(r"[-~]{3,}", following):
            heading = CAPTIONS.get(line, line)
        plugin = re.fullmatch(r"    (\w+)_(?:module|role|filter|inventory)", line)
        lines.append(f"    {plugin[1]} <{line.strip()}>" if plugin else line)
        if line == ".. toctree::" and heading:
            lines.append(f"    :caption: {heading}")
    return "\n".join(lines) + "\n"


def change_the_first_page(app: t.Any, page: str, source: list[str]) -> None:
    """Spell the collection in its title as it is spelt everywhere, for which antsibull-docs has no setting, and group it."""
    if page == "index":
        title = project.title()
        assert f"\n{title}\n=" in source[0], f"the first page does not have the title {title}"
        source[0] = grouped(source[0].replace(f"\n{title}\n=", f"\n{project}\n="))


def setup(app: t.Any) -> None:
    """What Sphinx calls first."""
    write_inventory()
    app.connect("source-read", change_the_first_page)


project = "community.launchdarkly"
title = "Documentation of community.launchdarkly"
html_title = title
html_short_title = project
extensions = ["sphinx.ext.intersphinx", "sphinx_antsibull_ext"]
intersphinx_mapping = {"ansible": (ANSIBLE, str(INVENTORY))}
nitpicky = True
highlight_language = "YAML+Jinja"
pygments_style = "ansible"
html_theme = "sphinx_ansible_theme"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_use_index = False
html_static_path = ["static"]
html_css_files = ["site.css"]
