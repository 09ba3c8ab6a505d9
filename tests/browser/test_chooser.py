"""<rnn-chooser>: for every combination of answers it shows the network that the table of rules gives."""

import chooser
import pytest

ADDRESS = "/lesson/applications/"
CHOOSER = "#explorer-which-network"


@pytest.mark.parametrize("combination", chooser.combinations(), ids="-".join)
def test_every_combination_shows_its_network_and_why(page, combination):
    rule = chooser.rule_for(combination)
    page.goto(f"{ADDRESS}?which-network={'_'.join(combination)}")
    assert page.locator(f"{CHOOSER} .network").inner_text().lower() == rule.network.lower()
    shown = page.locator(f"{CHOOSER} .advice").inner_text()
    assert rule.why in shown
    assert f"{rule.example_in} → {rule.example_out}" in shown
    assert ("changes nothing" in shown) == (rule.when == chooser.ANY)
    assert page.locator(f"{CHOOSER} .wiring svg").count() == 1


def test_a_change_from_the_keyboard_changes_the_advice(page):
    page.goto(ADDRESS)
    assert page.locator(f"{CHOOSER} .network").inner_text() == "Many-to-many, forward"
    page.locator(f"{CHOOSER} input:checked").first.focus()
    page.keyboard.press("ArrowUp")
    assert page.locator(f"{CHOOSER} .network").inner_text() == "Many-to-many, both ways"


def test_without_a_script_the_table_holds_every_rule(context):
    page = context(base_url="http://lesson.localhost/", java_script_enabled=False).new_page()
    page.goto(ADDRESS)
    assert page.locator(f"{CHOOSER} tbody tr:visible").count() == len(chooser.RULES)
