import datetime as dt

import pytest

from parkdesk.domain.errors import NotPermitted
from parkdesk.domain.identity import Actor, Permission, lock_after, password_problem
from parkdesk.domain.masking import mask_account, mask_id_number, mask_phone

CLERK = Actor(8, "李芳", "clerk", frozenset({Permission.CLAIM_EDIT}))


def test_a_permission_that_is_not_granted_is_refused_by_name():
    CLERK.require(Permission.CLAIM_EDIT)
    with pytest.raises(NotPermitted) as refused:
        CLERK.require(Permission.CLAIM_APPROVE)
    assert refused.value.params == {"permission": "claim:approve"}


def test_permissions_are_alphabetical():
    assert list(Permission) == sorted(Permission)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (12, 3600), (99, 3600)]
)
def test_waiting_grows_with_wrong_passwords(failures, seconds):
    assert lock_after(failures) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("correct horse", None),
        ("short", "password-too-short"),
        ("LiFang2026", "password-is-login"),
        ("aaaaaaaa", "password-too-simple"),
    ],
)
def test_a_new_password(password, problem):
    assert password_problem(password, "lifang2026") == problem


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("320211199001014321", "3202**********4321"),
        ("320211900101432", "3202*******1432"),
        ("3202", "****"),
        ("", ""),
    ],
)
def test_identity_numbers_are_masked(number, masked):
    assert mask_id_number(number) == masked


def test_accounts_and_phones_are_masked():
    assert mask_account("6222020200112233") == "************2233"
    assert mask_account("123") == "***"
    assert mask_phone("13812342291") == "138****2291"
    assert mask_phone("110") == "***"
