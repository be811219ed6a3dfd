"""`dibao pages` writes a page on each region."""

import sys


def test_all_plugins_have_a_page_and_a_list(run, tmp_path):
    result = run("pages", "-o", tmp_path / "pages", "--no-charts")
    names = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert {"index.md", "national.md", "hongjiang.md", "hunan.md"} <= set(names)
    assert (result.exit_code, result.stdout) == (0, f"{len(names)} files written to {tmp_path / 'pages'}\n")


def test_one_plugin_has_a_page_alone(run, tmp_path):
    run("pages", "hongjiang", "-o", tmp_path, "--no-charts")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hongjiang.md", "index.md"]


def test_an_unknown_plugin_is_refused(run, tmp_path):
    result = run("pages", "hunam", "-o", tmp_path, "--no-charts")
    assert result.exit_code == 1
    assert result.stderr.startswith("'hunam' is not a loaded plug-in. Name one of: ")


def test_without_matplotlib_the_command_says_what_to_install(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "dibao.pages.drawing", raising=False)
    result = run("pages", "hongjiang", "-o", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert result.stderr == "Charts need matplotlib; run: pip install 'dibao[docs]', or write --no-charts\n"
