"""What the worker does for an import: read the file, check its rows, apply them.

It works in slices of some seconds, between which other tasks have their turn, and in batches, each
in a transaction of its own that also moves the import's position.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic, sleep
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from widya.core.errors import WidyaError
from widya.imports.claims import Overtaken, claim, hold
from widya.imports.errors import NotAllowed
from widya.imports.history import log_steps
from widya.imports.importers import (
    Importer,
    Outcome,
    Problem,
    RowRefused,
    Step,
    importer_of,
)
from widya.imports.loading import load_rows
from widya.imports.models import Import, ImportRow
from widya.imports.spreadsheets import write_report

logger = logging.getLogger(__name__)

State = Import.State
BATCH_ROWS = 500
SLICE_SECONDS = 10
# SQLite lets one write at a time: between two batches others get in.
PAUSE_SECONDS = 0.05


def work_on(import_id: int) -> bool:
    """Do a slice of work for the import; return whether there is more to do."""
    found = claim(import_id, now=timezone.now())
    if found is None:
        return False
    with translation.override(found.language):
        try:
            _STAGES[found.state](found)
            hold(found, claim=None)
        except Overtaken:
            return False
        except WidyaError as error:
            _give_up(found, str(error.message))
        except Exception:
            logger.exception("The import %s stopped", found.uuid)
            _give_up(found, _("Ada gangguan pada sistem."))
    return found.is_active


def _read(found: Import) -> None:
    load_rows(found, _importer(found, found.uploaded_by))
    hold(found, state=State.CHECKING)


def _check(found: Import) -> None:
    importer = _importer(found, found.uploaded_by)
    good = found.rows.filter(line__lte=found.position, outcome="")
    importer.remember(good.values_list("cells", flat=True).iterator())
    if _in_batches(partial(_check_batch, found, importer)):
        report = write_report(found, found.rows.filter(outcome=Outcome.REFUSED))
        hold(found, state=State.CHECKED, report=report)


def _apply(found: Import) -> None:
    importer = _importer(found, found.started_by)
    if _in_batches(partial(_apply_batch, found, importer)):
        report = write_report(found, found.rows.all())
        with transaction.atomic():
            hold(found, state=State.DONE, finished_at=timezone.now(), report=report)
            counts = {name: getattr(found, name) for name in _COUNTS.values()}
            log(found, "imports.finish", user=found.started_by, data=counts)


_STAGES: dict[str, Callable[[Import], None]] = {
    State.READING: _read,
    State.CHECKING: _check,
    State.RUNNING: _apply,
}
_COUNTS = {outcome: f"{outcome}_count" for outcome in Outcome}


def _importer(found: Import, by: Any) -> Importer:
    importer = importer_of(found.kind)
    if by is None or not importer.is_allowed(by, found.site):
        raise NotAllowed
    return importer(site=found.site, by=by, now=timezone.now())


def _in_batches(do_batch: Callable[[], bool]) -> bool:
    """Do batches until the slice is over; return whether no row was left."""
    end = monotonic() + SLICE_SECONDS
    while do_batch():
        if monotonic() > end:
            return False
        if connection.vendor == "sqlite":
            sleep(PAUSE_SECONDS)
    return True


def _check_batch(found: Import, importer: Importer) -> bool:
    rows = _next_rows(found)
    steps = _planned(importer, rows)
    with transaction.atomic():
        _advance(found, rows, steps)
        _keep_refusals(rows, steps)
    return bool(rows)


def _apply_batch(found: Import, importer: Importer) -> bool:
    try:
        return _apply_once(found, importer)
    except IntegrityError:
        # Somebody else made the same record between our look and our writing: look again.
        return _apply_once(found, importer)


@transaction.atomic
def _apply_once(found: Import, importer: Importer) -> bool:
    hold(found)
    rows = _next_rows(found)
    steps = _planned(importer, rows)
    importer.save([step for step in steps if step.is_change])
    _advance(found, rows, steps)
    _keep_refusals(rows, steps)
    _keep_successes(rows, steps)
    log_steps(found, steps)
    return bool(rows)


def _next_rows(found: Import) -> list[ImportRow]:
    rows = found.rows.filter(line__gt=found.position, outcome="").order_by("line")
    return list(rows[:BATCH_ROWS])


def _planned(importer: Importer, rows: Sequence[ImportRow]) -> list[Step]:
    """Return what each row comes to: one that cannot be read is refused, the importer says more."""
    steps: dict[int, Step] = {}
    parsed: dict[int, Any] = {}
    for row in rows:
        problems = [Problem(*each) for each in row.problems]
        try:
            parsed[row.line] = importer.parse(row.cells)
        except RowRefused as refusal:
            problems += refusal.problems
        if problems:
            parsed.pop(row.line, None)
            steps[row.line] = Step(Outcome.REFUSED, problems=problems)
    steps |= zip(parsed, importer.plan(list(parsed.values())), strict=True)
    return [steps[row.line] for row in rows]


def _advance(found: Import, rows: Sequence[ImportRow], steps: Sequence[Step]) -> None:
    """Move the import behind these rows, or to its end if there are none, and count them."""
    outcomes = [step.outcome for step in steps]
    counts = {
        name: getattr(found, name) + outcomes.count(outcome) for outcome, name in _COUNTS.items()
    }
    hold(found, position=rows[-1].line if rows else found.last_line, **counts)


def _keep_refusals(rows: Sequence[ImportRow], steps: Sequence[Step]) -> None:
    refused = []
    for row, step in zip(rows, steps, strict=True):
        if step.outcome == Outcome.REFUSED:
            row.outcome = step.outcome
            row.problems = [(each.column, each.message) for each in step.problems]
            refused.append(row)
    ImportRow.objects.bulk_update(refused, ["outcome", "problems"])


def _keep_successes(rows: Sequence[ImportRow], steps: Sequence[Step]) -> None:
    pairs = list(zip(rows, steps, strict=True))
    for outcome in (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED):
        done = [row.pk for row, step in pairs if step.outcome == outcome]
        ImportRow.objects.filter(pk__in=done).update(outcome=outcome)


def _give_up(found: Import, message: str) -> None:
    """Say why the import stopped. One that ran can go on; one that was checked must come anew."""
    state = State.STOPPED if found.state == State.RUNNING else State.FAILED
    mine = Import.objects.filter(pk=found.pk, claim=found.claim)
    mine.update(state=state, failure=message, claim=None)
    found.state = state
