# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kind of resource, as data."""

from __future__ import annotations

import dataclasses
import functools
import typing as t

from .fields import Field, Json, Pointer, Value, When
from .identity import Identity
from .members import Members, Options, Single, spec_of
from .places import NamedInList, Place, Settings
from .reader import Unpack
from .resource import Desired, Path, Reads
from .shapes import Shape


def _nothing(*question: t.Any) -> t.Any:
    """The answer of a definition that has nothing to say."""


@dataclasses.dataclass(frozen=True)
class Definition:
    """A kind of resource: its ``noun``, its API ``version``, its ``place`` and the ``fields`` that it is made of.

    ``plural`` is the option of the module for many of them. ``parent`` is the kind of what its place belongs to.
    ``options`` are those of its module that declare no member. ``brief_list`` tells that a list does not show all of
    each. ``hidden`` are secrets that no option declares, by the option that shows them. ``elsewhere`` are members that
    another kind shows. ``copied_by`` is the option that names one of the same kind, of which a new one is a copy.
    ``begins_with`` is the option for those of the kind below it that come with a new one. ``preset_member`` is the member
    that only those have which LaunchDarkly itself presets: nobody can change them, so none is exported or pruned.
    ``secret_option``, ``objects``, ``shape``, ``left_out``, ``exclusive``, ``version_member``, ``patch_member``,
    ``shown_once``, ``seen_late``, ``tags`` and ``hints`` are as in ``Resource``.

    What data cannot say is a pure function. ``check_options`` may refuse options that contradict each other,
    ``check_new`` and ``check_change`` what would become of what is there, all by raising InvalidOption. ``list_keys``
    gives the keys of the lists that there may be, where they are no keys of a parent. ``refused`` tells why the service
    may have refused one. ``destroys`` tells what is lost with one, so that its deletion has to be
    confirmed by the option confirm_deletion. ``unsaid`` lists the members of a document that no option can say.
    ``is_said`` tells that another kind declares all that a document says. ``of_parent`` gives the values of one
    that its parent can declare too, each with the same value as one of the parent.
    """

    noun: str
    version: str
    place: Place
    fields: tuple[Field | Members, ...]
    plural: str = ""
    parent: Definition | None = None
    options: t.Mapping[str, t.Mapping[str, t.Any]] = dataclasses.field(default_factory=dict)
    brief_list: bool = False
    hidden: t.Mapping[str, tuple[Pointer, ...]] = dataclasses.field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    copied_by: str = ""
    begins_with: str = ""
    preset_member: str = ""
    secret_option: str = ""
    objects: tuple[str, ...] = ()
    shape: Shape = dataclasses.field(default_factory=dict)
    left_out: t.Mapping[str, Json] = dataclasses.field(default_factory=dict)
    exclusive: tuple[tuple[Field, Field], ...] = ()
    version_member: str = "version"
    patch_member: str = ""
    shown_once: str = ""
    seen_late: bool = False
    tags: str = "tags"
    hints: t.Mapping[str, str] = dataclasses.field(default_factory=dict)

    check_options: t.Callable[[Options], None] = _nothing
    check_new: t.Callable[[Options, Desired[Identity], Reads], None] = _nothing
    check_change: t.Callable[[Options, Desired[Identity], Json], None] = _nothing
    list_keys: t.Callable[[Reads], list[str]] | None = None
    refused: t.Callable[[Identity, bool], str] = lambda identity, conflict: ""
    destroys: t.Callable[[Identity, Reads], str] | None = None
    unsaid: t.Callable[[Json], t.Iterable[str]] = lambda document: ()
    is_said: t.Callable[[Json], bool] = lambda document: False
    of_parent: t.Callable[[Desired[Identity]], t.Sequence[tuple[Value, Value]]] = lambda desired: ()

    @property
    def name(self) -> str:
        """As its module is called, and the member of a result that holds one."""
        return self.noun.replace(" ", "_")

    @property
    def names(self) -> str:
        """As the module for many is called, and the member of a result that holds several."""
        return f"{self.name}s"

    @property
    def short(self) -> str:
        """The noun in one word."""
        return self.noun.rpartition(" ")[2]

    @property
    def told_apart_by(self) -> str:
        """The options that tell several in one place apart."""
        variants = self.place.variants
        return f"name, {' or '.join(variants)}, or {self.place.id_option}" if variants else self.place.id_option

    @property
    def is_named(self) -> bool:
        """Whether one is known by a name, which may change, and an id."""
        return isinstance(self.place, NamedInList)

    def is_preset(self, document: Json) -> bool:
        """Whether ``document`` is one that LaunchDarkly itself presets."""
        return bool(self.preset_member) and document.get(self.preset_member) is not None

    @property
    def needs_confirmation(self) -> bool:
        """Whether a deletion has to be confirmed."""
        return self.destroys is not None

    def anyone(self, *above: str) -> Identity:
        """An identity without its own key, name and id, in the list with the keys ``above``; without keys, in the one of all."""
        return Identity((*above, *("",) * (len(self.place.keys) - len(above))))

    def list_at(self, *above: str) -> Path:
        """Where those in the place with the keys ``above`` are listed; without keys, those of all places."""
        return self.place.collection(self.anyone(*above))

    def path_of(self, *keys: str) -> Path:
        """Where the one with these ``keys`` is."""
        return self.place.item_path(Identity(keys), {})

    def label(self, keys: tuple[str, ...]) -> str:
        """How a message calls the one with these ``keys``."""
        return self.place.label(self.noun, Identity(keys))

    @functools.cached_property
    def members(self) -> tuple[Members, ...]:
        """The fields, each with its way to and from the options."""
        variants = self.place.variants
        return tuple(Single(field, variants) if isinstance(field, Field) else field for field in self.fields)

    @functools.cached_property
    def shown(self) -> tuple[str, ...]:
        """The members that a diff shows: those that tell which one it is, and those that an option declares."""
        paths = [path for member in self.members for path in member.paths]
        return tuple(dict.fromkeys([*self.place.shown, *(path[0] for path in paths)]))

    @functools.cached_property
    def shown_new(self) -> tuple[str, ...]:
        """The members that options declare of a new one only."""
        fields = [member.field for member in self.members if isinstance(member, Single)]
        return tuple(field.path[0] for field in fields if field.when is When.AT_CREATION)

    @functools.cached_property
    def has_tags(self) -> bool:
        """Whether an option declares tags."""
        return any(("tags",) in member.paths for member in self.members)

    @property
    def has_secrets(self) -> bool:
        """Whether options declare secrets."""
        return bool(self.secret_option)

    @property
    def unpack(self) -> Unpack | None:
        """What makes the documents of a list out of the answer, where that is no list."""
        return self.place.unpacked if isinstance(self.place, Settings) else None

    @property
    def firsts(self) -> list[Value]:
        """What a new one has, as far as that is known."""
        return [Value(field, field.first) for field in self.fields if isinstance(field, Field)]

    def is_as_new(self, document: Json) -> bool:
        """Whether ``document``, of what is always there, is not worth being declared."""
        if not isinstance(self.place, Settings):
            return False
        return self.is_said(document) or all(v.field.equal(v.field.current(document), v.wanted) for v in self.firsts)

    @functools.cached_property
    def list_shape(self) -> Shape:
        """The shape of one in a list, for whoever has to know where it is."""
        return {**self.shape, **dict.fromkeys(self.place.shown_in_list, str)}

    def secret_values(self, options: Options) -> list[t.Any]:
        """The secrets in ``options``, valid or not, beyond those that the argument spec marks."""
        return [value for member in self.members for value in member.secret_values(options)]

    def hides_output(self, options: Options) -> str:
        """The option that says that the result is for later tasks only; empty where none does."""
        return next((option for option in self.hidden if options.get(option) == "hide"), "")

    def spec(self) -> dict[str, dict[str, t.Any]]:
        """The argument spec of the options that say which one is meant and what it shall be, but for its state."""
        keys = {key.option: {"type": "str", "required": True, "no_log": False} for key in self.place.keys}
        named = {"previous_name": {"type": "str"}, self.place.id_option: {"type": "str"}} if self.is_named else {}
        confirmed = {"confirm_deletion": {"type": "str"}} if self.needs_confirmation else {}
        more = {name: dict(spec) for name, spec in self.options.items()}
        return {**keys, **named, **spec_of(self.members), **confirmed, **more}

    def constraints(self) -> dict[str, t.Any]:
        """What ansible-core checks of several of these options together."""
        if not self.is_named:
            return {}
        variants = self.place.variants
        exclusive = {"mutually_exclusive": [variants]} if variants else {}
        return {**exclusive, "required_one_of": [(*variants, "name", self.place.id_option)]}
