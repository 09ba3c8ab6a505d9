"""Every place can be pointed at: ids that are free, links to them, and what is in a block; nothing in a question."""

from drawing.html_tree import parse, written
from features import places


def changed(html: str, *changes: object) -> str:
    tree = parse(html)
    for change in changes:
        change(tree)
    return written(tree)


def test_headings_blocks_and_figures_have_a_link_to_themselves():
    html = changed(
        '<h2 id="a">A</h2><details><summary>Two matrices: “why”</summary><p>x</p></details>'
        '<figure id="fig-f"><figcaption>F</figcaption></figure>',
        places.link_places,
    )
    assert '<h2 id="a">A<a class="headerlink" href="#a"' in html
    assert '<details id="two-matrices-why"><summary>Two matrices: “why”</summary><a class="headerlink"' in html
    assert 'F<a class="headerlink" href="#fig-f"' in html


def test_no_two_blocks_have_one_id_and_an_own_id_stays():
    html = changed(
        '<h2 id="why">Why</h2><details><summary>Why</summary></details><details><summary>Why</summary></details>'
        '<details id="own"><summary>Why</summary></details>',
        places.link_places,
    )
    assert [html.count(f'id="{name}"') for name in ("why", "why-2", "why-3", "own")] == [1, 1, 1, 1]


def test_a_question_is_left_as_it_is():
    html = '<section class="check"><h2 id="q">Q</h2><details><summary>Answer</summary></details></section>'
    assert changed(html, places.link_places, places.tell_contents) == html


def test_a_block_says_how_long_it_takes_and_what_is_in_it():
    html = f"<details><summary>More</summary><p>{'word ' * 450}</p><pre>x</pre></details>"
    assert '<summary>More<small class="inside">2 min · code</small></summary>' in changed(html, places.tell_contents)


def test_a_title_with_code_in_it_stays_in_one_piece_beside_what_is_in_the_block():
    html = changed("<details><summary>With <code>x</code></summary><pre>y</pre></details>", places.tell_contents)
    assert '<summary><span>With <code>x</code></span><small class="inside">code</small></summary>' in html


def test_a_line_or_two_are_read_sooner_than_their_minutes():
    html = f"<details><summary>More</summary><p>{'word ' * 39}</p></details>"
    assert changed(html, places.tell_contents) == html
    longer = html.replace("</p>", "word</p>")
    assert '<summary>More<small class="inside">1 min</small></summary>' in changed(longer, places.tell_contents)


def test_what_is_drawn_in_a_block_takes_no_time_to_read():
    shapes = '<path d="M1 1L2 2"/>' * 400
    html = f"<details><summary>More</summary><figure><svg>{shapes}</svg></figure></details>"
    assert '<small class="inside">figure</small>' in changed(html, places.tell_contents)
    solution = '<details class="success"><summary>Solution</summary><p>x</p></details>'
    assert changed(solution, places.tell_contents) == solution


def test_terms_and_citations_tell_their_title_and_other_links_do_not():
    html = '<p><a class="term" title="t">x</a> <a href="../references/#k" title="c">y</a> <a href="../" title="z">z</a></p>'
    assert changed(html, lambda tree: places.tell_in_place(tree, "../references/")).count("<rnn-note>") == 2
