//! Compares the layouts in `rt/inline` with live objects, once, before anything compiled runs.
//!
//! An interpreter built in an unusual way is refused with an ImportError that names what differs. Tests go from what is
//! merely read to what is written: a wrong frame layout is met only after the thread state has proved right.

use crate::api::{Obj, ffi};
use crate::global::Global;
use core::ffi::{CStr, c_int, c_void};
use core::ptr;
use naja_rt_abi::layout::{FunctionDesc, ModuleDesc, Word};
use naja_rt_inline::context::Cx;
use naja_rt_inline::cpython::rows;
use naja_rt_inline::layout::{self, Code, FrameRecord, Function, ThreadState};

/// Whether one kind of object is as expected.
type Test = unsafe fn(*mut Cx, Obj) -> bool;

/// Runs every test; `code` is a code object that has not run yet, without locals. Returns 0, or -1 after an ImportError.
pub(crate) unsafe fn run(code: Obj) -> c_int {
    let cx = crate::context::naja_cpy_context();
    if cx.is_null() {
        return -1;
    }
    let tests: [(&CStr, Test); 12] = [
        (c"int", ints),
        (c"float", floats),
        (c"complex", complexes),
        (c"str", strings),
        (c"list", sequences),
        (c"function", functions),
        (c"property", descriptors),
        (c"code", codes),
        (c"type", types),
        (c"thread state", threads),
        (c"eval breaker", breakers),
        (c"frame", frames),
    ];
    for (name, test) in tests {
        let same = test(cx, code);
        if !ffi::PyErr_Occurred().is_null() {
            return -1;
        }
        if !same {
            let text = c"naja: the layout of `%s` in this build of CPython is not the one this module was built for";
            ffi::PyErr_Format(ffi::PyExc_ImportError, text.as_ptr(), name.as_ptr());
            return -1;
        }
    }
    0
}

/// Tests a new object and gives it up.
unsafe fn with(object: Obj, test: impl FnOnce(Obj) -> bool) -> bool {
    if object.is_null() {
        return false;
    }
    let result = test(object);
    ffi::Py_DECREF(object);
    result
}

unsafe fn ints(cx: *mut Cx, _: Obj) -> bool {
    let same = |value: i64| {
        with(ffi::PyLong_FromLongLong(value), |int| {
            rows::is_int(cx, int.cast()) == 1
                && rows::int_fits(cx, int.cast()) == 1
                && rows::unbox_i64(cx, int.cast()) == value
        })
    };
    let boxes = |value: i64| {
        with(rows::box_i64(cx, value).cast(), |boxed| with(ffi::PyLong_FromLongLong(value), |int| boxed == int))
    };
    let too_big = with(ffi::PyLong_FromUnsignedLongLong(1 << 63), |int| rows::int_fits(cx, int.cast()) == 0);
    [0, 1, -1, 256, -5, 1 << 30, -(1 << 30), 1 << 59, 1 << 60, i64::MAX, -i64::MAX, i64::MIN].into_iter().all(same)
        && [0, 1, -5, 255, 256].into_iter().all(boxes)
        && too_big
}

unsafe fn floats(cx: *mut Cx, _: Obj) -> bool {
    with(ffi::PyFloat_FromDouble(1.5), |float| {
        rows::is_float(cx, float.cast()) == 1 && rows::unbox_f64(cx, float.cast()) == 1.5
    })
}

unsafe fn complexes(cx: *mut Cx, _: Obj) -> bool {
    with(ffi::PyComplex_FromDoubles(1.5, -2.5), |complex| {
        rows::is_complex(cx, complex.cast()) == 1
            && rows::complex_real(cx, complex.cast()) == 1.5
            && rows::complex_imag(cx, complex.cast()) == -2.5
    })
}

