//! Asynchronous generators: the awaitables that `__anext__`, `asend`, `athrow` and `aclose` give.
//!
//! Awaiting one resumes the generator until it comes to a `yield` (the awaitable then returns the value) or suspends in
//! an `await` (the awaitable then suspends with the same value). [`Frame::is_yield`] tells which.
//!
//! [`Frame::is_yield`]: naja_rt_abi::layout::Frame

use super::resume::{Outcome, Sent, resume};
use super::{Generator, methods, types};
use crate::api::{
    _PyGen_SetStopIterationValue, EMPTY_TYPE, METHODS_END, MethodDef, Obj, clear, fail, ffi, is_raised, method_fast,
    method_noargs, method_one, new_none, own, set_raised, take_raised,
};
use crate::global::Global;
use core::ffi::{CStr, c_int, c_void};
use core::ptr;

/// The methods of asynchronous generators.
pub(super) static METHODS: Global<[MethodDef; 4]> = Global::new([
    method_one(c"asend", asend),
    method_fast(c"athrow", athrow),
    method_noargs(c"aclose", aclose),
    METHODS_END,
]);

/// What an awaitable does to its generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Action {
    /// `__anext__()` or `asend(value)`.
    Send,
    /// `athrow(…)`.
    Throw,
    /// `aclose()`.
    Close,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum State {
    Init,
    Running,
    Done,
}

/// An awaitable.
#[repr(C)]
struct Awaitable {
    head: ffi::PyObject,
    generator: Obj,
    /// The value to send, or the tuple of arguments to throw; null for `aclose`.
    argument: Obj,
    action: Action,
    state: State,
}

static AWAITABLE_METHODS: Global<[MethodDef; 4]> =
    Global::new([method_one(c"send", send), method_fast(c"throw", throw), method_noargs(c"close", close), METHODS_END]);

static SLOTS: Global<ffi::PyAsyncMethods> = Global::new(ffi::PyAsyncMethods {
    am_await: Some(ffi::PyObject_SelfIter),
    am_aiter: None,
    am_anext: None,
    am_send: None,
});

const fn awaitable_type(name: &'static CStr) -> ffi::PyTypeObject {
    ffi::PyTypeObject {
        tp_name: name.as_ptr(),
        tp_basicsize: size_of::<Awaitable>() as isize,
        tp_dealloc: Some(dealloc),
        tp_traverse: Some(traverse),
        tp_finalize: if cfg!(feature = "py313") { Some(finalize_awaitable) } else { None },
        tp_iter: Some(ffi::PyObject_SelfIter),
        tp_iternext: Some(iternext),
        tp_as_async: SLOTS.as_ptr(),
        tp_methods: AWAITABLE_METHODS.as_ptr().cast(),
        tp_flags: ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_HAVE_GC,
        ..EMPTY_TYPE
    }
}

static ASEND: Global<ffi::PyTypeObject> = Global::new(awaitable_type(c"async_generator_asend"));
static ATHROW: Global<ffi::PyTypeObject> = Global::new(awaitable_type(c"async_generator_athrow"));

pub(super) unsafe fn init() -> c_int {
    if types::ready(ASEND.as_ptr(), ptr::null_mut()) < 0 {
        return -1;
    }
    types::ready(ATHROW.as_ptr(), ptr::null_mut())
}

/// `generator.__anext__()`.
pub(super) unsafe extern "C" fn anext(generator: Obj) -> Obj {
    new(generator, Action::Send, new_none())
}

unsafe extern "C" fn asend(generator: Obj, value: Obj) -> Obj {
    new(generator, Action::Send, own(value))
}

unsafe extern "C" fn athrow(generator: Obj, args: *mut Obj, count: isize) -> Obj {
    let text = c"the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.";
    if count > 1 && !methods::warn_of_triple(text) {
        return ptr::null_mut();
    }
    let args = crate::bind::tuple_from(args, count as usize);
    if args.is_null() { args } else { new(generator, Action::Throw, args) }
}

unsafe extern "C" fn aclose(generator: Obj, _: Obj) -> Obj {
    new(generator, Action::Close, ptr::null_mut())
}

/// `ag_running`.
pub(super) unsafe extern "C" fn running(generator: Obj, _: *mut c_void) -> Obj {
    ffi::PyBool_FromLong((*Generator::of(generator)).head.running_async.into())
}

/// A new awaitable; takes `argument`.
unsafe fn new(generator: Obj, action: Action, mut argument: Obj) -> Obj {
    let class = if action == Action::Send { ASEND.as_ptr() } else { ATHROW.as_ptr() };
    let made = if init_hooks(generator) { ffi::PyObject_GC_New::<Awaitable>(class) } else { ptr::null_mut() };
    if made.is_null() {
        clear(&mut argument);
        return ptr::null_mut();
    }
    (*made).generator = own(generator);
    (*made).argument = argument;
    (*made).action = action;
    (*made).state = State::Init;
    ffi::PyObject_GC_Track(made.cast());
    made.cast()
}

