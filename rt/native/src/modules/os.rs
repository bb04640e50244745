//! `_os`: what `os` needs of the system.

use crate::args::{Args, Def, function};
use crate::context::{Cx, Raised, Res};
use crate::dict::{self, Dict};
use crate::instance::payload;
use crate::int;
use crate::object::{List, Own, Tuple, Value};
use crate::types::TypeId;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

/// Random bytes of the system's.
pub(super) fn random_bytes(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    if std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes)).is_err() {
        bytes.fill(0x55);
    }
    bytes
}

/// OSError for what the system said about a path.
pub(crate) fn failed(cx: &Cx, error: &std::io::Error, path: Option<Value<'_>>) -> Raised {
    let errno = error.raw_os_error().unwrap_or(0);
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut args = vec![Own::int(errno.into()), crate::str::new(text)];
    args.extend(path.map(Value::own));
    let class = crate::exception::os_error(errno.into());
    cx.raise_args(class, args)
}

/// A path argument.
pub(crate) fn path(cx: &Cx, value: Value<'_>) -> Res<PathBuf> {
    if let Some(text) = payload(value).str() {
        return Ok(crate::str::text(text).into_owned().into());
    }
    if let Some(bytes) = crate::bytes::contents(payload(value)) {
        return Ok(String::from_utf8_lossy(&bytes).into_owned().into());
    }
    if let Some(made) = crate::class::special(cx, value, &cx.intern("__fspath__"), &[]) {
        return Ok(crate::str::text_of(made?.r()).into());
    }
    let found = crate::class::type_name(cx, value);
    Err(cx.type_error(format!("expected str, bytes or os.PathLike object, not {found}")))
}

/// Does something with the path that is the first argument.
fn on_path<T>(cx: &Cx, args: &Args<'_>, act: impl FnOnce(PathBuf) -> std::io::Result<T>) -> Res<T> {
    let place = path(cx, args.get(0))?;
    act(place).map_err(|error| failed(cx, &error, Some(args.get(0))))
}

fn environ(cx: &Cx, _: &Args<'_>) -> Res {
    let made = Dict::object();
    for (name, value) in std::env::vars_os() {
        let name = crate::str::new(&name.to_string_lossy());
        dict::set(cx, made.r().expect(), name.r(), crate::str::new(&value.to_string_lossy()))?;
    }
    Ok(made)
}

fn stat(cx: &Cx, args: &Args<'_>) -> Res {
    let found = on_path(cx, args, std::fs::metadata)?;
    let numbers = [
        i64::from(found.mode()),
        found.ino() as i64,
        found.dev() as i64,
        found.nlink() as i64,
        found.uid().into(),
        found.gid().into(),
        found.size() as i64,
    ];
    let times =
        [(found.atime(), found.atime_nsec()), (found.mtime(), found.mtime_nsec()), (found.ctime(), found.ctime_nsec())];
    let times = times.into_iter().map(|(seconds, nanoseconds)| Own::float(seconds as f64 + nanoseconds as f64 / 1e9));
    let all: Vec<Own> = numbers.into_iter().map(Own::int).chain(times).collect();
    Ok(Tuple::object(all.into_iter()))
}

fn listdir(cx: &Cx, args: &Args<'_>) -> Res {
    let names = on_path(cx, args, |path| {
        std::fs::read_dir(path)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<std::io::Result<Vec<_>>>()
    })?;
    Ok(List::object(names.iter().map(|name| crate::str::new(name)).collect()))
}

fn write_file(cx: &Cx, args: &Args<'_>) -> Res {
    let mode = args.get(2);
    let mode = crate::str::text_of(mode);
    let content = crate::bytes::contents(args.get(1)).map(|bytes| bytes.to_vec()).unwrap_or_default();
    on_path(cx, args, |path| {
        use std::io::Write;
        let mut options = std::fs::OpenOptions::new();
        match mode.as_str() {
            "a" => options.append(true).create(true),
            "x" => options.write(true).create_new(true),
            _ => options.write(true).create(true).truncate(true),
        };
        options.open(path)?.write_all(&content)
    })?;
    Ok(Own::none())
}

/// The functions of `_os`.
pub(super) static FUNCTIONS: &[Def] = &[
    function("environ", "", environ),
    function("getcwd", "", |cx, _| {
        let folder = std::env::current_dir().map_err(|error| failed(cx, &error, None))?;
        Ok(crate::str::new(&folder.to_string_lossy()))
    }),
    function("chdir", "path", |cx, args| on_path(cx, args, std::env::set_current_dir).map(|()| Own::none())),
    function("stat", "path", stat),
    function("listdir", "path", listdir),
    function("mkdir", "path", |cx, args| on_path(cx, args, std::fs::create_dir).map(|()| Own::none())),
    function("rmdir", "path", |cx, args| on_path(cx, args, std::fs::remove_dir).map(|()| Own::none())),
    function("remove", "path", |cx, args| on_path(cx, args, std::fs::remove_file).map(|()| Own::none())),
    function("rename", "path other", |cx, args| {
        let other = path(cx, args.get(1))?;
        on_path(cx, args, |path| std::fs::rename(path, other)).map(|()| Own::none())
    }),
    function("realpath", "path", |cx, args| {
        let place = path(cx, args.get(0))?;
        let found = std::fs::canonicalize(&place).unwrap_or(place);
        Ok(crate::str::new(&found.to_string_lossy()))
    }),
    function("urandom", "count", |cx, args| {
        let count = int::argument(cx, args.get(0))?;
        match usize::try_from(count) {
            Ok(count) => Ok(crate::bytes::object(random_bytes(count))),
            Err(_) => Err(cx.raise(TypeId::ValueError, "negative argument not allowed")),
        }
    }),
    function("getpid", "", |_, _| Ok(Own::int(std::process::id().into()))),
    function("read_file", "path", |cx, args| on_path(cx, args, std::fs::read).map(crate::bytes::object)),
    function("write_file", "path content mode", write_file),
];