unsafe fn strings(cx: *mut Cx, _: Obj) -> bool {
    let is_interned = |string: Obj| (*string.cast::<layout::Str>()).state & layout::INTERNED != 0;
    if !with(ffi::PyUnicode_InternFromString(c"selftest".as_ptr()), is_interned) {
        return false;
    }
    ["ab", "a\u{e9}", "a\u{20ac}", "a\u{1f40d}"].into_iter().all(|text| {
        let string = ffi::PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len() as isize);
        let last = text.chars().next_back().map_or(0, |last| i64::from(u32::from(last)));
        with(string, |string| {
            !is_interned(string)
                && rows::is_str(cx, string.cast()) == 1
                && rows::str_len(cx, string.cast()) == 2
                && rows::str_code_at(cx, string.cast(), 1) == last
        })
    })
}

unsafe fn sequences(cx: *mut Cx, code: Obj) -> bool {
    let tuple = ffi::PyTuple_Pack(2, ffi::Py_None(), code);
    with(tuple, |tuple| {
        with(ffi::PySequence_List(tuple), |list| {
            rows::tuple_len(cx, tuple.cast()) == 2
                && rows::tuple_item(cx, tuple.cast(), 1) == code.cast()
                && rows::list_len(cx, list.cast()) == 2
                && rows::list_item(cx, list.cast(), 1) == code.cast()
        })
    }) && with(ffi::PyCell_New(code), |cell| (*cell.cast::<layout::Cell>()).value == code.cast())
        && with(ffi::PyModule_New(c"selftest".as_ptr()), |module| {
            (*module.cast::<layout::Module>()).dict == ffi::PyModule_GetDict(module).cast()
        })
}

unsafe fn functions(_: *mut Cx, code: Obj) -> bool {
    with(ffi::PyDict_New(), |globals| {
        with(ffi::PyFunction_New(code, globals), |function| {
            let name = ffi::PyObject_GetAttrString(function, c"__name__".as_ptr());
            let fields = &*function.cast::<Function>();
            let same = fields.code == code.cast()
                && fields.globals == globals.cast()
                && fields.name == name.cast()
                && fields.closure.is_null()
                && fields.defaults.is_null()
                && !fields.vectorcall.is_null()
                && (*ffi::Py_TYPE(function)).tp_vectorcall_offset
                    == core::mem::offset_of!(Function, vectorcall) as isize;
            ffi::Py_XDECREF(name);
            same
        })
    })
}

unsafe fn descriptors(_: *mut Cx, code: Obj) -> bool {
    with(ffi::PyDict_New(), |globals| {
        with(ffi::PyFunction_New(code, globals), |function| crate::descriptor::selftest(function))
    })
}

unsafe fn types(_: *mut Cx, _: Obj) -> bool {
    let class = ffi::PyObject_CallFunction(
        (&raw mut ffi::PyType_Type).cast(),
        c"s(){s(ss)}".as_ptr(),
        c"selftest".as_ptr(),
        c"__slots__".as_ptr(),
        c"b".as_ptr(),
        c"a".as_ptr(),
    );
    with(class, |class| crate::compact::are_slots(class.cast(), [c"a", c"b"]))
}

unsafe fn codes(_: *mut Cx, code: Obj) -> bool {
    let fields = code.cast::<Code>();
    let bytes = ffi::PyObject_GetAttrString(code, c"co_code".as_ptr());
    with(bytes, |bytes| {
        let first = ffi::PyBytes_AsString(bytes).cast::<[u8; 2]>();
        !first.is_null()
            && rows::instructions(fields).cast::<[u8; 2]>().read() == first.read()
            && (0..ffi::PyBytes_Size(bytes) as i32).contains(&(2 * (*fields).first_traceable))
    })
}

