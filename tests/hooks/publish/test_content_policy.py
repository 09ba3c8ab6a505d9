"""The policy names the site's own files and its inline scripts, and nothing else."""

from base64 import b64encode
from hashlib import sha256

import pytest
from publish import content_policy

TEMPLATE = '{# ours #}{% if a %}<script>go()</script>{% endif %}<script>root=new URL("{{ base_url }}",here)</script>'
KNOWN = content_policy.known_scripts([TEMPLATE])
PAGE = '<head><meta charset="utf-8"></head><script>go()</script><script id="c" type="application/json">{}</script>'


def sources(text: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in text.split("; "))


def test_only_scripts_that_run_without_an_address_are_named():
    assert content_policy.inline_scripts('<script src="a.js" defer></script><script\nid="x">a\nb</script>' + PAGE) == [
        "a\nb",
        "go()",
    ]
    digest = b64encode(sha256(b"go()").digest()).decode()
    assert sources(content_policy.policy([PAGE, PAGE], offline=False))["script-src"] == f"'self' 'sha256-{digest}'"


@pytest.mark.parametrize("offline", [False, True])
def test_nothing_is_allowed_that_is_not_named_and_nothing_is_unsafe(offline):
    text = content_policy.policy([PAGE], offline)
    assert sources(text)["default-src"] == "'none'"
    assert "unsafe" not in text
    assert "http" not in text
    assert "*" not in text


def test_files_of_a_disk_are_allowed_offline_alone():
    assert sources(content_policy.policy([], offline=True))["font-src"] == "'self' file:"
    assert "file:" not in content_policy.policy([], offline=False)


def test_every_page_gets_the_same_policy_before_anything_is_loaded(tmp_path):
    for name, way in (("a.html", "."), ("b.html", "../..")):
        script = f'<script>root=new URL("{way}",here)</script>'
        (tmp_path / name).write_text(f'<meta charset="utf-8">{script}', "utf-8")
    content_policy.write(tmp_path, offline=False, templates=[TEMPLATE])
    first, second = ((tmp_path / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert first.startswith('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src')
    assert first.partition("<script>")[0] == second.partition("<script>")[0]
    assert first.count("sha256-") == 2


@pytest.mark.parametrize(
    "script",
    [
        "<script>steal()</script>",
        "<p>go() <script>go();steal()</script>",
        "<script type='text/javascript'>steal()</script>",
        "<script data-src='a.js'>steal()</script>",
        '<script>root=new URL("",steal())+("",here)</script>',
        "<svg><script>steal()</script></svg>",
        "<SCRIPT>steal()</SCRIPT>",
        "<pre><script>steal()</script></pre>",
        "<svg viewBox='0 0 1 1'><SCRIPT type='text/javascript'>steal()</SCRIPT></svg>",
        "<!-- <script>steal()</script> -->",
        "<script>steal()",
    ],
)
def test_a_script_that_no_template_brings_is_refused_and_nothing_is_written(tmp_path, script):
    known, strange = f"{PAGE}", f"{PAGE}{script}"
    (tmp_path / "a.html").write_text(known, "utf-8")
    (tmp_path / "b.html").write_text(strange, "utf-8")
    with pytest.raises(ValueError, match=r"b\.html: no template brings this script"):
        content_policy.write(tmp_path, offline=False, templates=[TEMPLATE])
    assert (tmp_path / "a.html").read_text("utf-8") == known


def test_a_page_without_a_place_for_the_policy_is_an_error():
    assert list(content_policy.problems("<p>no head", KNOWN)) == [
        f"expected {content_policy.CHARSET} once, to write the policy behind it"
    ]
