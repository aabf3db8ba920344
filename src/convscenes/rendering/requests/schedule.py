"""Parts before the whole: what a playlist is joined from is made once, whoever else asks for the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from convscenes.errors import ConvscenesError
from convscenes.rendering.jobs.processes import Event, OnEvent, Outcome, attend
from convscenes.rendering.requests.request import Made, Request, VideoRequest

Run = Callable[[Sequence[Request], OnEvent], list[Outcome]]


def fulfil_all(requests: Sequence[Request], run: Run, tell: OnEvent) -> list[Outcome]:
    """Fulfil ``requests`` and return how each ended, in their order.

    What is up to date is told first. Then ``run`` draws all that is to be drawn, the parts of playlists
    included, whose events are told as well. Then the playlists are joined here, and the videos that are parts
    of one are copied; both take a moment. What has a part that failed fails with it.
    """
    needs = needs_of(requests)
    parts = dict.fromkeys(part for parts in needs.values() for part in parts)
    first = [*parts, *(request for request in requests if request not in needs)]
    outcomes = fresh_among(first, tell)
    stale = [request for request in first if request not in outcomes]
    outcomes |= zip(stale, run(stale, tell), strict=True)
    for request in requests:
        if request not in outcomes:
            failed = next((outcomes[part] for part in needs[request] if outcomes[part].error), None)
            if failed:
                tell(Event(request, outcome=failed))
            outcomes[request] = failed or attend(request, tell)
    return [outcomes[request] for request in requests]


def fresh_among(requests: Iterable[Request], tell: OnEvent) -> dict[Request, Outcome]:
    """Return, and tell, the outcome of every request whose files are up to date: it is no work for others."""
    outcomes = {
        request: Outcome(Made(files, fresh=True)) for request in requests if (files := request.up_to_date())
    }
    for request, outcome in outcomes.items():
        tell(Event(request))
        tell(Event(request, outcome=outcome))
    return outcomes


def forget_all(requests: Iterable[Request]) -> None:
    """Have ``requests`` and the parts of playlists made anew the next time, up to date or not."""
    for request in requests:
        request.forget()
        with suppress(ConvscenesError):  # what cannot be read, has nothing to forget
            for part in request.parts():
                part.forget()


def needs_of(requests: Sequence[Request]) -> dict[Request, tuple[VideoRequest, ...]]:
    """Return, for every request that has to wait, the parts that are made before it.

    A playlist waits for its parts, and so do the videos of the same specs with the same options. What cannot
    be read waits for nothing; it is only no work for others, and fails when its turn comes.
    """
    needs: dict[Request, tuple[VideoRequest, ...]] = {}
    stale = [request for request in requests if not request.up_to_date()]
    for request in stale:
        try:
            if parts := request.parts():
                needs[request] = parts
        except ConvscenesError:
            needs[request] = ()
    known = {part.output: part for parts in needs.values() for part in parts}
    for request in stale:
        if request not in needs and isinstance(request, VideoRequest) and request.part.output in known:
            needs[request] = (known[request.part.output],)
    return {request: tuple(known[part.output] for part in parts) for request, parts in needs.items()}
