"""The command `dibao`; it needs the extra `dibao[cli]`."""

import sys

NOT_INSTALLED = "The command dibao needs click and rich, which are not installed; run: pip install 'dibao[cli]'"


def main() -> None:
    """Run the command `dibao` and exit with its code."""
    try:
        from dibao.cli.commands import dibao
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in ("click", "rich"):
            raise
        print(NOT_INSTALLED, file=sys.stderr)
        sys.exit(1)
    dibao(prog_name="dibao")
