"""Forms that say what a table holds: a plain form, and by script as soon as something is chosen."""

from __future__ import annotations

import re

import pytest
from tests.serve.web.conftest import Ask


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("/promises", {"side": "ours", "status": "open", "account": "acre"}),
        ("/accounts/acre/promises", {"side": "ours", "status": "open"}),
        ("/people", {"role": "single_thread"}),
        ("/plan", {"by": "owner", "account": "brook"}),
    ],
)
def test_a_form_leads_by_script_and_without_to_what_was_chosen(
    ask: Ask, path: str, chosen: dict[str, str]
) -> None:
    (form,) = re.findall(r'<form class="filters".*?</form>', ask(path).text, re.DOTALL)
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    (shown,) = re.findall(
        r'<form class="filters".*?</form>', ask(f"{path}?{query}").text, re.DOTALL
    )

    assert f'action="{path}"' in form
    assert f'hx-get="{path}"' in form
    assert "<button" in form
    assert re.findall(r'<select id="by-(\w+)" name="\1">', form)
    for value in chosen.values():
        assert f'<option value="{value}" selected>' in shown
    for name, value in chosen.items():
        assert f"{name}={value}" in re.findall(r'href="([^"]*\.csv[^"]*)"', shown)[0]


def test_a_past_day_is_kept_by_forms_and_files(ask: Ask) -> None:
    page = ask("/promises?as_of=2026-06-20").text

    assert '<input type="hidden" name="as_of" value="2026-06-20">' in page
    assert 'href="/promises.csv?as_of=2026-06-20"' in page
