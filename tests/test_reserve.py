"""A township's reserve: what may be drawn, and that nothing is drawn twice or out of nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao import InputError, Money
from dibao.reserve import Drawing, Ledger, draw

SUMS = st.integers(0, 10**9).map(lambda fen: Money.stock(Fraction(fen, 100)))
LIMITS = st.none() | SUMS


def stock(amount):
    return Money.stock(amount)


def drawing(drawn, balance, short, goes_to_county=False):
    return Drawing(stock(drawn), stock(balance), stock(short), goes_to_county)


@pytest.mark.parametrize(
    ("balance", "request_", "limit", "expected"),
    [
        ("5000", "1200", "2000", drawing("1200", "3800", "0")),
        # the limit, below, on and above
        ("5000", "1999.99", "2000", drawing("1999.99", "3000.01", "0")),
        ("5000", "2000", "2000", drawing("2000", "3000", "0")),
        ("5000", "2000.01", "2000", drawing("0", "5000", "2000.01", goes_to_county=True)),
        # the balance, below, on and above
        ("1200", "1199.99", "2000", drawing("1199.99", "0.01", "0")),
        ("1200", "1200", "2000", drawing("1200", "0", "0")),
        ("1200", "1200.01", "2000", drawing("1200", "0", "0.01")),
        ("0", "1200", "2000", drawing("0", "0", "1200")),
        # nothing was left to the township
        ("5000", "0.01", None, drawing("0", "5000", "0.01", goes_to_county=True)),
        ("5000", "0.01", "0", drawing("0", "5000", "0.01", goes_to_county=True)),
        ("5000", "0", None, drawing("0", "5000", "0", goes_to_county=True)),
        ("5000", "0", "0", drawing("0", "5000", "0")),
    ],
)
def test_what_may_be_drawn(balance, request_, limit, expected):
    assert draw(stock(balance), stock(request_), limit=None if limit is None else stock(limit)) == expected


def test_a_drawing_as_data():
    assert draw(stock("5000"), stock("1200.50"), limit=stock("2000")).to_json() == {
        "drawn": "1200.50",
        "balance": "3799.50",
        "short": "0.00",
        "goes_to_county": False,
    }


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        (("-0.01", "1", "1"), "balance is -0.01 yuan; expected 0 or more."),
        (("1", "-5", "1"), "request is -5.00 yuan; expected 0 or more."),
        (("1", "1", "-1"), "limit is -1.00 yuan; expected 0 or more."),
        ((1, "1", "1"), 'balance is 1, not an amount of money; expected a sum such as Money.stock("1200").'),
        (
            ("1", Money.monthly("3"), "1"),
            'request is 3.00 yuan a month; expected a sum that is paid once, such as Money.stock("1200").',
        ),
        (
            ("1", Money.stock(1) / 3, "1"),
            "request is 1/3 yuan, finer than a fen; expected at most two decimals.",
        ),
        (
            ("-1", None, "-2"),
            "3 problems\nbalance is -1.00 yuan; expected 0 or more.\n"
            'request is null, not an amount of money; expected a sum such as Money.stock("1200").\n'
            "limit is -2.00 yuan; expected 0 or more.",
        ),
    ],
)
def test_a_wrong_amount_is_refused_with_a_sentence(amounts, sentence):
    balance, request, limit = (stock(each) if isinstance(each, str) else each for each in amounts)
    with pytest.raises(InputError) as refused:
        draw(balance, request, limit=limit)
    assert str(refused.value) == sentence


@given(SUMS, SUMS, LIMITS)
def test_nothing_is_drawn_that_is_not_there_or_not_asked(balance, request, limit):
    found = draw(balance, request, limit=limit)
    assert found.drawn + found.balance == balance
    assert found.drawn + found.short == request
    assert found.balance >= 0 and found.short >= 0
    assert found.drawn == 0 or (limit is not None and request <= limit)


@given(SUMS, SUMS, SUMS)
def test_within_the_limit_as_much_is_drawn_as_there_is(balance, request, limit):
    found = draw(balance, min(request, limit), limit=limit)
    assert not found.goes_to_county
    assert found.short == 0 or found.balance == 0


@given(SUMS, st.lists(st.tuples(st.booleans(), SUMS, LIMITS), max_size=12))
def test_what_was_drawn_and_what_is_left_are_what_was_paid_in(start, events):
    ledger, paid_in = Ledger(start), start
    for is_top_up, amount, limit in events:
        if is_top_up:
            ledger, paid_in = ledger.top_up(amount), paid_in + amount
        else:
            ledger = ledger.draw(amount, limit=limit)
        assert ledger.balance >= 0
        assert ledger.drawn + ledger.balance == paid_in
    assert len(ledger.drawings) == sum(not is_top_up for is_top_up, _, _ in events)


def test_a_ledger_never_changes():
    ledger = Ledger(stock("5000"))
    later = ledger.draw(stock("1200"), limit=stock("2000")).draw(stock("3000"), limit=stock("2000"))
    assert (ledger.balance, ledger.drawings) == (stock("5000"), ())
    assert [each.goes_to_county for each in later.drawings] == [False, True]
    assert (later.balance, later.drawn) == (stock("3800"), stock("1200"))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Ledger(Money.stock(-1)), "balance is -1.00 yuan; expected 0 or more."),
        (lambda: Ledger(Money.stock(1)).top_up(Money.stock(-1)), "amount is -1.00 yuan; expected 0 or more."),
    ],
)
def test_a_ledger_takes_no_wrong_amount(make, sentence):
    with pytest.raises(InputError) as refused:
        make()
    assert str(refused.value) == sentence
