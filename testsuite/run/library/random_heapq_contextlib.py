# random, heapq, bisect, string, operator, contextlib, io: numbers are those of CPython's generator.
import random, heapq, bisect, string, operator, contextlib, copy
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(50), 5), random.uniform(1, 2), random.gauss(0, 1), random.randrange(0, 10, 3), random.choices([1, 2, 3], k=4), random.getrandbits(70))
l = list(range(10)); random.shuffle(l); print(l)
random.seed("text"); print(random.random()); r = random.Random(7); print(r.random(), r.betavariate(1, 2), r.expovariate(1))
h = [5, 3, 8, 1]; heapq.heapify(h); heapq.heappush(h, 2); print(heapq.heappop(h), h, heapq.nlargest(2, h), heapq.nsmallest(2, h), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9))
print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2)); x = [1, 3]; bisect.insort(x, 2); print(x)
print(string.ascii_letters, string.digits, string.punctuation, string.capwords("hello world"), string.Template("$a ${b} $$").substitute(a=1, b=2))
print(sorted([{"n": 2}, {"n": 1}], key=operator.itemgetter("n")), operator.add(1, 2), operator.attrgetter("real")(3), operator.methodcaller("upper")("a"), operator.itemgetter(1, 2)([1, 2, 3]))
@contextlib.contextmanager
def cm(x):
    print("in", x)
    try: yield x * 2
    finally: print("out")
with cm(3) as v: print(v)
with contextlib.suppress(ValueError): int("x")
with contextlib.ExitStack() as st:
    st.enter_context(cm(1)); st.callback(print, "cb")
import io
buf = io.StringIO()
with contextlib.redirect_stdout(buf): print("captured")
print(repr(buf.getvalue()))
b = io.BytesIO(b"abc"); print(b.read(2), b.read(), io.StringIO("a\nb\n").readlines())
