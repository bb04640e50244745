//! `sys`, and the standard streams.

use crate::args::{Args, Def, function, method};
use crate::attribute;
use crate::call;
use crate::context::{Cx, Res};
use crate::dict;
use crate::instance::payload;
use crate::object::{Body, BodyKind, Kind, List, Own, Str, Tuple, Value};
use crate::types::TypeId;
use std::io::{BufRead, IsTerminal, Write};

/// A standard stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum File {
    /// `sys.stdin`.
    In,
    /// `sys.stdout`.
    Out,
    /// `sys.stderr`.
    Err,
}

impl Body for File {
    const KIND: Kind = <File as BodyKind>::OF;
}

/// Output is handed on when it is longer than this.
const FULL: usize = 1 << 16;

/// `repr(file)`.
pub(crate) fn describe(value: Value<'_>) -> String {
    let (name, mode) = match value.expect::<File>() {
        File::In => ("<stdin>", 'r'),
        File::Out => ("<stdout>", 'w'),
        File::Err => ("<stderr>", 'w'),
    };
    format!("<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>")
}

/// Writes to the real standard error.
#[allow(clippy::print_stderr, reason = "this is the program's own standard error")]
pub(crate) fn write_stderr(text: &str) {
    eprint!("{text}");
}

/// A line of standard input with its end; `None` at the end.
pub(crate) fn read_line() -> Option<String> {
    let mut line = Vec::new();
    let read = std::io::stdin().lock().read_until(b'\n', &mut line).unwrap_or(0);
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}

/// The next line of `for line in sys.stdin`.
pub(crate) fn next_line(cx: &Cx, file: Value<'_>) -> Res<Option<Own>> {
    match file.expect::<File>() {
        File::In => Ok(read_line().map(|line| crate::str::new(&line))),
        File::Out | File::Err => Err(cx.raise(TypeId::OSError, "not readable")),
    }
}

/// `sys.stdout` or the like as the program may have replaced it.
pub(crate) fn current(cx: &Cx, name: &Own) -> Res {
    let known = dict::get_str(crate::module::modules(cx), cx.intern("sys").r());
    match known {
        Some(sys) => attribute::get(cx, sys.r(), name.r()),
        None => Ok(Own::new(File::Out)),
    }
}

/// `file.write(text)`.
pub(crate) fn write(cx: &Cx, file: Value<'_>, text: Value<'_>) -> Res<()> {
    let Some(file) = file.get::<File>() else {
        let write = attribute::get(cx, file, cx.names.write.r())?;
        return call::invoke(cx, write.r(), &[text], None).map(drop);
    };
    let text = payload(text).expect::<Str>();
    let bytes = match text.ascii() {
        Some(ascii) => {
            return put(cx, *file, ascii.as_bytes());
        }
        None => crate::bytes::encode(cx, text, None, None)?,
    };
    put(cx, *file, &bytes)
}

/// Whether output goes to a terminal, line by line.
static IS_TERMINAL: std::sync::LazyLock<bool> = std::sync::LazyLock::new(|| std::io::stdout().is_terminal());

fn put(cx: &Cx, file: File, bytes: &[u8]) -> Res<()> {
    match file {
        File::Out => {
            let len = cx.output.write(|output| {
                output.extend_from_slice(bytes);
                output.len()
            });
            if len > FULL || (bytes.contains(&b'\n') && *IS_TERMINAL) {
                return cx.try_flush().map_err(|error| super::os::failed(cx, &error, None));
            }
        }
        File::Err => {
            cx.flush();
            // There is nowhere to report that standard error cannot be written to.
            let _ = std::io::stderr().write_all(bytes);
        }
        File::In => {}
    }
    Ok(())
}

/// `file.flush()`.
pub(crate) fn flush(cx: &Cx, file: Value<'_>) -> Res<()> {
    if file.get::<File>().is_some() {
        return cx.try_flush().map_err(|error| super::os::failed(cx, &error, None));
    }
    let flush = attribute::get(cx, file, cx.names.flush.r())?;
    call::invoke(cx, flush.r(), &[], None).map(drop)
}

fn write_method(cx: &Cx, args: &Args<'_>) -> Res {
    let Some(text) = payload(args.get(1)).str() else {
        let found = crate::class::type_name(cx, args.get(1));
        return Err(cx.type_error(format!("write() argument must be str, not {found}")));
    };
    write(cx, args.get(0), args.get(1))?;
    Ok(Own::len(text.len()))
}

fn read(_cx: &Cx, _args: &Args<'_>) -> Res {
    let mut text = String::new();
    while let Some(line) = read_line() {
        text.push_str(&line);
    }
    Ok(crate::str::new(&text))
}

