"""A project with its objects by name, for the checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.checks.spans import spanned
from planner.project import Need, Project, Resource, Task


@dataclass(frozen=True, kw_only=True)
class Directory:
    """The objects of a project by name."""

    project: Project

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.project.tasks}

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """Resources by name."""
        return {resource.name: resource for resource in self.project.resources}

    @cached_property
    def groups(self) -> frozenset[str]:
        """Names of groups that somebody is in."""
        return frozenset(group for r in self.project.resources for group in r.groups)

    @cached_property
    def calendars(self) -> frozenset[str]:
        """Names of calendars."""
        return frozenset(week.name for week in self.project.weeks)

    @cached_property
    def skills(self) -> frozenset[str]:
        """Skills that somebody has."""
        return frozenset(skill for r in self.project.resources for skill in r.skills)

    @cached_property
    def spanned(self) -> Mapping[str, frozenset[str]]:
        """The ids of what each summary, and each task that spans others, runs with."""
        tasks = self.project.tasks
        return {
            tasks[k].id: frozenset(tasks[n].id for n in inside)
            for k, inside in spanned(tasks).items()
        }

    def members(self, name: str) -> list[Resource]:
        """The resource of this name, or those of the group of this name."""
        if name in self.resources:
            return [self.resources[name]]
        return [resource for resource in self.project.resources if name in resource.groups]

    def qualified(self, need: Need) -> list[Resource]:
        """The resources that can fill a seat."""
        if need not in self._qualified:
            self._qualified[need] = self._look_up(need)
        return self._qualified[need]

    @cached_property
    def _qualified(self) -> dict[Need, list[Resource]]:
        return {}

    def _look_up(self, need: Need) -> list[Resource]:
        if need.names:
            named = {r.name: r for name in need.names for r in self.members(name)}
            found: Iterable[Resource] = named.values()
        else:
            found = self.project.resources
        excluded = {r.name for name in need.excluded for r in self.members(name)}
        return [
            resource
            for resource in found
            if resource.name not in excluded
            and (not need.skill or resource.skills.get(need.skill, -1) >= need.level)
        ]
