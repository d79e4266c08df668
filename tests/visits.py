"""The dashboard as a visitor meets it: a page opened, read and pressed; and closed again."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong.ui import state

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE_S = 30


def visit(page: str = "app.py", /, **query: str) -> AppTest:
    """A page with these words in its address, drawn."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=PATIENCE_S)
    if page != "app.py":
        app.run().switch_page(page)
    app.query_params.update(query)
    return app.run()


def visit_in(monkeypatch: pytest.MonkeyPatch, folder: Path, page: str = "app.py", /, **query: str) -> AppTest:
    """A page upon a data folder."""
    monkeypatch.setenv("RUNSTRONG_DATA", str(folder))
    return visit(page, **query)


def sound(app: AppTest) -> AppTest:
    """A page that shows no trouble."""
    assert not app.exception
    assert not app.error
    return app


def texts(app: AppTest) -> str:
    """All that is written on a page, kind by kind."""
    kinds = (
        app.title, app.subheader, app.markdown, app.caption, app.text, app.info, app.success, app.warning,
        app.error, app.metric,
    )  # fmt: skip
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def links(app: AppTest) -> list[str]:
    """What the links to other pages say."""
    return [element.proto.label for element in app.get("page_link")]


def press(app: AppTest, label: str) -> AppTest:
    """The page after a click on the one button of that name."""
    [button] = [button for button in app.button if button.label == label]
    button.click().run()
    assert not app.exception
    return app


def close_stores() -> None:
    """What a page opened is closed, so that the next test finds the store free."""
    if state._opened.cache_info().currsize:
        state.workspace().close()
        state._opened.cache_clear()
