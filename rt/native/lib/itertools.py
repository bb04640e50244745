"""Iterators for efficient looping: generators, behind functions where arguments are checked at once."""


class count:
    __slots__ = ("_next", "_step")

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or not hasattr(step, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class repeat:
    __slots__ = ("_object", "_left")

    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(times.__index__(), 0)

    def __iter__(self):
        return self

    def __next__(self):
        left = self._left
        if left is not None:
            if left == 0:
                raise StopIteration
            self._left = left - 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        if self._left is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._left})"


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def cycle(iterable, /):
    return _cycle(iter(iterable))


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


class chain:
    __slots__ = ("_items",)

    def __init__(self, *iterables):
        self._items = _chain(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        return _chain(iter(iterable))

    def __iter__(self):
        return self._items

    def __next__(self):
        return next(self._items)


def _accumulate(iterator, func, initial):
    total = initial
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _batched(iterator, n):
    while True:
        batch = []
        for item in iterator:
            batch.append(item)
            if len(batch) == n:
                break
        if not batch:
            return
        yield tuple(batch)


def batched(iterable, n):
    if n < 1:
        raise ValueError("n must be at least one")
    return _batched(iter(iterable), n)


def _compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _filterfalse(predicate, iterator):
    if predicate is None:
        predicate = bool
    for item in iterator:
        if not predicate(item):
            yield item


def filterfalse(function, iterable, /):
    return _filterfalse(function, iter(iterable))


class groupby:
    __slots__ = ("_iterator", "_key", "_current", "_current_key", "_target", "_state")

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._state = 0
        self._target = self._current_key = None

    def __iter__(self):
        return self

    def _advance(self):
        self._current = next(self._iterator)
        self._current_key = self._current if self._key is None else self._key(self._current)

    def __next__(self):
        if self._state == 0:
            self._advance()
            self._state = 1
        else:
            if self._target is _END:
                raise StopIteration
            while self._current_key == self._target:
                self._advance()
        self._target = self._current_key
        return self._target, self._members(self._target)

    def _members(self, key):
        while self._current_key == key:
            yield self._current
            try:
                self._advance()
            except StopIteration:
                self._current_key = self._target = _END
                return


class _End:
    def __eq__(self, other):
        return self is other

    __hash__ = None


_END = _End()


def _islice(iterator, start, stop, step):
    position = 0
    wanted = start
    if stop is not None and stop <= start:
        for position in range(stop):
            for _ in iterator:
                break
            else:
                return
        return
    for item in iterator:
        if position == wanted:
            yield item
            wanted += step
            if stop is not None and wanted >= stop:
                # What is skipped behind the last item is consumed up to `stop`.
                position += 1
                while position < stop:
                    for _ in iterator:
                        break
                    else:
                        return
                    position += 1
                return
        position += 1


def islice(iterable, /, *args):
    if len(args) == 1:
        start, stop, step = None, args[0], None
    elif len(args) == 2:
        (start, stop), step = args, None
    elif len(args) == 3:
        start, stop, step = args
    elif not args:
        raise TypeError("islice expected at least 2 arguments, got 1")
    else:
        raise TypeError(f"islice expected at most 4 arguments, got {len(args) + 1}")
    if stop is not None and (not hasattr(stop, "__index__") or stop.__index__() < 0):
        if len(args) == 1:
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if start is not None and (not hasattr(start, "__index__") or start.__index__() < 0):
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and (not hasattr(step, "__index__") or step.__index__() < 1):
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start or 0, stop, 1 if step is None else step)


def _pairwise(iterator):
    for previous in iterator:
        break
    else:
        return
    for item in iterator:
        yield previous, item
        previous = item


def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*args)


def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _tee(iterator, link):
    while True:
        if link[1] is None:
            for item in iterator:
                break
            else:
                return
            link[0] = item
            link[1] = [None, None]
        item, link = link
        yield item


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    link = [None, None]
    return tuple([_tee(iterator, link) for _ in range(n)])


def _zip_longest(iterators, fillvalue):
    active = len(iterators)
    while active:
        items = []
        for index, iterator in enumerate(iterators):
            if iterator is None:
                items.append(fillvalue)
                continue
            for item in iterator:
                items.append(item)
                break
            else:
                active -= 1
                if not active:
                    return
                iterators[index] = None
                items.append(fillvalue)
        yield tuple(items)


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _product(pools):
    count = len(pools)
    if not all(pools):
        return
    places = [0] * count
    items = [pool[0] for pool in pools]
    while True:
        yield tuple(items)
        at = count - 1
        while at >= 0:
            pool = pools[at]
            place = places[at] + 1
            if place < len(pool):
                places[at] = place
                items[at] = pool[place]
                break
            places[at] = 0
            items[at] = pool[0]
            at -= 1
        else:
            return


def product(*iterables, repeat=1):
    if repeat < 0:
        raise ValueError("repeat argument cannot be negative")
    return _product([tuple(iterable) for iterable in iterables] * repeat)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple(pool[:r])
    while n:
        at = r - 1
        while at >= 0:
            cycles[at] -= 1
            if cycles[at]:
                other = n - cycles[at]
                indices[at], indices[other] = indices[other], indices[at]
                yield tuple([pool[index] for index in indices[:r]])
                break
            moved = indices.pop(at)
            indices.append(moved)
            cycles[at] = n - at
            at -= 1
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is None:
        r = len(pool)
    elif not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    yield tuple(pool[:r])
    while True:
        at = r - 1
        while at >= 0 and indices[at] == at + n - r:
            at -= 1
        if at < 0:
            return
        index = indices[at]
        for place in range(at, r):
            index += 1
            indices[place] = index
        yield tuple([pool[index] for index in indices])


def combinations(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(pool, r)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    while True:
        yield tuple([pool[index] for index in indices])
        at = r - 1
        while at >= 0 and indices[at] == n - 1:
            at -= 1
        if at < 0:
            return
        indices[at:] = [indices[at] + 1] * (r - at)


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations_with_replacement(pool, r)