/// Attributes of the standard streams.
pub(crate) static FILE_GETSETS: &[crate::descriptor::GetSetRow] = &[
    crate::descriptor::GetSetRow::ro("encoding", |_, _| Ok(crate::str::new("utf-8"))),
    crate::descriptor::GetSetRow::ro("errors", |_, file| {
        Ok(crate::str::new(if *file.expect::<File>() == File::Err { "backslashreplace" } else { "strict" }))
    }),
    crate::descriptor::GetSetRow::ro("closed", |_, _| Ok(Own::bool(false))),
    crate::descriptor::GetSetRow::ro("name", |_, file| {
        Ok(crate::str::new(match file.expect::<File>() {
            File::In => "<stdin>",
            File::Out => "<stdout>",
            File::Err => "<stderr>",
        }))
    }),
];

/// Methods of the standard streams.
pub(crate) static FILE_METHODS: &[Def] = &[
    method("write", "self text", write_method),
    method("flush", "self", |cx, args| flush(cx, args.get(0)).map(|()| Own::none())),
    method("read", "self size?", read),
    method("readline", "self size?", |_, _| Ok(crate::str::new(&read_line().unwrap_or_default()))),
    method("readlines", "self", |_, _| {
        Ok(List::object(core::iter::from_fn(read_line).map(|line| crate::str::new(&line)).collect()))
    }),
    method("writelines", "self lines", |cx, args| {
        for line in crate::iter::collect(cx, args.get(1))? {
            write(cx, args.get(0), line.r())?;
        }
        Ok(Own::none())
    }),
    method("isatty", "self", |_, args| {
        Ok(Own::bool(match args.get(0).expect::<File>() {
            File::In => std::io::stdin().is_terminal(),
            File::Out => *IS_TERMINAL,
            File::Err => std::io::stderr().is_terminal(),
        }))
    }),
    method("__enter__", "self", |_, args| Ok(args.get(0).own())),
    method("__exit__", "self *args", |_, _| Ok(Own::none())),
    method("close", "self", |_, _| Ok(Own::none())),
    method("readable", "self", |_, args| Ok(Own::bool(*args.get(0).expect::<File>() == File::In))),
    method("writable", "self", |_, args| Ok(Own::bool(*args.get(0).expect::<File>() != File::In))),
    method("reconfigure", "self **options", |_, _| Ok(Own::none())),
    method("fileno", "self", |_, args| {
        Ok(Own::int(match args.get(0).expect::<File>() {
            File::In => 0,
            File::Out => 1,
            File::Err => 2,
        }))
    }),
    method("__iter__", "self", |_, args| Ok(args.get(0).own())),
];

fn exit(cx: &Cx, args: &Args<'_>) -> Res {
    Err(cx.raise_args(TypeId::SystemExit, args.opt(0).map(Value::own).into_iter().collect()))
}

fn set_recursion_limit(cx: &Cx, args: &Args<'_>) -> Res {
    let limit = crate::int::argument(cx, args.get(0))?;
    if limit < 1 {
        return Err(cx.value_error("recursion limit must be greater or equal than 1"));
    }
    cx.head.depth_limit.set(u32::try_from(limit).unwrap_or(u32::MAX >> 1));
    Ok(Own::none())
}

fn exc_info(cx: &Cx, _args: &Args<'_>) -> Res {
    Ok(match cx.handled.get() {
        Some(exc) => {
            let class = crate::class::type_of(cx, exc.r()).own();
            let traceback = crate::traceback::TracebackObject::of(exc.r());
            Tuple::object([class, exc, traceback].into_iter())
        }
        None => Tuple::of(&[Value::NONE; 3]),
    })
}

/// The functions of `sys`.
pub(super) static FUNCTIONS: &[Def] = &[
    function("exit", "status?", exit),
    function("getrecursionlimit", "", |cx, _| Ok(Own::int(cx.head.depth_limit.get().into()))),
    function("setrecursionlimit", "limit", set_recursion_limit),
    function("getrefcount", "object", |_, args| Ok(Own::int(i64::from(args.get(0).refs()) + 1))),
    function("intern", "string", |cx, args| match args.get(0).str() {
        Some(text) => Ok(cx.interned(text)),
        None => Err(cx.type_error("intern() argument must be str")),
    }),
    function("exc_info", "", exc_info),
    function("getdefaultencoding", "", |_, _| Ok(crate::str::new("utf-8"))),
];

/// The constants of `sys`.
pub(super) fn constants(cx: &Cx) -> Vec<(&'static str, Own)> {
    let arguments = cx.argv.read(Vec::clone);
    let version = [Own::int(3), Own::int(11), Own::int(7), crate::str::new("final"), Own::int(0)];
    vec![
        ("argv", cx.str_list(arguments.into_iter())),
        ("stdin", Own::new(File::In)),
        ("stdout", Own::new(File::Out)),
        ("stderr", Own::new(File::Err)),
        ("maxsize", Own::int(i64::MAX)),
        ("maxunicode", Own::int(0x10_FFFF)),
        ("byteorder", crate::str::new("little")),
        ("platform", crate::str::new(std::env::consts::OS)),
        ("version_info", Tuple::object(version.into_iter())),
        ("version", crate::str::new("3.11.7 (naja)")),
        ("modules", cx.modules.get().cloned().unwrap_or_else(Own::none)),
        ("path", List::object(Vec::new())),
    ]
}
