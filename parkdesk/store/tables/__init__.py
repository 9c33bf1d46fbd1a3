"""Every table: importing this package fills the metadata. One line a feature, alphabetical."""

from parkdesk.store.tables import (
    certifications,
    chain,
    claims,
    contracts,
    documents,
    duplicates,
    enterprise_facts,
    enterprises,
    identity,
    platforms,
    programmes,
    service_codes,
    statistics,
    summaries,
    trail,
    views,
)

__all__ = [
    "certifications",
    "chain",
    "claims",
    "contracts",
    "documents",
    "duplicates",
    "enterprise_facts",
    "enterprises",
    "identity",
    "platforms",
    "programmes",
    "service_codes",
    "statistics",
    "summaries",
    "trail",
    "views",
]
