"""<rnn-chooser>: for every combination of answers it shows the network that the table of rules gives."""

import pytest
from pages.applications import which_network
from playwright.sync_api import expect

ADDRESS = "/lesson/applications/"
CHOOSER = "#explorer-which-network"


@pytest.mark.parametrize("goes_in", which_network.QUESTIONS["in"][1])
def test_every_combination_shows_its_network_and_why(page, goes_in):
    page.goto(ADDRESS)
    for combination in (found for found in which_network.combinations() if found[0] == goes_in):
        rule = which_network.rule_for(combination)
        for key, answer in zip(which_network.QUESTIONS, combination, strict=True):
            page.get_by_role("group", name=which_network.QUESTIONS[key][0]).locator(f"input[value='{answer}']").check()
        assert page.locator(f"{CHOOSER} .words .network").inner_text().lower() == rule.network.lower()
        assert rule.why in page.locator(f"{CHOOSER} .advice").inner_text()
        shown = page.locator(f"{CHOOSER} .examples").inner_text()
        assert f"{rule.example_in} → {rule.example_out}" in shown
        assert ("changes nothing" in shown) == (rule.when == which_network.ANY)
        expect(page.locator(f"{CHOOSER} .wiring svg")).to_have_count(1)


def test_an_address_opens_the_chooser_with_its_answers(page):
    page.goto(f"{ADDRESS}?which-network=whole_end_other")
    expect(page.locator(f"{CHOOSER} .words .network")).to_have_text("Encoder-decoder with attention")


def test_a_change_from_the_keyboard_changes_the_advice(page):
    page.goto(ADDRESS)
    expect(page.locator(f"{CHOOSER} .words .network")).to_have_text("Many-to-one")
    page.locator(f"{CHOOSER} input:checked").last.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{CHOOSER} .words .network")).to_have_text("Many-to-many, both ways")


def test_without_a_script_the_table_holds_every_rule(context):
    page = context(base_url="http://lesson.localhost/", java_script_enabled=False).new_page()
    page.goto(ADDRESS)
    assert page.locator(f"{CHOOSER} tbody tr:visible").count() == len(which_network.RULES)
