"""Records for tests of the registers: plain functions that fill in what does not matter."""

import datetime as dt
import itertools

from parkdesk.domain.contracts import ServiceLine
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.certifications import SaveCertification
from parkdesk.usecases.contracts import SaveContract

_numbers = itertools.count(1)


def enterprise(work, **differences):
    """An enterprise in the park since 2009; return its id."""
    return work.add(EnterpriseRecord(**enterprise_row(**differences))).id


def enterprise_row(**differences):
    """The row of an enterprise in the park since 2009."""
    number = next(_numbers)
    facts = {
        "code": f"91320211{number:010d}",
        "name": f"试验{number}软件有限公司",
        "sort_key": f"shi4 yan4 {number:06d}",
        "pinyin": f"shiyan{number}",
        "initials": f"sy{number}",
        "status": "resident",
        "service_line": "ITO",
        "market": "offshore",
        "founded_on": dt.date(2009, 1, 1),
        "entered_on": dt.date(2009, 6, 18),
    }
    return facts | differences


def benchmark(enterprise_id, **differences):
    """The form of a CMMI V2.0 Benchmark at level 3."""
    facts = {
        "enterprise_id": enterprise_id,
        "type_code": "CMMI",
        "number": f"A-{next(_numbers)}",
        "issued_on": dt.date(2024, 5, 10),
        "level": 3,
        "model": "CMMI V2.0",
        "method": "benchmark",
    }
    return SaveCertification(**(facts | differences))


def iso(enterprise_id, **differences):
    """The form of an ISO/IEC 27001 certificate."""
    facts = {
        "enterprise_id": enterprise_id,
        "type_code": "ISO27001",
        "number": f"I-{next(_numbers)}",
        "issued_on": dt.date(2024, 5, 10),
    }
    return SaveCertification(**(facts | differences))


def contract(enterprise_id, **differences):
    """The form of a contract with an American client over 100,000 dollars."""
    facts = {
        "enterprise_id": enterprise_id,
        "number": f"HT-{next(_numbers)}",
        "client": "Northwind Inc.",
        "country_code": "US",
        "service_line": ServiceLine.ITO,
        "currency": "USD",
        "amount_minor": 10_000_000,
        "signed_on": dt.date(2026, 7, 6),
    }
    return SaveContract(**(facts | differences))
