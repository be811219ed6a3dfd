"""Settle how an interview goes: what is asked, what an answer does, how it ends."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import click

from dibao import DibaoError, Household, InputError, Interview, read_household_file
from dibao.assess.decision import Decision, Lang
from dibao.assess.questions import OpenQuestion
from dibao.cli.answers import SKIP, STOP, Answer, NoAnswer, answer_to, hint, typed
from dibao.cli.assessment import problem_lines
from dibao.cli.options import (
    EXIT_CODES,
    PROBLEM,
    UNDETERMINED,
    day,
    figures_option,
    form_option,
    lang_option,
    loaded_engine,
)
from dibao.cli.output import Form, print_problems
from dibao.cli.saving import checked_target, save

PHRASES: dict[str, tuple[str, str]] = {
    "start": (
        "直接回车或 ? 跳过，q 结束。",
        "Press Enter or type ? to skip a question, q to stop.",
    ),
    "unsaved": (
        "回答不会保存；要保存请用 -o 指定新文件。",
        "Answers are not kept; name a new file with -o to keep them.",
    ),
    "remaining": ("还有{count}项可能影响结果。", "{count} more may change the outcome."),
    "last": ("还有1项可能影响结果。", "One more may change the outcome."),
    "finding": ("{title}（依据{article}由经办人员认定）", "{title} (an officer's finding under {article})"),
    "of": ("{person}：{title}", "{person}: {title}"),
    "hint": ("   请答：{hint}", "   Answer: {hint}"),
    "wrong": ("   “{text}”不是可用的答案。请答：{hint}", "   “{text}” does not answer it. Answer: {hint}"),
    "refused": ("   这个答案不能用：{problem} 请答：{hint}", "   This cannot be used: {problem} Answer: {hint}"),
    "nothing": ("没有需要查明的事项。", "Nothing needs to be asked."),
    "stopped": ("询问到此结束，仍有{count}项未定。", "The interview ends here; {count} open points are left."),
    "saved": ("家庭情况已保存到{file}。", "The household was saved as {file}."),
    "figures": (
        "所答数值只用于这一次，不随家庭保存：{names}。要再用，请写进 --figures 文件。",
        "Figures were used this once and are no part of a household: {names}. "
        "To use them again, write a --figures file.",
    ),
}


class Conversation:
    """Asks on standard error, so that standard output holds the result alone."""

    def __init__(self, interview: Interview, lang: Lang) -> None:
        """Talk about one household in one language."""
        self.interview, self.lang = interview, lang
        self._skipped: set[str] = set()
        self._figures: list[str] = []

    def run(self) -> None:
        """Ask until nothing is open, or nobody answers any more."""
        if self.interview.question is None:
            self._say("nothing")
            return
        self._say("start")
        for number, question in enumerate(self.interview, 1):
            remaining = sum(each.path not in self._skipped for each in self.interview.decision.questions)
            self._say("last" if remaining == 1 else "remaining", count=remaining)
            click.echo(f"{number}. {self._text(question)}", err=True)
            if not self._settle(question, answer_to(question)):
                break
        if not self.interview.decision.is_decided:
            self._say("stopped", count=len(self.interview.decision.questions))
        if self._figures:
            self._say("figures", names=", ".join(self._figures))

    def _settle(self, question: OpenQuestion, answer: Answer) -> bool:
        """Take an answer to a question; False when the conversation is over."""
        self._say("hint", hint=hint(answer, self.lang))
        while (text := self._line()) not in STOP:
            if text is None:
                return False
            if text in SKIP:
                self._skipped.add(question.path)
                self.interview.skip()
                return True
            if self._is_taken(question, answer, text):
                return True
        return False

    def _is_taken(self, question: OpenQuestion, answer: Answer, text: str) -> bool:
        try:
            self.interview.answer(answer.read(text))
        except NoAnswer:
            self._say("wrong", text=text, hint=hint(answer, self.lang))
            return False
        except InputError as error:
            problem = " ".join(each.message for each in error.problems)
            self._say("refused", problem=problem, hint=hint(answer, self.lang))
            return False
        if question.figure is not None:
            self._figures.append(question.path)
        return True

    def _line(self) -> str | None:
        """Read what is typed; None at the end. What comes from a pipe is shown, too."""
        click.echo("> ", nl=False, err=True)
        line = sys.stdin.readline()
        text = typed(line)
        if not sys.stdin.isatty():
            click.echo(text, err=True)
        return text if line else None

    def _text(self, question: OpenQuestion) -> str:
        if question.figure is not None:
            return question.figure.sentence(self.lang)
        title = question.title if self.lang == "zh" else question.english
        if question.article is not None:
            title = self._phrase("finding", title=title, article=question.article)
        return title if question.person is None else self._phrase("of", person=question.person, title=title)

    def _say(self, phrase: str, **values: object) -> None:
        click.echo(self._phrase(phrase, **values), err=True)

    def _phrase(self, phrase: str, **values: object) -> str:
        return _phrase(self.lang, phrase, **values)


def _phrase(lang: Lang, phrase: str, **values: object) -> str:
    return PHRASES[phrase][0 if lang == "zh" else 1].format(**values)


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of the decision, such as 2024-03-01.")
@figures_option
@form_option
@lang_option
@click.option(
    "-o",
    "--output",
    "target",
    metavar="NEW.json",
    type=click.Path(path_type=Path),
    help="Keep the household with its answers in a new file.",
)
@click.option("--force", is_flag=True, help="Replace the new file if it is there already; never FILE itself.")
def ask(file: Path, on: date, figures: Path | None, form: Form, lang: Lang, target: Path | None, force: bool) -> None:
    """Ask for what decides the household in FILE, the best question first.

    Answers are read from standard input. The decision is printed at the end.
    """
    if target is not None:
        checked_target(target, file, force=force)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    engine = loaded_engine(figures=figures)
    try:
        household = read_household_file(file, catalogue=engine.catalogue, on=on)
        interview = Interview(engine, household, on)
        if target is None:
            click.echo(_phrase(lang, "unsaved"), err=True)
        Conversation(interview, lang).run()
        _print(interview.decision, form, lang)
    except DibaoError as error:
        print_problems(problem_lines(error, f"{file}: "))
        sys.exit(PROBLEM)
    if target is not None:
        _keep(interview.household, target, lang)
    sys.exit(0 if interview.decision.is_decided else UNDETERMINED)


def _print(decision: Decision, form: Form, lang: Lang) -> None:
    if form == "json":
        click.echo(json.dumps(decision.to_json(), ensure_ascii=False, indent=2).encode())
    else:
        click.echo(decision.explain(lang).rstrip("\n"))


def _keep(household: Household, target: Path, lang: Lang) -> None:
    try:
        save(household, target)
    except OSError as error:
        print_problems([f"{target}: cannot be written: {error.strerror or error}. Choose another file."])
        sys.exit(PROBLEM)
    click.echo(_phrase(lang, "saved", file=target), err=True)
