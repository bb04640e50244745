//! The program's start and end.

#![allow(unreachable_pub, reason = "exported to compiled code by symbol")]
#![allow(unsafe_code, reason = "the entry is called by compiled code")]

use crate::context::{Cx, Raised, Res};
use crate::exception::{self, Exception};
use crate::object::{Own, Value, arguments_at, modules_at};
use crate::types::TypeId;
use core::ffi::c_char;
use naja_rt_abi::layout::ModuleDesc;

/// Stack of the program's main thread: address space, used only as far as calls go.
const STACK: usize = 1 << 30;
/// What is kept of it for the runtime itself.
const RESERVE: usize = 1 << 20;

/// Runs a program: `modules` are its modules, the one to run first; returns its exit status.
///
/// # Safety
/// `modules` is an array of `count` static descriptors, `argv` one of `argc` C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn naja_main(
    modules: *const *const ModuleDesc,
    count: usize,
    argc: i32,
    argv: *const *const c_char,
) -> i32 {
    // SAFETY: as the caller says.
    let modules = unsafe { modules_at(modules, count) };
    // SAFETY: as the caller says.
    let arguments = unsafe { arguments_at(argc, argv) };
    let program = Program { modules, arguments };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || program.run());
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(status)) => status,
        Ok(Err(_)) | Err(_) => 101,
    }
}

struct Program {
    modules: Vec<&'static ModuleDesc>,
    arguments: Vec<String>,
}

#[allow(clippy::non_send_fields_in_send_ty, reason = "descriptors are static data")]
// SAFETY: the descriptors are static data that only the program's own thread uses.
unsafe impl Send for Program {}

impl Program {
    fn run(self) -> i32 {
        let here = 0u8;
        let cx = Cx::new();
        cx.head.stack_limit.set((&raw const here).addr() - STACK + RESERVE);
        drop(cx.argv.replace(self.arguments));
        crate::object::system::start_signals();
        crate::module::register(cx, self.modules.get(1..).unwrap_or_default());
        let result = match self.modules.first() {
            Some(main) => crate::module::run(cx, main, "__main__"),
            None => Ok(Own::none()),
        };
        finish(cx, result)
    }
}

/// The exit status; prints an exception that nothing caught.
fn finish(cx: &Cx, result: Res) -> i32 {
    let status = match result {
        Ok(_) => 0,
        Err(Raised) => match cx.raised.take() {
            Some(exc) => report(cx, exc.r()),
            None => 1,
        },
    };
    if let Some(function) = cx.at_exit.take()
        && crate::call::invoke(cx, function.r(), &[], None).is_err()
    {
        exception::exc_unraisable(cx, Some(function.r()));
    }
    crate::module::finish(cx);
    if let Err(error) = cx.try_flush() {
        // As CPython words it when it flushes at the end.
        crate::modules::os::failed(cx, &error, None);
        let exc = cx.raised.take().unwrap_or_else(Own::none);
        let file = crate::modules::sys::describe(Own::new(crate::modules::sys::File::Out).r());
        let last = crate::traceback::last_line(cx, exc.r());
        crate::modules::sys::write_stderr(&format!("Exception ignored in: {file}\n{last}\n"));
        return FLUSH_FAILED;
    }
    status
}

/// The exit status of a program whose output could not be written.
const FLUSH_FAILED: i32 = 120;

fn report(cx: &Cx, exc: Value<'_>) -> i32 {
    if exception::is_instance(cx, exc, TypeId::SystemExit) {
        return exit_status(cx, exc);
    }
    cx.flush();
    let text = crate::traceback::render(cx, exc);
    crate::modules::sys::write_stderr(&text);
    if exception::is_instance(cx, exc, TypeId::KeyboardInterrupt) {
        crate::object::system::die_of_interrupt();
    }
    1
}

fn exit_status(cx: &Cx, exc: Value<'_>) -> i32 {
    let code = exc.expect::<Exception>().attributes.get(cx.names.code.r()).unwrap_or_else(Own::none);
    if code.r().is_none() {
        return 0;
    }
    if let Some(code) = crate::int::to_i64(code.r()) {
        return (code & 0xFF) as i32;
    }
    cx.flush();
    let text = crate::repr::str_text(cx, code.r()).unwrap_or_default();
    crate::modules::sys::write_stderr(&format!("{text}\n"));
    1
}
