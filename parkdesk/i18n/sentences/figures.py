"""Sentences and words of the park's figures, thresholds and published series."""

from __future__ import annotations

from enum import Enum

from parkdesk.domain.concentration import MeasureKind
from parkdesk.domain.park_figures import FigureGroup, FigureSource, FigureUnit, ParkFigureKey
from parkdesk.domain.published import Agreement, PublishedKind, PublishedUnit, SeriesKey
from parkdesk.domain.threshold_watch import Side, WatchMeasure
from parkdesk.i18n import N_

SENTENCES = {
    "not-of-contracts": N_("Only figures of contracts are made of codes, markets and months."),
}

# Apart, because members of two enums have the same value.
LABELS_OF_KEYS: dict[Enum, str] = {
    ParkFigureKey.RESIDENTS: N_("Enterprises in the park"),
    ParkFigureKey.JOINED: N_("Enterprises joined"),
    ParkFigureKey.LEFT: N_("Enterprises left"),
    ParkFigureKey.HEADCOUNT: N_("People employed"),
    ParkFigureKey.GRADUATES: N_("Junior college or above"),
    ParkFigureKey.NEW_HIRES: N_("New people"),
    ParkFigureKey.NEW_GRADUATES: N_("New, junior college or above"),
    ParkFigureKey.CONTRACTS: N_("Number of contracts"),
    ParkFigureKey.SIGNED: N_("Signed amount"),
    ParkFigureKey.SIGNED_OFFSHORE: N_("Signed offshore"),
    ParkFigureKey.SIGNED_ONSHORE: N_("Signed onshore"),
    ParkFigureKey.SIGNED_ITO: N_("Signed, ITO"),
    ParkFigureKey.SIGNED_BPO: N_("Signed, BPO"),
    ParkFigureKey.SIGNED_KPO: N_("Signed, KPO"),
    ParkFigureKey.EXECUTED: N_("Executed amount"),
    ParkFigureKey.EXECUTED_OFFSHORE: N_("Executed offshore"),
    ParkFigureKey.EXECUTED_ONSHORE: N_("Executed onshore"),
    ParkFigureKey.EXECUTED_ITO: N_("Executed, ITO"),
    ParkFigureKey.EXECUTED_BPO: N_("Executed, BPO"),
    ParkFigureKey.EXECUTED_KPO: N_("Executed, KPO"),
}

LABELS_OF_GROUPS: dict[Enum, str] = {
    FigureGroup.ENTERPRISES: N_("Stock and flow"),
    FigureGroup.STAFF: N_("Staff"),
    FigureGroup.SIGNED: N_("Signed"),
    FigureGroup.EXECUTED: N_("Executed"),
}

LABELS_OF_SOURCES: dict[Enum, str] = {
    FigureSource.ENTERPRISES: N_("Enterprises in the park"),
    FigureSource.RETURNS: N_("Quarterly returns"),
    FigureSource.SIGNED: N_("Contracts"),
    FigureSource.EXECUTED: N_("Executions"),
}

LABELS_OF_UNITS: dict[Enum, str] = {
    FigureUnit.ENTERPRISES: N_("firms"),
    FigureUnit.PERSONS: N_("persons"),
    FigureUnit.CONTRACTS: N_("contract count"),
    FigureUnit.USD_CENTS: N_("US$"),
}

LABELS_OF_MEASURES: dict[Enum, str] = {
    MeasureKind.LARGEST: N_("Share of the largest"),
    MeasureKind.SQUARES: N_("Sum of squared shares"),
    WatchMeasure.OFFSHORE: N_("Offshore share"),
    WatchMeasure.GRADUATES: N_("Share of junior college or above"),
    WatchMeasure.TURNOVER: N_("Turnover"),
}

LABELS_OF_SIDES: dict[Enum, str] = {
    Side.BELOW: N_("Below"),
    Side.NEAR: N_("Close to it"),
    Side.ABOVE: N_("Above"),
    Side.NO_DATA: N_("No data"),
}

LABELS_OF_SERIES: dict[Enum, str] = {
    SeriesKey.TRAINING: N_("Training money, 2007 to 2009"),
    SeriesKey.NATIONAL: N_("National amounts, 2009 and 2010"),
    SeriesKey.MARKET: N_("Market split of the white paper, 2007"),
}

LABELS_OF_KINDS: dict[Enum, str] = {
    PublishedKind.AMOUNT: N_("Amount"),
    PublishedKind.GROWTH: N_("Growth"),
    PublishedKind.SHARE: N_("Share"),
    PublishedKind.MEAN: N_("Mean"),
    PublishedKind.SUM: N_("Sum"),
}

LABELS_OF_PUBLISHED_UNITS: dict[Enum, str] = {
    PublishedUnit.ENTERPRISES: N_("firms"),
    PublishedUnit.INSTITUTIONS: N_("institutions"),
    PublishedUnit.PERSONS: N_("persons"),
    PublishedUnit.CNY: N_("CNY"),
    PublishedUnit.CNY_MILLION: N_("CNY million"),
    PublishedUnit.USD_100_MILLION: N_("US$ 100 million"),
    PublishedUnit.USD_BILLION: N_("US$ billion"),
    PublishedUnit.PERCENT: "%",
}

LABELS_OF_AGREEMENT: dict[Enum, str] = {
    Agreement.ITSELF: N_("As printed"),
    Agreement.SAME: N_("Comes out as printed"),
    Agreement.ROUNDING: N_("Differs by rounding"),
    Agreement.DIFFERS: N_("Differs"),
    Agreement.INCOMPLETE: N_("Not all of it is known"),
}