unsafe fn threads(cx: *mut Cx, _: Obj) -> bool {
    let thread = (*cx).thread;
    let state = thread.cast::<ffi::PyThreadState>();
    let plain = (*thread).id as i64 == ffi::PyThreadState_GetID(state) as i64
        && (*thread).interp == ffi::PyThreadState_GetInterpreter(state).cast()
        && (*thread).recursion_limit == ffi::Py_GetRecursionLimit()
        && (*thread).recursion_remaining <= (*thread).recursion_limit
        && (*thread).recursion_headroom == 0;
    if !plain {
        return false;
    }
    // The import may run in an `except` clause: what is handled is put back.
    let handled = (*(*thread).exc_info).value.cast();
    ffi::Py_XINCREF(handled);
    ffi::PyErr_SetHandledException(ffi::PyExc_ImportError);
    let same = (*(*thread).exc_info).value == ffi::PyExc_ImportError.cast();
    ffi::PyErr_SetHandledException(handled);
    ffi::Py_XDECREF(handled);
    same && origin_depth(thread)
}

/// Whether the depth to which the origins of coroutines are tracked is where it should be; it is put back.
unsafe fn origin_depth(thread: *mut ThreadState) -> bool {
    let set = ffi::PySys_GetObject(c"set_coroutine_origin_tracking_depth".as_ptr());
    let before = (*thread).coroutine_origin_depth;
    [77, before].into_iter().all(|depth| {
        with(ffi::PyObject_CallFunction(set, c"i".as_ptr(), depth), |_| (*thread).coroutine_origin_depth == depth)
    })
}

/// A pending call must be seen; it runs, and sets the breaker, only in the main thread, so elsewhere this tells nothing.
unsafe fn breakers(cx: *mut Cx, _: Obj) -> bool {
    static RAN: Global<bool> = Global::new(false);
    extern "C" fn note(_: *mut c_void) -> c_int {
        // SAFETY: pending calls run with the GIL held.
        unsafe { RAN.set(true) };
        0
    }
    if ffi::Py_AddPendingCall(Some(note), ptr::null_mut()) < 0 {
        return true;
    }
    let pending = rows::poll_pending(cx) == 1;
    ffi::Py_MakePendingCalls() == 0 && (pending || !RAN.get())
}

unsafe fn frames(cx: *mut Cx, code: Obj) -> bool {
    let mut no_function: Word = ptr::null_mut();
    let mut slots: [Word; 3] = [code.cast(), ffi::PyEval_GetBuiltins().cast(), (&raw mut no_function).cast()];
    let mut module = core::mem::MaybeUninit::<ModuleDesc>::zeroed();
    (*module.as_mut_ptr()).builtins = slots.as_mut_ptr().add(1);
    (*module.as_mut_ptr()).state = slots.as_mut_ptr().add(2);
    let mut desc = core::mem::MaybeUninit::<FunctionDesc>::zeroed();
    (*desc.as_mut_ptr()).module = module.as_ptr();
    (*desc.as_mut_ptr()).code = slots.as_mut_ptr();
    with(ffi::PyDict_New(), |globals| {
        let mut record = core::mem::MaybeUninit::<FrameRecord>::uninit();
        let before = *ThreadState::current_frame((*cx).thread);
        let null = ptr::null_mut();
        rows::frame_push(cx, record.as_mut_ptr(), desc.as_mut_ptr(), globals.cast(), null, null);
        let frame = ffi::PyThreadState_GetFrame((*cx).thread.cast());
        let same = !frame.is_null() && is_frame_of(frame.cast(), code, record.as_mut_ptr());
        ffi::Py_XDECREF(frame.cast());
        rows::frame_pop(cx, record.as_mut_ptr());
        same && *ThreadState::current_frame((*cx).thread) == before
    })
}

/// Whether the interpreter made `frame` for our record.
unsafe fn is_frame_of(frame: Obj, code: Obj, record: *mut FrameRecord) -> bool {
    let found = ffi::PyFrame_GetCode(frame.cast());
    ffi::Py_DECREF(found.cast());
    let first = 2 * (*code.cast::<Code>()).first_traceable;
    let lasti = ffi::PyObject_GetAttrString(frame, c"f_lasti".as_ptr());
    let same_lasti = with(lasti, |lasti| ffi::PyLong_AsLong(lasti) == first.into());
    found.cast::<ffi::PyObject>() == code
        && (*frame.cast::<layout::FrameObject>()).frame == record
        && (*record).frame_obj == frame.cast()
        && same_lasti
}