/// At the first use, asks the hooks of `sys.set_asyncgen_hooks`; false after an exception.
unsafe fn init_hooks(generator: Obj) -> bool {
    let head = &raw mut (*Generator::of(generator)).head;
    if (*head).hooks_inited != 0 {
        return true;
    }
    (*head).hooks_inited = 1;
    let get = ffi::PySys_GetObject(c"get_asyncgen_hooks".as_ptr());
    let hooks = if get.is_null() { ptr::null_mut() } else { ffi::PyObject_CallNoArgs(get) };
    if hooks.is_null() {
        return false;
    }
    let (first, finalizer) = (ffi::PyTuple_GetItem(hooks, 0), ffi::PyTuple_GetItem(hooks, 1));
    if !finalizer.is_null() && finalizer != ffi::Py_None() {
        (*head).origin_or_finalizer = own(finalizer).cast();
    }
    let mut called = new_none();
    if !first.is_null() && first != ffi::Py_None() {
        clear(&mut called);
        called = ffi::PyObject_CallFunctionObjArgs(first, generator, ptr::null_mut::<ffi::PyObject>());
    }
    ffi::Py_DECREF(hooks);
    let done = !called.is_null();
    clear(&mut called);
    done
}

/// Leaves an unfinished generator to the hook that was asked for; false if there is none.
pub(super) unsafe fn finalize(this: *mut Generator) -> bool {
    let finalizer = (*this).head.origin_or_finalizer.cast::<ffi::PyObject>();
    if finalizer.is_null() || (*this).head.closed != 0 {
        return false;
    }
    let end = ptr::null_mut::<ffi::PyObject>();
    let called = ffi::PyObject_CallFunctionObjArgs(finalizer, this.cast::<ffi::PyObject>(), end);
    if called.is_null() {
        ffi::PyErr_WriteUnraisable(this.cast());
    } else {
        ffi::Py_DECREF(called);
    }
    true
}

unsafe extern "C" fn iternext(this: Obj) -> Obj {
    send(this, ffi::Py_None())
}

unsafe extern "C" fn send(this: Obj, value: Obj) -> Obj {
    let this = this.cast::<Awaitable>();
    let generator = Generator::of((*this).generator);
    if !(*this).may_run() {
        return ptr::null_mut();
    }
    let first = (*this).state == State::Init;
    if (*this).action != Action::Send && Generator::is_finished(generator) {
        return (*this).stop(ffi::PyExc_StopIteration);
    }
    if first && !(*this).begin(generator, value) {
        return ptr::null_mut();
    }
    let outcome = match (*this).action {
        Action::Send if first && value == ffi::Py_None() => resume(generator, Sent::Value(own((*this).argument))),
        Action::Throw if first => {
            let args = (*this).argument;
            let items = (&raw mut (*args.cast::<ffi::PyTupleObject>()).ob_item).cast::<Obj>();
            if methods::raise_args(items, ffi::PyTuple_GET_SIZE(args)) {
                resume(generator, Sent::Raised)
            } else {
                Outcome::Raised
            }
        }
        Action::Close if first => {
            (*generator).head.closed = 1;
            ffi::PyErr_SetNone(ffi::PyExc_GeneratorExit);
            resume(generator, Sent::Raised)
        }
        Action::Send | Action::Throw | Action::Close => resume(generator, Sent::Value(own(value))),
    };
    (*this).finish(generator, outcome)
}

unsafe extern "C" fn throw(this: Obj, args: *mut Obj, count: isize) -> Obj {
    let this = this.cast::<Awaitable>();
    let generator = Generator::of((*this).generator);
    if !(*this).may_run() {
        return ptr::null_mut();
    }
    #[cfg(feature = "py313")]
    if (*this).state == State::Init {
        if !(*this).claim(generator) {
            return ptr::null_mut();
        }
        if (*this).action != Action::Send {
            (*generator).head.closed |= u8::from((*this).action == Action::Close);
        }
    }
    if !methods::raise_args(args, count) {
        return ptr::null_mut();
    }
    let outcome = resume(generator, Sent::Raised);
    (*this).finish(generator, outcome)
}

unsafe extern "C" fn close(this: Obj, _: Obj) -> Obj {
    let awaitable = this.cast::<Awaitable>();
    #[cfg(feature = "py313")]
    if (*awaitable).state != State::Done {
        let mut args = [ffi::PyExc_GeneratorExit];
        let result = throw(this, args.as_mut_ptr(), 1);
        if !result.is_null() {
            ffi::Py_DECREF(result);
            fail(ffi::PyExc_RuntimeError, c"coroutine ignored GeneratorExit");
            return ptr::null_mut();
        }
        let expected = [ffi::PyExc_StopIteration, ffi::PyExc_StopAsyncIteration, ffi::PyExc_GeneratorExit];
        if !expected.into_iter().any(|class| ffi::PyErr_ExceptionMatches(class) != 0) {
            return ptr::null_mut();
        }
        ffi::PyErr_Clear();
    }
    (*awaitable).state = State::Done;
    new_none()
}

