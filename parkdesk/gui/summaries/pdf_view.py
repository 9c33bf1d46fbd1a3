"""Pages of a PDF under one another, drawn as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider

from parkdesk.domain.summaries import FigureKey
from parkdesk.gui.summaries.page_links import FigureArea, PageLink, holds
from parkdesk.gui.summaries.pdf_file import Hit, PagedFile
from parkdesk.gui.theme import SPACE, theme, tokens
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

GAP = SPACE * 3
KEPT_PAGES = 12
ZOOM_STEP = 1.2
SMALLEST, LARGEST = 0.3, 4.0
_AT_ONCE = 2
FileT = TypeVar("FileT", bound=PagedFile)


class PagesView(QAbstractScrollArea, Generic[FileT]):
    """Shows a file's pages; fits its width until the person zooms.

    Signals:
        page_changed: the page in view from 1, and how many there are; (0, 0) without a file.
        zoomed: the zoom in per cent.
        figure_wanted: the rows of this figure are wanted.
    """

    page_changed = Signal(int, int)
    zoomed = Signal(int)
    figure_wanted = Signal(object)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._file: FileT | None = None
        self._quarters = 0
        self._tops: list[float] = []
        self._zoom: float | None = None
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._page = 0
        self.areas: tuple[FigureArea, ...] = ()
        """Where figures stand whose rows can be opened."""
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Pages of the document"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self.viewport().update)

    @property
    def file(self) -> FileT | None:
        """The file in view."""
        return self._file

    @property
    def scale(self) -> float:
        """Pixels of the screen to the point of the page."""
        if self._zoom is not None:
            return self._zoom
        widest = max((width for width, _height in self._sizes()), default=595.0)
        return max((self.viewport().width() - 2 * GAP) / widest, SMALLEST)

    @property
    def is_drawn(self) -> bool:
        """Whether everything in view has been drawn."""
        return not self._asked

    def show_file(self, file: FileT | None, *, keep_place: bool = False) -> None:
        """Show another file; `keep_place` stays where the reader was."""
        place = self.verticalScrollBar().value() if keep_place else 0
        self._file = file
        self._quarters = 0
        self._images.clear()
        self._asked.clear()
        self._hits, self._hit = (), -1
        self.areas = ()
        self._arrange()
        self.verticalScrollBar().setValue(place)
        self._page = 0
        self._scrolled()

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        if 1 <= page <= len(self._tops):
            self.verticalScrollBar().setValue(int(self._tops[page - 1] - GAP / 2))

    def page(self) -> int:
        """Return the page in view, from 1; 0 without a file."""
        return self._page

    def follow(self, goal: FigureKey | PageLink | None) -> None:
        """Go where a link leads, or ask for the rows of a figure."""
        if isinstance(goal, PageLink):
            y = self._tops[goal.page] + goal.top * self.scale
            self.verticalScrollBar().setValue(int(y - GAP))
        elif goal is not None:
            self.figure_wanted.emit(goal)

    def goal_at(self, point: QPointF) -> FigureKey | PageLink | None:
        """Return what a click on a point of the view opens; a turned page has nothing."""
        if self._file is None or self._quarters:
            return None
        for page in range(len(self._tops)):
            place = self._place(page)
            if place.contains(point):
                x, y = ((point.x() - place.x()) / self.scale, (point.y() - place.y()) / self.scale)
                links = self._file.links.get(page, [])
                areas = [one for one in self.areas if one.page == page]
                figure = next((one.key for one in areas if holds(one.rect, x, y)), None)
                return next((one for one in links if holds(one.rect, x, y)), figure)
        return None

    def zoom_by(self, factor: float) -> None:
        """Enlarge or reduce, keeping the page in view."""
        self._set_zoom(min(max(self.scale * factor, SMALLEST), LARGEST))

    def turn_screen(self, *, down: bool) -> None:
        """Scroll by what is in view: what a key of pages means from outside the view."""
        action = QAbstractSlider.SliderAction
        step = action.SliderPageStepAdd if down else action.SliderPageStepSub
        self.verticalScrollBar().triggerAction(step)

    def fit_width(self) -> None:
        """Make the page as wide as the view, now and when the window changes."""
        self._set_zoom(None)

    def turn(self, quarters: int = 1) -> None:
        """Turn the view of every page clockwise by quarters; the file stays as it is."""
        page = max(self._page, 1)
        self._quarters = (self._quarters + quarters) % 4
        self._images.clear()
        self._asked.clear()
        self._arrange()
        self.go_to(page)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Mark found places and go to the first."""
        self._hits, self._hit = hits, -1
        self.next_hit()
        self.viewport().update()

    def next_hit(self) -> int:
        """Go to the next found place; return its number from 1, 0 where there is none."""
        if not self._hits:
            return 0
        self._hit = (self._hit + 1) % len(self._hits)
        hit = self._hits[self._hit]
        top = hit.rects[0][1] if hit.rects else 0.0
        y = self._tops[hit.page] + top * self.scale
        self.verticalScrollBar().setValue(int(y - self.viewport().height() / 3))
        self.viewport().update()
        return self._hit + 1

    def _set_zoom(self, zoom: float | None) -> None:
        page = max(self._page, 1)
        within = 0.0
        if self._tops:
            start = self._tops[page - 1]
            within = (self.verticalScrollBar().value() - start) / self.scale
        self._zoom = zoom
        self._arrange()
        if self._tops:
            self.verticalScrollBar().setValue(int(self._tops[page - 1] + within * self.scale))
        self.zoomed.emit(round(self.scale * 75))
        self.viewport().update()

    def _sizes(self) -> tuple[tuple[float, float], ...]:
        sizes = self._file.sizes if self._file is not None else ()
        return tuple((high, wide) for wide, high in sizes) if self._quarters % 2 else sizes

    def _arrange(self) -> None:
        y = float(GAP)
        self._tops = []
        for _width, height in self._sizes():
            self._tops.append(y)
            y += height * self.scale + GAP
        widest = max((width for width, _height in self._sizes()), default=0.0) * self.scale
        view = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(int(y - view.height()), 0))
        down.setPageStep(view.height())
        down.setSingleStep(48)
        across.setRange(0, max(int(widest + 2 * GAP - view.width()), 0))
        across.setPageStep(view.width())
        self.zoomed.emit(round(self.scale * 75))
        self.viewport().update()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = sum(1 for top in self._tops if top <= middle)
        if page != self._page or not self._tops:
            self._page = page
            self.page_changed.emit(page, len(self._tops))
        self.viewport().update()

    def _place(self, page: int) -> QRectF:
        width, height = (side * self.scale for side in self._sizes()[page])
        room = self.viewport().width()
        left = max((room - width) / 2, float(GAP)) - self.horizontalScrollBar().value()
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), width, height)

    def _key(self, page: int) -> tuple[int, int]:
        return page, round(self.scale * self.devicePixelRatioF() * 1000)

    def _want(self, page: int) -> QImage | None:
        key = self._key(page)
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
            return image
        if key not in self._asked and len(self._asked) < _AT_ONCE and self._file is not None:
            self._asked.add(key)
            done = partial(self._drawn, self._file, self._quarters, key)
            request = self._runner.call(
                self, _turned, self._file, page, key[1] / 1000, self._quarters
            )
            request.done(done).refused(lambda error: self._undrawn(error, key))
        # Until the sharp one comes, one of another size does.
        return next((old for (at, _scale), old in self._images.items() if at == page), None)

    def _undrawn(self, _error: Exception, key: tuple[int, int]) -> bool:
        # A page that cannot be drawn is left white, not asked for without end.
        self._asked.discard(key)
        self._images[key] = QImage()
        return False

    def _drawn(self, file: FileT, quarters: int, key: tuple[int, int], image: QImage) -> None:
        if file is not self._file or quarters != self._quarters:
            return
        self._asked.discard(key)
        self._images[key] = image
        while len(self._images) > KEPT_PAGES:
            self._images.popitem(last=False)
        self.viewport().update()

    def _paint_hits(self, painter: QPainter, page: int, place: QRectF) -> None:
        for number, hit in enumerate(self._hits):
            if hit.page != page:
                continue
            colour = QColor(tokens().warn if number == self._hit else tokens().accent)
            colour.setAlpha(110 if number == self._hit else 60)
            for x, y, width, height in hit.rects:
                box = QRectF(x, y, width, height)
                scaled = QRectF(
                    place.x() + box.x() * self.scale, place.y() + box.y() * self.scale,
                    box.width() * self.scale, box.height() * self.scale,
                )  # fmt: skip
                painter.fillRect(scaled.adjusted(-1, -1, 1, 1), colour)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens().canvas))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        visible = QRectF(QRect(QPoint(0, 0), self.viewport().size()))
        for page in range(len(self._tops)):
            place = self._place(page)
            if not place.intersects(visible):
                continue
            painter.setPen(QColor(tokens().line))
            # Paper is white in every scheme: this is the file, not a page of the window.
            painter.setBrush(QColor("white"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
            image = self._want(page)
            if image is not None:
                painter.drawImage(place, image)
            self._paint_hits(painter, page, place)
        if self.hasFocus():
            painter.setPen(QColor(tokens().focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The ring is drawn with the pages, which nothing else asks for anew.
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_zoom(self._zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: len(self._tops)}
        page = keys.get(Qt.Key(event.key()))
        if page is not None:
            self.go_to(page)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        goal = self.goal_at(event.position())
        shapes = Qt.CursorShape
        self.viewport().setCursor(shapes.ArrowCursor if goal is None else shapes.PointingHandCursor)
        self.viewport().setToolTip(tr("Open the rows") if isinstance(goal, FigureKey) else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.follow(self.goal_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
        else:
            super().wheelEvent(event)


def _turned(file: PagedFile, page: int, scale: float, quarters: int) -> QImage:
    image = file.image(page, scale)
    return image.transformed(QTransform().rotate(90 * quarters)) if quarters else image
