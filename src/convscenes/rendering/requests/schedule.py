"""The schedule of requests: those that are not up to date become one list of jobs, each run once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from convscenes.errors import ConvscenesError, RenderError, UnreadableClip, UnsupportedScene
from convscenes.rendering.atomic import remove, sweep
from convscenes.rendering.jobs import processes
from convscenes.rendering.jobs.job import Job, Outcome, Runner
from convscenes.rendering.places import CACHE
from convscenes.rendering.requests import records, store
from convscenes.rendering.requests.joining import finish, load_joining
from convscenes.rendering.requests.plan import ClipPlan, Plan, plan_of
from convscenes.rendering.requests.records import RECORDS, Digests
from convscenes.rendering.requests.request import Request
from convscenes.rendering.requests.specs import Specs
from convscenes.rendering.tasks.clip import Clip
from convscenes.rendering.tasks.fallback import warn_of_stock
from convscenes.rendering.tasks.stills import Stills

ATTEMPTS = 3
"""How often a clip is made that is damaged or missing when it is joined."""


@dataclass(frozen=True)
class Result:
    """The files of a request with their digests; ``fresh``: they were up to date; or an error."""

    files: Digests
    fresh: bool = False
    error: ConvscenesError | None = None


@dataclass(frozen=True)
class Event:
    """Progress of a request: its number of steps done and of all steps, and in the end its result."""

    request: Request
    done: int = 0
    of: int = 0
    result: Result | None = None


OnEvent = Callable[[Event], None]


def fulfil(
    requests: Sequence[Request],
    runner: Runner,
    on_event: OnEvent,
    *,
    force: bool = False,
    keep: bool = True,
    specs: Specs | None = None,
) -> list[Result]:
    """Make the files of ``requests`` that are not up to date, and return their results, in order.

    ``runner`` runs the jobs: in this process, in several, or on a cluster. With ``force``, all files and
    clips are made; without ``keep``, nothing is recorded. ``specs`` may be given if they were read before.
    """
    schedule = Schedule(runner, on_event, specs or Specs(), force=force, keep=keep)
    for request in schedule.not_up_to_date(requests):
        schedule.take(request)
    schedule.work_off()
    return [schedule.results[request] for request in requests]


def expected_result(request: Request, specs: Specs, *, force: bool) -> Result:
    """Return the result to expect of ``fulfil``, for a dry run: files to make have no digest.

    Raises:
        SpecError, UsageError: as ``plan_of`` does.
    """
    fresh = {} if force else request.up_to_date()
    return Result(fresh or dict.fromkeys(plan_of(request, specs).files, ""), fresh=bool(fresh))


def make(plan: Plan, on_event: OnEvent, runner: Runner | None = None) -> Digests:
    """Make the files of one plan, by default in this process, and return their digests; nothing is recorded.

    Raises:
        RenderError: a scene failed, or a file could not be written.
    """
    schedule = Schedule(runner or processes.Here(), on_event, Specs(), force=False, keep=False)
    schedule.work.append(Work(plan))
    schedule.work_off()
    result = schedule.results[plan.request]
    if result.error:
        raise result.error
    return result.files


@dataclass(eq=False)
class Work:
    """The state of a plan: the jobs that it waits for, the number of jobs done, and their files' digests.

    ``cancelled`` are the jobs that no worker has begun, ``broken`` counts how often each clip could not be
    read.
    """

    plan: Plan
    waiting: set[Job] = field(default_factory=set)
    cancelled: set[Job] = field(default_factory=set)
    done: int = 0
    digests: dict[Path, str] = field(default_factory=dict)
    broken: Counter[Path] = field(default_factory=Counter)


class Schedule:
    """The plans of a run, and the results of its requests."""

    def __init__(self, runner: Runner, on_event: OnEvent, specs: Specs, *, force: bool, keep: bool) -> None:
        self.runner, self.on_event, self.specs = runner, on_event, specs
        self.force, self.keep = force, keep
        self.work: list[Work] = []
        self.results: dict[Request, Result] = {}

    def not_up_to_date(self, requests: Sequence[Request]) -> list[Request]:
        """Return the requests that are not up to date; the others get their result at once."""
        stale = []
        for request in requests:
            if not self.force and (files := request.up_to_date()):
                self._end(request, Result(files, fresh=True))
            else:
                stale.append(request)
        if stale:
            self.runner.prepare()  # meanwhile, stories are built
        return stale

    def take(self, request: Request) -> None:
        """Resolve a request; one with an error gets its result at once."""
        try:
            self.work.append(Work(plan_of(request, self.specs)))
        except ConvscenesError as error:
            self._end(request, Result({}, error=error))

    def work_off(self) -> None:
        """Make the files of all requests that were taken."""
        if self.work:
            with self.runner.working():
                self._work_off()

    def _work_off(self) -> None:
        if self.keep:
            records.make_ready()
        sweep([CACHE, RECORDS, store.CLIPS, *(file.parent for work in self.work for file in work.plan.files)])
        while self.work:
            self.run_round()
        store.trim()

    def run_round(self) -> None:
        """Run the missing jobs, and finish every plan as soon as all its jobs are done.

        There is another round for what the stock engine has to draw, for damaged clips, and for plans that
        wait only for clips cancelled because of others of their scene.
        """
        users: dict[Job, Users] = {}
        alike: dict[Job | Path, Job] = {}
        for work in self.work:
            work.waiting = {job for job in work.plan.jobs if self._is_missing(job)}
            work.cancelled = set()
            work.done = len(work.plan.jobs) - len(work.waiting)
            for job in work.plan.jobs:
                if job in work.waiting:
                    one = alike.setdefault(job.path if isinstance(job, Clip) else job, job)
                    users.setdefault(one, []).append((work, job))
        self.force = False
        for work in [work for work in self.work if not work.waiting]:
            self._finish(work)
        shared = in_one_pass(users)
        jobs = list(shared)
        with closing(
            self.runner.run(
                jobs, lambda number, done, of: self._report_progress(shared[jobs[number]], done, of)
            )
        ) as ended:
            for number, outcome in ended:
                for work, job in shared[jobs[number]]:
                    self._take_outcome(work, job, outcome)
        for work in [work for work in self.work if work.waiting - work.cancelled]:
            self.work.remove(work)
            self._end(work.plan.request, Result({}, error=RenderError("a job was given up before its end.")))

    def _is_missing(self, job: Job) -> bool:
        """Return whether a job has to be run: any but one whose files the store has."""
        return self.force or not job.kept or not all(map(store.holds, job.files))

    def _report_progress(self, users: Users, done: int, of: int) -> None:
        """Report the progress of a job as that of its requests; of a clip, only the end counts."""
        for work, job in users:
            if isinstance(job, Clip):
                self.on_event(Event(work.plan.request, work.done, len(work.plan.jobs)))
            else:
                self.on_event(Event(work.plan.request, done, of))

    def _take_outcome(self, work: Work, job: Job, outcome: Outcome) -> None:
        """Handle the outcome of a job that a plan waited for."""
        if work not in self.work or job not in work.waiting:
            return  # the plan has failed, or will be drawn by the stock engine
        if isinstance(outcome.error, UnsupportedScene) and isinstance(work.plan, ClipPlan):
            self._fall_back(work, cast("Clip", job), outcome.error)
        elif outcome.cancelled:
            work.cancelled.add(job)
        elif outcome.error:
            self.work.remove(work)
            self._end(work.plan.request, Result({}, error=outcome.error))
        else:
            if isinstance(job, Clip):
                load_joining()  # while others are drawn
            work.waiting.discard(job)
            work.done += 1
            work.digests |= {path: outcome.digests[path] for path in job.files}
            self.on_event(Event(work.plan.request, work.done, len(work.plan.jobs)))
            if not work.waiting:
                self._finish(work)

    def _fall_back(self, work: Work, clip: Clip, reason: UnsupportedScene) -> None:
        """Let the stock engine draw all clips of a story, in the next round."""
        warn_of_stock(clip.story, reason)
        assert isinstance(work.plan, ClipPlan)
        work.plan = work.plan.with_stock_engine(clip.story)
        work.waiting = set()

    def _finish(self, work: Work) -> None:
        """Join clips, if there are any, record the files, and end the request."""
        plan, request = work.plan, work.plan.request
        try:
            files = finish(plan, work.digests)
            if self.keep:
                if request.numbered:
                    records.remove_left_over(request.output, files)
                records.record(request.output, request.recipe, plan.sources, files)
        except UnreadableClip as error:
            work.broken[error.path] += 1
            if work.broken[error.path] < ATTEMPTS:
                assert isinstance(plan, ClipPlan)
                for clip in (error.path, plan.clips[0].path):  # where two do not fit, either may be wrong
                    remove(clip)
                return
            reason = f"{store.CLIPS.as_posix()}: the clips of {request.spec} do not stay there."
            self._end(request, Result({}, error=RenderError(reason)))
        except ConvscenesError as error:
            self._end(request, Result({}, error=error))
        except OSError as error:
            self._end(request, Result({}, error=RenderError(f"{request.output}: {error}")))
        else:
            self._end(request, Result(files))
        self.work.remove(work)

    def _end(self, request: Request, result: Result) -> None:
        self.results[request] = result
        self.on_event(Event(request, result=result))


Users = list[tuple[Work, Job]]
"""The plans that wait for a job, with their own equal job: stories of other names may have the same clips."""


def in_one_pass(users: Mapping[Job, Users]) -> dict[Job, Users]:
    """Return the jobs to run; a flip book and the figures of its story are merged into one."""
    shared = dict(users)
    for flipbook in [job for job in users if isinstance(job, Stills) and job.flipbook]:
        for other in [job for job in shared if isinstance(job, Stills) and not job.flipbook]:
            if both := flipbook.with_figures(other):
                shared[both] = shared.pop(flipbook) + shared.pop(other)
                flipbook = both
    return shared
