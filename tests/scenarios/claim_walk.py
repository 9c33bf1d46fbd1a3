"""The office in which a claim is walked through: a calendar, a chair for everybody, every sum.

Whatever somebody does there is checked at once: `Walk.do` adds up all money after the step.
"""

import csv
import datetime as dt
import hashlib

from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.identity import Role
from parkdesk.domain.notices import PublishNotice
from parkdesk.domain.payments import BatchKey, last_four
from parkdesk.domain.programmes import Level, LevelShare
from parkdesk.excel.bank_sheets import read_bank_answer, write_bank_sheet
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.identity import SaveAccount, create_account, sign_in
from parkdesk.usecases.notice_lists import notice_detail
from parkdesk.usecases.notices import publish_notice
from parkdesk.usecases.payment_sheets import keep_bank_sheet, open_bank_sheet, record_bank_answers
from parkdesk.usecases.payments import MakeBatch, approve_batch, make_batch
from tests.domain.packs import known
from tests.parks import PASSWORD
from tests.scenarios.footing import amounts_foot
from tests.usecases import journey_stories as journey

MAKER, PAYER = "cashier", "treasurer"
SHARES = {Level.CENTRAL: 503, Level.PROVINCE: 251, Level.CITY: 246}
RULES = {
    "document": "宁园〔2026〕3号",
    "notice_days": known(5),
    "review_levels": known((Level.DISTRICT, Level.CITY)),
    "shares": known(tuple(LevelShare(level, part) for level, part in SHARES.items())),
}
"""What this year's notice says beside the template: nothing of it splits without a remainder."""
ANSWER = ("业务参考号", "收款人账号", "金额", "处理状态", "处理日期", "流水号", "失败原因")


class Calendar:
    """The clock of the office; the walk turns its days."""

    def __init__(self):
        self.now = dt.datetime(2026, 10, 13, 1, 30, tzinfo=dt.UTC)

    def __call__(self):
        return self.now

    @property
    def today(self):
        """The day in the office."""
        return self.now.date()

    def turn(self, day):
        """Go on to this day, at half past nine in China."""
        assert day >= self.today
        self.now = dt.datetime(day.year, day.month, day.day, 1, 30, tzinfo=dt.UTC)


class Walk:
    """A claim on its way, and everybody who has to do with it."""

    def __init__(self, opened, calendar, folder):
        self._opened = opened
        self._chairs = {}
        self.calendar = calendar
        self.folder = folder
        self.claim_id = None
        self.amounts = {}
        for login, name in ((MAKER, "吴会计"), (PAYER, "林主任")):
            form = SaveAccount(login, name, Role.MANAGER.value, PASSWORD)
            self.do(Role.ADMINISTRATOR, create_account, form)

    def seat(self, login):
        """Return the desk with this person at it."""
        if login not in self._chairs:
            with self._opened.work(read_only=False) as work:
                actor = sign_in(work, str(login), PASSWORD).actor
            self._chairs[login] = self._opened.signed_in(actor)
        return self._chairs[login]

    def do(self, login, use_case, *args, **named):
        """Let somebody take a step, and add up all money after it."""
        with self.seat(login).work(read_only=False) as work:
            result = use_case(work, *args, **named)
        self.foot()
        return result

    def step(self, login, use_case, *args, **named):
        """Let somebody take a step with the claim as it stands."""
        claim = self.claim()
        return self.do(login, use_case, claim.id, claim.version, *args, **named)

    def see(self, login, use_case, *args):
        """Return what somebody reads."""
        with self.seat(login).work(read_only=True) as work:
            return use_case(work, *args)

    def foot(self):
        """Add up all money that has to do with the claim."""
        if self.claim_id is not None:
            self.amounts = amounts_foot(self.seat(Role.AUDITOR), self.claim_id)

    def begin(self, claim):
        """Walk with this claim from now on."""
        self.claim_id = claim.id
        self.foot()

    def claim(self):
        """Return the key of the claim as it stands."""
        return journey.current(self.seat(Role.AUDITOR), self.claim_id)

    def lines(self):
        """Return the rows of the claim with their amounts."""
        return journey.lines_of(self.seat(Role.AUDITOR), self.claim_id)

    def record(self):
        """Return the claim as it is stored."""
        return self.see(Role.AUDITOR, lambda work: work.get(ClaimRecord, self.claim_id))

    def detail(self, login=Role.AUDITOR):
        """Return the claim as somebody sees it."""
        return self.see(login, claim_detail, self.claim_id)

    def mark(self, kind, row, reason):
        """Return a mark on a row or an item."""
        subject = MarkSubject.PERSON if kind.track else MarkSubject.ITEM
        return Mark(subject, reason, row=row)

    def publish(self, login):
        """Publish the claim today for as long as the programme says; return the notice's number."""
        form = PublishNotice(
            self.record().programme_id, (self.claim_id,), self.calendar.today, 5, "园区门户网站"
        )
        return self.do(login, publish_notice, form).id

    def notice(self, number):
        """Return a notice as it stands."""
        return self.see(Role.REVIEWER, notice_detail, number)

    def pay_level(self, level):
        """Make the batch of one level's money, let another person approve it, and send it."""
        form = MakeBatch(self.record().programme_id, (self.claim_id,), frozenset({level.value}))
        return self.send(self.do(MAKER, make_batch, form))

    def send(self, batch: BatchKey):
        """Approve a batch by its last four digits and write its file for the bank."""
        batch = self.do(PAYER, approve_batch, batch.id, batch.version, last_four(batch.total_cents))
        why = "送银行拨付"
        sheet = self.do(PAYER, open_bank_sheet, batch.id, batch.version, "general-csv", why)
        path = self.folder / f"{batch.number}.csv"
        written = write_bank_sheet(path, sheet.sheet, sheet.lines)
        assert written.total_cents == batch.total_cents == sum_of(path)
        assert written.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        checksum = written.sha256
        key = self.do(PAYER, keep_bank_sheet, batch.id, sheet.version, "general-csv", why, checksum)
        return key, sheet

    def answer(self, sent, *, failure=""):
        """Read the bank's answer to a sent batch from its file: all paid, or none."""
        batch, sheet = sent
        path = self.folder / f"{batch.number}-answer.csv"
        with path.open("w", encoding="gb18030", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(ANSWER)
            for line in sheet.lines:
                said = ("失败", "", "", failure) if failure else self._paid(line)
                sum_ = f"{line.amount_cents / 100:.2f}"
                writer.writerow((line.reference, line.account, sum_, *said))
        answers = read_bank_answer(path, sheet.sheet)
        return self.do(PAYER, record_bank_answers, batch.id, batch.version, answers)

    def _paid(self, line):
        return ("成功", self.calendar.today.isoformat(), f"Z{line.reference}", "")


def sum_of(path):
    """Add up a bank sheet as somebody at the bank would."""
    with path.open(encoding="gb18030", newline="") as file:
        return sum(round(float(row["金额"]) * 100) for row in csv.DictReader(file))
