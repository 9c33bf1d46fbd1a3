"""Further contacts and accounts in the demonstration park: all invented."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.demo import codes, names, people
from parkdesk.demo.draw import stream
from parkdesk.demo.journeys import Team
from parkdesk.demo.size import TODAY
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.bank_accounts import AccountPurpose, SaveBankAccount
from parkdesk.domain.contacts import Duty, SaveContact
from parkdesk.store.subsidy_accounts import keep_known_accounts
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.bank_accounts import add_bank_account, enterprise_accounts, pay_subsidies_to
from parkdesk.usecases.contacts import add_contact, edit_main_contact

_TOLD = 40
_SCENE = 1
_OTHERS = 500_003
"""Numbers of the further telephones and accounts lie beyond those of the tenants."""
_POSTS = (
    ("财务经理", frozenset({Duty.SUBSIDIES})),
    ("质量经理", frozenset({Duty.CERTIFICATES})),
    ("统计员", frozenset({Duty.STATISTICS})),
)
_BANK = "云湖商业银行（虚构）"
_SAID = frozenset({"account-of-another"})


def enter_contacts(team: Team, everybody: Sequence[Tenant]) -> None:
    """Enter further people and accounts of the first forty; keep every account that is known."""
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        work.action = "make_demonstration_park"
        keep_known_accounts(work)
    told = everybody[:_TOLD]
    # The trail names a unit of work by its first command, so each kind of entry has its own.
    for enter, tenants in (
        (_people, told),
        (_main_contact, told),
        (_account, told[::3]),
        (_subsidy_account, told[::9]),
    ):
        with team.at(people.CLERK, TODAY).work(read_only=False) as work:
            for tenant in tenants:
                enter(work, tenant)


def _people(work: Work, tenant: Tenant) -> None:
    rng = stream(0, f"contacts-{tenant.number}")
    count = len(_POSTS) if tenant.number == _SCENE else tenant.number % 3
    for place, (post, duties) in enumerate(_POSTS[:count]):
        number = _OTHERS + tenant.number * 10 + place
        form = SaveContact(
            names.person(rng, man=rng.randrange(2) > 0),
            post,
            f"0510-8{number % 10_000_000:07d}",
            codes.phone(number),
            f"contact{place + 1}@tenant{tenant.number}.example.com",
            duties,
        )
        add_contact(work, tenant.number, form)


def _main_contact(work: Work, tenant: Tenant) -> None:
    version = work.get(EnterpriseRecord, tenant.number).version
    main = SaveContact(
        tenant.contact,
        "综合部主任",
        email=f"office@tenant{tenant.number}.example.com",
        duties=frozenset({Duty.EMERGENCY, Duty.STATISTICS}),
    )
    edit_main_contact(work, tenant.number, version, main)


def _account(work: Work, tenant: Tenant) -> None:
    form = SaveBankAccount(
        _BANK,
        "云湖软件园支行（虚构）",
        tenant.company.name,
        # One of them by mistake has the number of its neighbour: the program says so.
        codes.bank_account(tenant.number + (1 if tenant.number == _SCENE else _OTHERS)),
        AccountPurpose.GENERAL,
    )
    add_bank_account(work, tenant.number, form, _SAID)


def _subsidy_account(work: Work, tenant: Tenant) -> None:
    if tenant.number == _SCENE:
        return
    book = enterprise_accounts(work, tenant.number)
    # Its newest account is one beside the main one, and so has an id.
    id_, version = next((one.id, one.version) for one in reversed(book.rows) if one.id is not None)
    pay_subsidies_to(work, id_, version, book.enterprise_version, _SAID)
