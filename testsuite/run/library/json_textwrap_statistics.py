# json, textwrap, math, statistics.
# non-ascii: what is written and read is tested
import json, textwrap, math, statistics
print(json.dumps({"a": [1, 2.5, None, True, "x\n\u00e9"], "b": {"c": []}}), json.dumps([1, {"k": "v"}], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps("é", ensure_ascii=False))
print(json.loads('{"a": [1, 2.5, null, true, "x\\n\\u00e9"], "b": {}}'), json.loads("[1e3, -5, \"\"]"))
for bad in ["{", '{"a" 1}', "nope", ""]:
    try: json.loads(bad)
    except json.JSONDecodeError as e: print(type(e).__name__, e)
print(textwrap.wrap("The quick brown fox jumps over the lazy dog", 15), textwrap.fill("aaa bbb ccc", 7), repr(textwrap.dedent("  a\n   b\n")), textwrap.indent("a\nb", "> "), textwrap.shorten("hello big world", 12))
print(math.sqrt(2), math.pi, math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1), math.sin(1), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.inf, math.isnan(math.nan), math.prod([1, 2, 3]), math.isqrt(17), math.trunc(2.7), math.fsum([0.1] * 10), math.degrees(math.pi), math.atan2(1, 1), math.copysign(1, -0.0), math.lcm(4, 6), math.dist([0, 0], [3, 4]), math.modf(2.5), math.frexp(8.0), math.tau, math.e)
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.stdev([1, 2, 3, 4]), statistics.mode([1, 1, 2]), statistics.pstdev([1, 2, 3]), statistics.variance([1, 2, 3]), statistics.fmean([1, 2]))
