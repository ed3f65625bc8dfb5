"""Gmail, against a server that speaks its documented pages, costs and errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.live.fakes import Says
from tests.live.made import NOTICE, facts, mail
from tests.live.providers import Provider
from tests.live.vendors.gmail import Gmail, error, units
from tests.live.weather import GENERAL, Connected, Way, Weather, connected

from goodwill.live.wire.paces import Limit

NAME = "ada@ours.example"
QUOTA = [Limit(6_000, 60.0)]
WAYS: dict[str, Way] = {
    **GENERAL,
    "403 of a minute": lambda _: error(403, "userRateLimitExceeded"),
    "403 of all": lambda _: error(403, "rateLimitExceeded"),
    "half": lambda told: type(told)(200, told.body[: len(told.body) // 2], told.headers),
}


def made(vendor: Gmail, share: float = 0.0) -> Weather:
    return Weather(vendor, Provider(), units, QUOTA, ways=list(WAYS.items()), share=share)


def subjects(book: Connected) -> list[str]:
    return sorted(subject for _, _, subject, _ in facts(book.store))


def test_new_mail_comes_in_once(tmp_path: Path) -> None:
    vendor = Gmail(page=7)
    for number in range(20):
        vendor.deliver(mail(number))
    vendor.deliver(mail(30), "SENT")
    with connected(tmp_path, "gmail", made(vendor)) as book:
        first, again = book.sync(), book.sync()
        quiet = book.calls()
        vendor.deliver(mail(40))
        third = book.sync()

        assert (first.total.imported, again.total.seen, third.total.imported) == (21, 0, 1)
        assert quiet == 2
        assert len(facts(book.store)) == 22
        assert {path for path, *_ in facts(book.store)} == {
            f"gmail://{NAME}/INBOX",
            f"gmail://{NAME}/SENT",
        }


def test_what_was_thrown_away_or_never_sent_is_left_alone(tmp_path: Path) -> None:
    vendor = Gmail()
    for number, label in enumerate(("DRAFT", "SPAM", "TRASH")):
        vendor.deliver(mail(number), "INBOX", label)
    with connected(tmp_path, "gmail", made(vendor), all_folders=True) as book:
        book.sync()
        vendor.deliver(mail(10), "INBOX", "SPAM")
        vendor.deliver(mail(11), "DRAFT")
        vendor.deliver(mail(12), "STARRED")
        book.sync()

        assert subjects(book) == ["Order 12"]


def test_a_label_is_read_when_it_was_chosen_and_a_mail_with_two_is_taken_once(
    tmp_path: Path,
) -> None:
    vendor = Gmail()
    clients = vendor.make_label("Clients/Acre")
    vendor.make_label("Others")
    both = vendor.deliver(mail(1), "INBOX", clients)
    vendor.deliver(mail(2), "Label_2")
    with connected(tmp_path, "gmail", made(vendor), folders=("INBOX", "Clients/Acre")) as book:
        book.sync()
        later = vendor.deliver(mail(3), "SENT")
        book.sync()
        vendor.label(later, clients)
        vendor.label(both, "STARRED")
        book.sync()

        assert subjects(book) == ["Order 1", "Order 3"]
        got = [one.path for one in book.weather.asked if both in one.path]
        assert len(got) == 1


def test_a_history_that_is_forgotten_is_listed_anew_and_nothing_known_is_fetched(
    tmp_path: Path,
) -> None:
    vendor = Gmail(page=10)
    for number in range(25):
        vendor.deliver(mail(number))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        book.sync()
        vendor.deliver(mail(50))
        vendor.forget()
        before = len(book.weather.asked)
        came = book.sync()
        fetched = [one for one in book.weather.asked[before:] if units(one) == 20]

        assert came.total.imported == 1
        assert len(fetched) == 1
        assert book.calls() == 2


def test_mail_that_is_gone_before_it_was_fetched_is_told(tmp_path: Path) -> None:
    vendor = Gmail()
    vendor.deliver(mail(1))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        book.sync()
        vendor.vanishing.add(vendor.deliver(mail(2)))
        vendor.delete(vendor.deliver(mail(4)))
        vendor.deliver(mail(3))
        came = book.sync()

        assert came.gone == 1
        assert subjects(book) == ["Order 1", "Order 3"]


def test_privacy_looks_at_every_label_of_a_mail(tmp_path: Path) -> None:
    vendor = Gmail()
    private, few = vendor.make_label("Private"), vendor.make_label("Board")
    vendor.deliver(mail(1), "INBOX", private)
    vendor.deliver(mail(2), "INBOX", few)
    vendor.deliver(mail(3), "INBOX")
    settings = NOTICE + 'exclude_folders = ["Private"]\n[privacy.mailboxes]\n"Board" = "metadata"\n'
    with connected(tmp_path, "gmail", made(vendor), settings=settings) as book:
        came = book.sync()

        assert came.total.excluded == 1
        assert subjects(book) == ["", "Order 3"]
        assert all(text == "" for _, _, subject, text in facts(book.store) if not subject)


def test_only_mail_with_the_domains_that_were_opted_into(tmp_path: Path) -> None:
    vendor = Gmail()
    vendor.deliver(mail(1))
    vendor.deliver(mail(2, who="kim@elsewhere.example"))
    with connected(tmp_path, "gmail", made(vendor), domains=("acre.example",)) as book:
        book.sync()

        assert subjects(book) == ["Order 1"]


@pytest.mark.parametrize("take", ["metadata", "subject"])
def test_where_headers_are_taken_no_text_is_asked_for(tmp_path: Path, take: str) -> None:
    vendor = Gmail()
    odd = "Grüße".encode()
    vendor.deliver(mail(1).replace(b"Subject: Order 1", b"Subject: " + odd))
    settings = NOTICE + f'[privacy.mailboxes]\n"{NAME}" = "{take}"\n'
    with connected(
        tmp_path, "gmail", made(vendor), settings=settings, more=(("take", take),)
    ) as book:
        book.sync()

        assert book.store.rows("select count(*) from act") == [(0,)]
        people = book.store.rows("select address from contact_point order by 1")
        assert ("kim@acre.example",) in people
        assert subjects(book) == [{"metadata": "", "subject": "Grüße"}[take]]
        assert not any("raw" in one or "snippet" in one for one in vendor.told)


def test_a_token_that_ends_in_the_middle_is_renewed_once(tmp_path: Path) -> None:
    vendor = Gmail()
    for number in range(60):
        vendor.deliver(mail(number))
    weather = made(vendor)
    answer = vendor.answer

    def ends(asked: object) -> object:
        if len(weather.asked) == 30:
            weather.provider.good.clear()
        return answer(asked)  # type: ignore[arg-type]

    vendor.answer = ends  # type: ignore[method-assign, assignment]
    with connected(tmp_path, "gmail", weather) as book:
        book.sync()

        assert len(facts(book.store)) == 60
        assert weather.provider.renewals == 1


def test_consent_that_was_taken_back_is_a_state_and_no_token_is_told(tmp_path: Path) -> None:
    vendor = Gmail()
    vendor.deliver(mail(1))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        book.weather.provider.good.clear()
        book.weather.provider.is_revoked = True
        ran = book.run()

        assert ran.source.state == "needs_sign_in"
        assert "taken back" in ran.source.says
        assert "sign" in ran.source.next_step.lower()
        assert "secret" not in repr(ran)
        assert "secret" not in repr(book.store.rows("select says, next_step from live_source"))


NO: dict[str, tuple[int, str, str, str]] = {
    "the interface is not enabled": (403, "accessNotConfigured", "needs_sign_in", "enabled"),
    "the scope is too small": (403, "insufficientPermissions", "needs_sign_in", "reading mail"),
    "a question is wrong": (400, "badRequest", "failed", "badRequest"),
}


@pytest.mark.parametrize("said", NO.values(), ids=NO)
def test_what_gmail_refuses_is_told_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: tuple[int, str, str, str]
) -> None:
    status, reason, state, words = said
    vendor = Gmail()
    monkeypatch.setattr(vendor, "answer", lambda _: error(status, reason))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        ran = book.run()

        assert ran.source.state == state
        assert words in f"{ran.source.says} {ran.source.next_step}"


def test_three_calls_in_ten_fail_and_nothing_is_lost_doubled_or_wasted(tmp_path: Path) -> None:
    mails = 700
    books: list[list[tuple[str, str, str, str]]] = []
    calls: list[int] = []
    for share, place in ((0.0, tmp_path / "good"), (0.3, tmp_path / "bad")):
        vendor = Gmail(page=100, is_untidy=share > 0)
        for number in range(mails):
            vendor.deliver(mail(number), "INBOX" if number % 3 else "SENT")
        weather = made(vendor, share)
        place.mkdir()
        with connected(place, "gmail", weather) as book:
            book.sync()
            for number in range(mails, mails + 20):
                vendor.deliver(mail(number))
            book.sync()
            books.append(facts(book.store))
            calls.append(len(weather.asked))
            assert weather.broken == []
            assert weather.clock.now() >= (mails * 20 - 6_000) / 100
            if share:
                assert set(weather.met) == set(WAYS)

    assert books[0] == books[1]
    assert len(books[1]) == mails + 20
    assert calls[1] <= 1.3 * calls[0]


def test_a_mailbox_that_takes_long_lets_others_write_and_goes_on_at_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.syncing.gathering.SLICE_SECONDS", 0.0)
    vendor = Gmail(page=10)
    for number in range(60):
        vendor.deliver(mail(number))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        book.sync()
        lists = [one for one in book.weather.asked if one.path.endswith("/messages")]
        runs = book.store.rows("select count(*) from import_run")

        assert len(facts(book.store)) == 60
        assert runs[0][0] >= 6
        assert len(lists) == 6 + 1  # and the sent ones
        assert sum(units(one) == 20 for one in book.weather.asked) == 60


def test_a_page_that_is_no_longer_known_is_begun_anew(tmp_path: Path) -> None:
    vendor = Gmail(page=10)
    for number in range(25):
        vendor.deliver(mail(number))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        book.sync()
        with book.store.write() as tx:
            tx.run("update source_file set fingerprint = ?", (f"list {vendor.at} forgotten",))
        vendor.deliver(mail(30))
        came = book.sync()

        assert came.total.imported == 1
        assert len(facts(book.store)) == 26


def test_a_server_that_asks_for_long_patience_is_come_back_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = Gmail()
    vendor.deliver(mail(1))
    monkeypatch.setattr(vendor, "answer", lambda _: Says(429, b"", {"retry-after": "3600"}))
    with connected(tmp_path, "gmail", made(vendor)) as book:
        ran = book.run()

        assert ran.source.state == "waiting"
        assert ran.source.next_run_at == ran.source.last_run_at + 3600  # type: ignore[operator]
        assert book.weather.clock.now() == 0
