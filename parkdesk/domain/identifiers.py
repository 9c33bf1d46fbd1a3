"""Numbers that enterprises are known by (统一社会信用代码、组织机构代码、注册号) and their checks.

统一社会信用代码 by GB 32100-2015, the 组织机构代码 inside it by GB 11714-1997. Older files carry a
15-digit 注册号 or the 组织机构代码 alone; they are taken with a warning, because there is nothing
in them to make a credit code from.

What the two check characters promise: the credit code's finds every single wrong character and
every two neighbours that changed places, because its weights are powers of 3 and 31 is a prime.
The organisation code's finds every wrong digit, but not a character whose value lies 11, 22 or 33
from the right one (0 and B, 1 and C, 5 and G …): 11 divides the difference. A 注册号 is looked at
for its length alone.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# GB 32100-2015: digits and capitals without I, O, S, V, Z; each weight is 3 to the place, mod 31.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VALUES = tuple(
    {character: value * weight for value, character in enumerate(_ALPHABET)} for weight in _WEIGHTS
)
_CREDIT_LENGTH = 18
# 登记管理部门 市场监管 and 机构类别 企业; 92 is a sole trader, 93 a farmers' co-operative.
_ENTERPRISE = "91"
# 登记管理部门: 机构编制, 外交, 司法行政, 文化, 民政, 旅游, 宗教, 工会, 市场监管, 军委, 农业, 其他.
_DEPARTMENTS = frozenset("123456789ANY")

# GB 11714-1997: eight characters of 0-9 and A-Z and a check character, X for ten.
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_LENGTH = 9
_ORG_PLACES = slice(8, 17)
_ORG_ALPHABET = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_REGISTRATION_LENGTH = 15


class IdentifierKind(StrEnum):
    """Which of the three numbers an enterprise is known by."""

    CREDIT_CODE = "credit-code"
    ORGANISATION_CODE = "organisation-code"
    REGISTRATION_NUMBER = "registration-number"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number as typed: its bare form, what it is, and what is wrong with it (an empty text)."""

    code: str
    kind: IdentifierKind
    problem: str = ""
    should_end_with: str = ""
    """The check character that the rest of the number asks for, where only that is wrong."""


def bare(text: str) -> str:
    """Return a number half-width and in capitals, without blanks, hyphens and invisible signs.

    Pasted numbers bring dashes of all lengths (Pd) and marks without width (Cf) with them.
    """
    folded = unicodedata.normalize("NFKC", text)
    if folded.isascii():
        return "".join(folded.split()).replace("-", "").upper()
    kept = (one for one in folded if unicodedata.category(one) not in {"Pd", "Cf"})
    return "".join("".join(kept).replace("\u2212", "").split()).upper()


def identify(text: str) -> Identifier:
    """Return which identifier a person typed, by its length, and whether it holds."""
    code = bare(text)
    if len(code) == _ORG_LENGTH:
        wanted = organisation_check(code[:-1])
        problem = "" if wanted == code[-1] else "organisation-code-check"
        return Identifier(code, IdentifierKind.ORGANISATION_CODE, problem, wanted)
    if len(code) == _REGISTRATION_LENGTH and code.isdigit():
        return Identifier(code, IdentifierKind.REGISTRATION_NUMBER)
    problem = credit_code_problem(code)
    wanted = credit_check(code[:-1]) if problem == "credit-code-check" else ""
    return Identifier(code, IdentifierKind.CREDIT_CODE, problem, wanted)


def credit_code_problem(code: str) -> str:
    """Return what is wrong with a bare 18-character code, or an empty text.

    A table look-up a character: above half a million codes a second.
    """
    if len(code) != _CREDIT_LENGTH:
        return "credit-code-length"
    try:
        total = sum([table[character] for table, character in zip(_VALUES, code, strict=False)])
        check = _ALPHABET.index(code[-1])
    except (KeyError, ValueError):
        return "credit-code-characters"
    if code[0] not in _DEPARTMENTS or not code[2:8].isdigit():
        return "credit-code-region"
    if (total + check) % 31:
        return "credit-code-check"
    if organisation_check(code[8:16]) != code[16]:
        return "credit-code-inner-check"
    return ""


def credit_check(body: str) -> str:
    """Return the check character of the first 17 characters, or an empty text if one is foreign."""
    try:
        total = sum([table[character] for table, character in zip(_VALUES, body, strict=True)])
    except (KeyError, ValueError):
        return ""
    return _ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Return the check character of eight characters (GB 11714), or an empty text."""
    if len(body) != len(_ORG_WEIGHTS) or not _ORG_ALPHABET.issuperset(body):
        return ""
    total = sum(int(one, 36) * by for one, by in zip(body, _ORG_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def organisation_code_of(code: str) -> str:
    """Return the 组织机构代码 inside a bare credit code, or an empty text for any other number.

    An enterprise of an older file and one with a credit code are the same where these agree.
    """
    return code[_ORG_PLACES] if len(code) == _CREDIT_LENGTH else ""


def is_enterprise_code(code: str) -> bool:
    """Return whether a bare credit code says of itself that it is an enterprise's."""
    return code.startswith(_ENTERPRISE)


def organisation_code_holds(code: str) -> bool:
    """Return whether a bare number is a whole 组织机构代码 with its check character."""
    return len(code) == _ORG_LENGTH and organisation_check(code[:-1]) == code[-1]


def registration_number_holds(code: str) -> bool:
    """Return whether a bare number has the fifteen digits of a 注册号."""
    return code.isdigit() and len(code) == _REGISTRATION_LENGTH
