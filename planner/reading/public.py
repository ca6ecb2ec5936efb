"""Looks up public holidays by country and region, beside those in the workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import metadata
from typing import TYPE_CHECKING

from planner.errors import Issue
from planner.language.text import did_you_mean, first_few, fold
from planner.phrase import Phrase, phrase
from planner.project import DayOff, Settings

if TYPE_CHECKING:
    from holidays import HolidayBase

_YEARS = 10
"""The number of years from the project's start for which days are looked up."""

_OWN_LIST = phrase("or list the days on a sheet called Holidays")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHolidays:
    """The days off, and the remarks about them."""

    days: tuple[DayOff, ...] = ()
    issues: tuple[Issue, ...] = ()


def public_holidays(settings: Settings, start: datetime) -> PublicHolidays:
    """The public holidays of the country and region in the settings, from the year of the start.

    A country is known by its name or its code of two or three letters, a region by its code or
    its name in the language of the country.
    """
    if not settings.country:
        return PublicHolidays()
    country = _country(settings.country)
    if not country:
        return _unknown(settings, "country", phrase("write two letters such as DE or US"))
    years = range(start.year, start.year + _YEARS)
    calendar = _calendar(country)
    regions = _regions(calendar)
    region = regions.get(fold(settings.region), "")
    if settings.region and not region:
        known = sorted(set(regions.values()))
        remedy = did_you_mean(
            settings.region, known, phrase("write one of {known}", known=", ".join(known))
        )
        return _unknown(settings, "region", remedy if known else phrase("leave it blank"))
    source = settings.cells["country"]
    found = sorted(_calendar(country, region, years).items())
    where = ", ".join(filter(None, (settings.country, settings.region)))
    told = source.issue(
        "public-holidays",
        phrase(
            "nobody works on the public holidays of {where}, as known to the package "
            "holidays {value}; the sheet Calendar of the plan lists them",
            where=where,
            value=metadata.version("holidays"),
        ),
        "country",
        severity="info",
        remedy=phrase("check them, {own_list}", own_list=_OWN_LIST),
    )
    days = (DayOff(start=day, finish=day, name=name, source=source) for day, name in found)
    more = () if region else tuple(_without_region(settings, country, start.date()))
    return PublicHolidays(days=tuple(days), issues=(told, *more))


def _without_region(settings: Settings, country: str, start: date) -> Iterator[Issue]:
    """Tells that parts of a country have more days off, in the first year, than all of it has."""
    last = start + timedelta(days=365)
    years = range(start.year, last.year + 1)
    everywhere = _calendar(country, years=years)
    first: dict[str, tuple[date, str]] = {}
    for region in everywhere.subdivisions:
        days = _calendar(country, region, years).items()
        own = [one for one in sorted(days) if start <= one[0] <= last and one[0] not in everywhere]
        if own:
            first[region] = own[0]
    if not first:
        return
    shown = first_few(list(first), _REGIONS)
    region, (day, name) = next(iter(first.items()))
    yield settings.cells["country"].issue(
        "region-blank",
        phrase(
            "without a Region only the days that all of {country} has off count; there are more in "
            "{regions}, such as {name} on {day:%Y-%m-%d} in {region}",
            country=settings.country,
            regions=shown,
            name=name,
            day=day,
            region=region,
        ),
        "country",
        severity="info",
        remedy=phrase("write the Region in Settings, such as {region}", region=region),
    )


_REGIONS = 8
"""A remark names at most this many regions."""


def _unknown(settings: Settings, field: str, remedy: Phrase) -> PublicHolidays:
    issue = settings.cells[field].issue(
        f"unknown-{field}",
        phrase(
            "public holidays of this {field} are not known, so none are taken as days off",
            field=Phrase(field),
        ),
        field,
        got=getattr(settings, field),
        severity="warning",
        remedy=phrase("{remedy}, {own_list}", remedy=remedy, own_list=_OWN_LIST),
    )
    return PublicHolidays(issues=(issue,))


def _country(text: str) -> str:
    """The two-letter code of a country, "" if unknown."""
    from holidays.registry import COUNTRIES

    codes = {fold(name): entry[1] for name, entry in COUNTRIES.items()}
    codes |= {fold(code): entry[1] for entry in COUNTRIES.values() for code in entry[1:]}
    return codes.get(fold(text), "")


def _calendar(country: str, region: str = "", years: range = range(0)) -> "HolidayBase":
    from holidays import country_holidays

    calendar = country_holidays(country)
    own = calendar.default_language  # otherwise the names would be in the language of the machine
    return country_holidays(country, subdiv=region or None, years=years, language=own)


def _regions(calendar: "HolidayBase") -> Mapping[str, str]:
    """Folded code or name of a part of the country → its code."""
    names: Mapping[str, str] = getattr(calendar, "subdivisions_aliases", {})
    codes = {fold(code): code for code in calendar.subdivisions}
    return codes | {fold(name): code for name, code in names.items()}