impl Awaitable {
    /// Whether it is not done; else it raises.
    unsafe fn may_run(&self) -> bool {
        if self.state != State::Done {
            return true;
        }
        let text = match self.action {
            Action::Send => c"cannot reuse already awaited __anext__()/asend()",
            Action::Throw | Action::Close => c"cannot reuse already awaited aclose()/athrow()",
        };
        fail(ffi::PyExc_RuntimeError, text);
        false
    }

    /// Becomes the one that runs the generator; false if another does.
    unsafe fn claim(&mut self, generator: *mut Generator) -> bool {
        if (*generator).head.running_async != 0 {
            let text = match self.action {
                Action::Send => c"anext(): asynchronous generator is already running",
                Action::Throw => c"athrow(): asynchronous generator is already running",
                Action::Close => c"aclose(): asynchronous generator is already running",
            };
            if self.action != Action::Send || cfg!(feature = "py313") {
                self.state = State::Done;
            }
            fail(ffi::PyExc_RuntimeError, text);
            return false;
        }
        self.state = State::Running;
        (*generator).head.running_async = 1;
        true
    }

    /// Its first step; false after an exception.
    unsafe fn begin(&mut self, generator: *mut Generator, value: Obj) -> bool {
        if self.action != Action::Send && (*generator).head.running_async == 0 {
            if (*generator).head.closed != 0 {
                self.stop(ffi::PyExc_StopAsyncIteration);
                return false;
            }
            if value != ffi::Py_None() {
                fail(ffi::PyExc_RuntimeError, c"can't send non-None value to a just-started coroutine");
                return false;
            }
        }
        self.claim(generator)
    }

    /// It is done, and raises `class`.
    unsafe fn stop(&mut self, class: Obj) -> Obj {
        self.state = State::Done;
        ffi::PyErr_SetNone(class);
        ptr::null_mut()
    }

    /// What a step gives: null with StopIteration when the awaitable has its result.
    unsafe fn finish(&mut self, generator: *mut Generator, outcome: Outcome) -> Obj {
        match outcome {
            Outcome::Yielded(value) if (*generator).frame.is_yield == 0 => return value,
            Outcome::Yielded(value) if self.action == Action::Close => {
                ffi::Py_DECREF(value);
                fail(ffi::PyExc_RuntimeError, c"async generator ignored GeneratorExit");
            }
            Outcome::Yielded(value) => {
                _PyGen_SetStopIterationValue(value);
                ffi::Py_DECREF(value);
            }
            Outcome::Returned(value) => {
                ffi::Py_DECREF(value);
                ffi::PyErr_SetNone(ffi::PyExc_StopAsyncIteration);
            }
            Outcome::Exhausted => ffi::PyErr_SetNone(ffi::PyExc_StopAsyncIteration),
            Outcome::Raised => {}
        }
        (*generator).head.running_async = 0;
        self.state = State::Done;
        let ended = is_raised()
            && (ffi::PyErr_ExceptionMatches(ffi::PyExc_StopAsyncIteration) != 0
                || ffi::PyErr_ExceptionMatches(ffi::PyExc_GeneratorExit) != 0);
        if ended && self.action == Action::Close {
            ffi::PyErr_Clear();
            ffi::PyErr_SetNone(ffi::PyExc_StopIteration);
        } else if ended {
            (*generator).head.closed = 1;
        }
        ptr::null_mut()
    }
}

unsafe extern "C" fn traverse(this: Obj, visit: ffi::visitproc, arg: *mut c_void) -> c_int {
    let this = this.cast::<Awaitable>();
    let result = visit((*this).generator, arg);
    if result != 0 || (*this).argument.is_null() {
        return result;
    }
    visit((*this).argument, arg)
}

/// `tp_finalize`: warns if nobody has awaited it.
unsafe extern "C" fn finalize_awaitable(this: Obj) {
    let this = this.cast::<Awaitable>();
    if (*this).state != State::Init {
        return;
    }
    let raised = if is_raised() { take_raised() } else { ptr::null_mut() };
    let method = match (*this).action {
        Action::Send => c"asend",
        Action::Throw => c"athrow",
        Action::Close => c"aclose",
    };
    let generator = (*this).generator;
    let text = c"coroutine method '%s' of %R was never awaited";
    let name = (*Generator::of(generator)).head.qualname;
    if ffi::PyErr_WarnFormat(ffi::PyExc_RuntimeWarning, 1, text.as_ptr(), method.as_ptr(), name) < 0 {
        ffi::PyErr_WriteUnraisable(generator);
    }
    if !raised.is_null() {
        set_raised(raised);
    }
}

unsafe extern "C" fn dealloc(this: Obj) {
    if ffi::PyObject_CallFinalizerFromDealloc(this) != 0 {
        return;
    }
    ffi::PyObject_GC_UnTrack(this.cast());
    clear(&raw mut (*this.cast::<Awaitable>()).generator);
    clear(&raw mut (*this.cast::<Awaitable>()).argument);
    ffi::PyObject_GC_Del(this.cast());
}
