//! The HIR as text.

use naja_frontend::diagnostic::Diagnostics;
use naja_frontend::source::{File, Sources};

fn check(text: &str, expected: &str) {
    let mut sources = Sources::default();
    sources.add(File::new("area.py".into(), "area".into(), false, text.into()));
    let hir = naja_frontend::lower(&sources, &mut Diagnostics::default());
    let printed = hir.print(&sources).to_string();
    let lines: Vec<_> =
        printed.lines().map(|line| line.split(" ; ").map(str::trim_end).collect::<Vec<_>>().join(" ; ")).collect();
    assert_eq!(lines.join("\n"), expected.trim_matches('\n'));
}

#[test]
fn names_are_resolved_and_lines_are_shown() {
    let text = "\
def scale(x: int, *, k=2) -> int:
    '''Doc.'''
    for i, j in [(i, x) for i in range(k)]:
        x += (lambda: j)() * -k
    else:
        return f'{x!r:>{k}}{{'
class C(Base, metaclass=M):
    n = scale
    def m(self): return super().m(*self)
";
    let expected = r#"
fn0 area() ; area:1
    @scale = def fn1 scale ; 1
    @C = class C class0 fn3(@Base, metaclass=@M) ; 7

fn1 scale(x: @int, kw k = 2) -> @int ; area:1
    where &j cell
    "Doc."
    for [i.3, &j] in [(i.2, x) for i.2 in @range(k)]: ; 3
        x += (lambda fn2)() * (-k) ; 4
    else:
        return f"{x!r:>{k}}{{" ; 6

fn2 scale.<locals>.<lambda>() ; area:4
    where &j free (local4 outside)
    return &j ; 4

fn3 class C() ; area:7
    where &__class__ cell
    .n = .scale ; 8
    .m = def fn4 C.m ; 9

fn4 C.m(self) ; area:9
    where &__class__ free (local0 outside)
    return @super().m(*self) ; 9
"#;
    check(text, expected);
}
