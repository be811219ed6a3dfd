"""An engine of Hongjiang whose office has a limit on the cost of treatment; the limit is invented."""

from pathlib import Path

from dibao import Engine
from dibao.law.figure_file import load_law_data

WITHOUT_LIMIT = Engine(plugins=["hunan", "hongjiang"])
ENGINE = WITHOUT_LIMIT.with_figures(load_law_data(Path(__file__).with_name("office.toml")))
