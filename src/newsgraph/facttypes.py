"""What a rule file declares about its facts: the type's name, and the roles that its arguments fill.

`extract` reads these from mapping/text/*.yml and fills them; the pipeline builds its records and columns from them.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.facts import EntityType


@dataclass(frozen=True, slots=True)
class RoleType:
    """One role of a fact type: "imposedBy", a party, filled by a Country, an Organization or a Person.

    A role holds words instead of entities where `text` is true; then `entity_types` is empty. A `party` is somebody
    who takes part, as opposed to a place or a reason. A fact has at least `minimum` fillers of the role.
    """

    name: str
    entity_types: tuple[EntityType, ...] = ()
    text: bool = False
    party: bool = False
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class FactType:
    """A type of fact with its roles, in the order in which the rule file declares them."""

    name: str
    roles: tuple[RoleType, ...]

    def role(self, name: str) -> RoleType | None:
        """The role of that name; None where the type has none."""
        return next((role for role in self.roles if role.name == name), None)
