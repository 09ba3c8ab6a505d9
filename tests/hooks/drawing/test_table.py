"""A computed table: Markdown in the source, an accessible table on the page, all digits as CSV."""

import re
from dataclasses import replace

import pytest
from drawing.table import Column, Table

TABLE = Table(
    "Two units",
    (Column("unit", decimals=0), Column("sum", "a_t", 2), Column("tanh", "h_t", 2, state="h")),
    ((1, 0.5, 0.4621), (2, -1234.5, -0.0001)),
    download=True,
)


def test_the_source_is_readable():
    assert TABLE.markdown().split("\n") == [
        "| unit | sum $a_t$ | tanh $h_t$ |",
        "| --: | --: | --: |",
        "| 1 | 0.50 | 0.46 |",
        "| 2 | −1,234.50 | 0.00 |",
    ]


def test_the_page_has_a_caption_headers_and_heat_cells():
    html = TABLE.html("t.csv")
    assert "<caption>Two units</caption>" in html
    assert html.count('<th scope="col">') == 3
    assert html.count('<th scope="row">') == 2
    assert '<td class="heat h p46">0.46</td>' in html
    assert '<a href="t.csv" download>' in html
    assert "download" not in TABLE.html()


@pytest.mark.parametrize(("cell", "wordy"), [("a word", True), ("−0.5", False), ("3 · 10", False), ("", True)])
def test_a_column_of_words_is_read_from_the_left_unless_a_cell_of_it_is_a_number(cell, wordy):
    table = Table("Both", (Column("what"), Column("seen"), Column("why")), (("1", "a word", "so"), ("2", cell, "so")))
    word = ' class="word"' * wordy
    head, first, last = re.findall("<tr>(.*?)</tr>", table.html())
    assert head == f'<th scope="col">what</th><th scope="col"{word}>seen</th><th scope="col" class="word">why</th>'
    assert first == f'<th scope="row">1</th><td{word}>a word</td><td class="word">so</td>'
    assert last == f'<th scope="row">2</th><td{word}>{cell}</td><td class="word">so</td>'
    assert "word" not in replace(table, across=True).html().partition("<thead>")[2].replace("a word", "")


def test_a_column_of_formulas_is_set_as_mathematics_and_so_is_the_symbol_behind_the_name_of_a_row():
    table = Table("Arrays", (Column("array"), Column("shape", formulas=True)), (("input $x_t$", r"D \times N"),))
    assert table.markdown().split("\n")[2] == r"| input $x_t$ | $D \times N$ |"
    spelt = ('<span class="arithmatex">\\(x_t\\)</span>', '<span class="arithmatex">\\(D \\times N\\)</span>')
    assert '<tr><th scope="row">input {}</th><td class="word">{}</td></tr>'.format(*spelt) in table.html()


def test_a_row_whose_name_is_a_formula_alone_is_refused():
    """Nothing would be said where a screen reader asks for the name of the row."""
    with pytest.raises(ValueError, match="needs a name in words"):
        Table("Arrays", (Column("array", formulas=True), Column("shape")))


def test_a_table_may_run_across_the_page_with_every_column_in_a_line():
    across = replace(TABLE, across=True)
    assert across.markdown().split("\n") == [
        "| unit | 1 | 2 |",
        "| :-- | --: | --: |",
        "| sum $a_t$ | 0.50 | −1,234.50 |",
        "| tanh $h_t$ | 0.46 | 0.00 |",
    ]
    head, *body = re.findall("<tr>(.*?)</tr>", across.html())
    assert head == '<th scope="row">unit</th><th scope="col">1</th><th scope="col">2</th>'
    assert [line.count('<th scope="row">') for line in body] == [1, 1]
    assert body[1].endswith('<td class="heat h p46">0.46</td><td class="heat h p0">0.00</td>')
    assert across.csv() == TABLE.csv()


def test_the_download_has_all_digits():
    assert TABLE.csv() == "unit,sum,tanh\n1,0.5,0.4621\n2,-1234.5,-0.0001\n"


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="expected 1 cells, found 2"):
        Table("short", (Column("a"),), (("x", "y"),))


def test_a_comparison_offers_its_settings_with_one_line_a_network():
    rows = (
        {"network": "lstm", "keep_bias": 3.0, "steps": 3000},
        {"network": "vanilla", "keep_bias": None, "rate": 0.001},
    )
    table = replace(TABLE, settings=rows, download=False)
    assert table.settings_csv() == "network,keep_bias,steps,rate\nlstm,3,3000,\nvanilla,,,0.001\n"
    assert table.downloads("t") == {"assets/tables/t-settings.csv": table.settings_csv()}
    assert [*replace(table, download=True).downloads("t")] == ["assets/tables/t.csv", "assets/tables/t-settings.csv"]
    assert '<a href="s.csv" download>Settings' in table.html(settings_url="s.csv")
    assert "Settings" not in TABLE.html("t.csv")
    assert Table.from_json(table.json()).settings_csv() == table.settings_csv()
