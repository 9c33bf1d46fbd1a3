"""`parkdesk screenshots`: a picture of every page and dialogue; the one command that loads Qt."""

from __future__ import annotations

import argparse

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.i18n import language, trn


def run(asked: argparse.Namespace, console: Console) -> int:
    """Save one PNG of each; refused where a page met an error, once the others are taken.

    With `--check` each thing that cannot be read is a line, and the code is 1 where there is one.
    """
    from parkdesk.gui.screenshots import ScreenshotError, take_screenshots

    desk = open_park(asked)
    cut: list[str] = []
    try:
        taken = take_screenshots(
            desk,
            asked.directory,
            size=asked.size,
            language=language(),
            scheme=asked.scheme,
            told=lambda file: console.say(str(file)),
            found=(lambda scene, one: cut.append(f"{scene}: {one}")) if asked.check else None,
        )
    except ScreenshotError as error:
        raise Refused("pages-with-errors", pages=str(error)) from error
    except OSError as error:
        raise Unavailable("cannot-write", reason=error.strerror or "") from error
    finally:
        desk.close()
    console.say(trn("{n} picture was taken.", "{n} pictures were taken.", len(taken)))
    for line in cut:
        console.say(line)
    return 1 if cut else 0
