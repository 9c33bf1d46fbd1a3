"""Every table: importing this package fills the metadata. One line a feature, alphabetical."""

from parkdesk.store.tables import (
    certifications,
    claims,
    contracts,
    documents,
    enterprises,
    identity,
    platforms,
    programmes,
    statistics,
    summaries,
    trail,
    views,
)

__all__ = [
    "certifications",
    "claims",
    "contracts",
    "documents",
    "enterprises",
    "identity",
    "platforms",
    "programmes",
    "statistics",
    "summaries",
    "trail",
    "views",
]
