"""Many independent blocks of work: one after the other, on the processors of this machine, or on Dask's.

A block gets a seed of its own and returns something small (quantiles, sums, a histogram), never raw draws. Seeds are
spawned from one, so that a result does not depend on how many workers there were or which of them did what.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, Final, Literal, Protocol, TypeVar

import numpy as np

from tanlu.errors import BadReference, NotInstalled

Block = TypeVar("Block")
Result = TypeVar("Result")
Backend = Literal["here", "processes", "dask"]
Work = Callable[[Block, np.random.SeedSequence], Result]

BACKENDS: Final = ("here", "processes", "dask")
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Told(Protocol):
    """Is told how many blocks of how many are done."""

    def __call__(self, done: int, whole: int, /) -> None:
        """Tell it."""


def _silent(_done: int, _whole: int, /) -> None:
    return


def map_blocks(
    work: Work[Block, Result],
    blocks: Sequence[Block],
    *,
    seed: int,
    backend: Backend = "here",
    workers: int = 0,
    told: Told = _silent,
) -> list[Result]:
    """Return what ``work`` makes of each block, in their order.

    Parameters
    ----------
    work : callable
        Takes a block and its seed sequence; for processes and Dask it must stand at the top of a module.
    blocks : sequence
        Each worth a second of work or more; what is small is better batched into one.
    seed : int
        All randomness follows from it.
    backend : {"here", "processes", "dask"}
        Where the blocks are worked on.
    workers : int
        How many; as many as there are processors for 0.
    told : callable
        Told of every block that is done; whatever it raises cancels what has not begun.

    Raises
    ------
    BadReference
        If the backend is unknown.
    NotInstalled
        If Dask is asked for and not installed.

    Examples
    --------
    >>> map_blocks(lambda block, seed: block + int(np.random.default_rng(seed).integers(1, 2)), [1, 2], seed=3)
    [2, 3]
    """
    seeds = np.random.SeedSequence(seed).spawn(len(blocks))
    if backend == "here" or len(blocks) < 2:
        return list(_one_by_one(work, blocks, seeds, told))
    with _executor(backend, workers or os.cpu_count() or 1) as executor:
        return _gathered(executor, work, blocks, seeds, told)


def _one_by_one(
    work: Work[Block, Result], blocks: Sequence[Block], seeds: Sequence[np.random.SeedSequence], told: Told
) -> Iterator[Result]:
    for done, (block, seed) in enumerate(zip(blocks, seeds, strict=True), start=1):
        yield work(block, seed)
        told(done, len(blocks))


def _gathered(
    executor: Executor,
    work: Work[Block, Result],
    blocks: Sequence[Block],
    seeds: Iterable[np.random.SeedSequence],
    told: Told,
) -> list[Result]:
    futures = [executor.submit(work, block, seed) for block, seed in zip(blocks, seeds, strict=True)]
    try:
        for done, future in enumerate(_finished(futures), start=1):
            future.result()  # a block that failed is told at once, not after all the others
            told(done, len(blocks))
    except BaseException:
        for future in futures:
            future.cancel()
        raise
    return [future.result() for future in futures]


def _finished(futures: Sequence["Future[Result]"]) -> Iterator["Future[Result]"]:
    return as_completed(futures)


@contextmanager
def _executor(backend: str, workers: int) -> Iterator[Executor]:
    if backend == "processes":
        with _single_threaded(), ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield pool
        return
    if backend != "dask":
        raise BadReference(
            (f"{backend!r} is no place to work in.", f"{backend!r} 不是可用的运行方式。"),
            (f"Use one of: {', '.join(BACKENDS)}.", f"可用：{'、'.join(BACKENDS)}。"),
        )
    with _dask(workers) as client:
        yield client.get_executor(pure=False)


@contextmanager
def _dask(workers: int) -> Iterator[Any]:
    """Yield a client: of the cluster that ``TANLU_DASK`` names, or of one on this machine without a web page."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NotInstalled(
            ("Dask is not installed.", "没有安装 Dask。"),
            ("Install it: pip install 'tanlu[scale]'.", "请安装：pip install 'tanlu[scale]'。"),
        ) from error
    connect: Any = Client  # neither says what types it takes
    gather: Any = LocalCluster
    address = os.environ.get("TANLU_DASK", "")
    if address:
        with connect(address) as client:
            yield client
        return
    with (
        _single_threaded(),
        gather(n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
        connect(cluster) as client,
    ):
        yield client


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Let each worker compute on one thread: workers that each start threads of their own get in each other's way."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
