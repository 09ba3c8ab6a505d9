"""A first visit fetches nothing of the search; it comes when the search is opened, and finds."""


def test_the_search_is_fetched_when_it_is_opened_and_not_before(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/lesson/hidden-state/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url] == []
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("forget gate")
    page.locator(".md-search-result__link[href*='lesson/lstm']").first.wait_for()
    assert len([url for url in asked if "search" in url]) == 2
