"""Rules for what no page shows are left out; everything that may apply stays."""

import pytest
from publish import used_styles

NAMES = used_styles.words(
    ['<p class="used open" data-md-color-accent="custom">', 'add("md-tip--" + kind); x.className = "made"']
)


@pytest.mark.parametrize(
    "css",
    [
        "p{a:b}",
        ".used p,#any>.made:hover{a:b}",
        ".md-tip--left{a:b}",  # a script may put it together
        "[data-md-color-accent=custom]{a:b}",
        ":root:not([data-md-color-accent=red]){a:b}",
        "p:not(.unknown){a:b}",
        "p:is(.unknown,.used:not(.unknown)){a:b}",
        '[data-x=".unknown"]{a:url("data:,}.unknown{")}',
        "@font-face{src:url(a.woff2)}",
        "@keyframes unknown{0%{a:b}to{a:c}}",
        "@media print{.used{a:b}}",
    ],
)
def test_a_rule_that_may_apply_stays_as_it_is(css):
    assert used_styles.used(css, NAMES) == css


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".unknown{a:b}p{c:d}", "p{c:d}"),
        (".used,.unknown p{a:b}", ".used{a:b}"),
        (".used .unknown{a:b}", ""),
        ("[data-md-color-accent=red] .used,p{a:b}", "p{a:b}"),
        ('[data-md-color-primary="custom"]{a:b}', ""),
        ("@media print{.unknown{a:b}}p{c:d}", "p{c:d}"),
        ("@media print{.unknown{a:b}.used{c:d}}", "@media print{.used{c:d}}"),
        (".md-other{a:b}", ""),  # "md-" begins everything of the theme
    ],
)
def test_a_rule_that_cannot_apply_goes(css, kept):
    assert used_styles.used(css, NAMES) == kept


def test_nothing_is_lost_where_every_name_is_known(built):
    css = next((built / "assets/stylesheets").glob("main*.css")).read_text("utf-8")
    assert used_styles.used(css, used_styles.words([css])) == css


def test_a_stylesheet_depends_on_the_names_that_it_may_ask_for_and_on_no_others():
    css = ".md-tip--left{a:b}.used{c:d}"
    assert used_styles.depends_on(css, {"other", *NAMES}) == used_styles.depends_on(css, NAMES)
    assert used_styles.depends_on(css, NAMES - {"used"}) != used_styles.depends_on(css, NAMES)
    assert used_styles.depends_on(css, NAMES - {"md-tip--"}) != used_styles.depends_on(css, NAMES)


def test_what_our_settings_never_show_and_icons_that_nothing_draws_are_left_out():
    css = ":root{--md-copy-icon:url(a);--md-tag-icon:url(b);--other:1}.a{mask:var(--md-copy-icon)}.md-version{top:0}"
    assert used_styles.used(css + "[dir=rtl] .a{left:0}", {"a", "md-version"}) == (
        ":root{--md-copy-icon:url(a);--other:1}.a{mask:var(--md-copy-icon)}"
    )


@pytest.mark.parametrize(
    ("css", "bare"),
    [
        ("/* why */ a { b: c ; }\n\n", "a{b:c;}"),
        ("a  .b ,\n c > d { e: 1px   2px }", "a .b,c > d{e:1px 2px}"),
        ("a :hover{b:c}", "a :hover{b:c}"),  # any element inside an a, while a:hover is the a itself
        ("a:hover{b:c}", "a:hover{b:c}"),
        ("@media  ( width < 9px ) { a { b: c } }", "@media (width < 9px){a{b:c}}"),
        ("a { b: calc( 1px  +  2px ) }", "a{b:calc(1px + 2px)}"),
        ('a::before { content: "  /* kept */  " }', 'a::before{content:"  /* kept */  "}'),
    ],
)
def test_a_stylesheet_of_ours_loses_comments_and_spaces_that_part_nothing(css, bare):
    assert used_styles.bare(css) == bare
