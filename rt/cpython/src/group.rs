//! `except*`: taking exception groups apart, and putting together what is left of them.

use crate::api::{Cx, Obj, fail, ffi, is_exact, new_none, own, tuple_items};
use crate::exception::exc_match;
use crate::interpreted;
use crate::pattern::pair;
use core::ptr;

unsafe extern "C" {
    static mut PyExc_BaseExceptionGroup: Obj;
}

unsafe fn is_group(exc: Obj) -> bool {
    ffi::PyObject_TypeCheck(exc, PyExc_BaseExceptionGroup.cast()) != 0
}

pub(crate) unsafe fn exc_split(cx: *mut Cx, exc: Obj, class: Obj) -> Obj {
    let matches = exc_match(cx, exc, class);
    if matches < 0 || !catches_no_groups(class) {
        return ptr::null_mut();
    }
    if matches == 1 && is_group(exc) {
        return pair(exc, ptr::null_mut());
    }
    if matches == 1 {
        return wrapped(exc);
    }
    if !is_group(exc) {
        return pair(ptr::null_mut(), exc);
    }
    let parts = ffi::PyObject_CallMethod(exc, c"split".as_ptr(), c"(O)".as_ptr(), class);
    if !parts.is_null() && !is_exact(parts, &raw mut ffi::PyTuple_Type) {
        let text = c"%.200s.split must return a tuple, not %.200s";
        let (group, actual) = (crate::api::type_name(exc), crate::api::type_name(parts));
        ffi::PyErr_Format(ffi::PyExc_TypeError, text.as_ptr(), group, actual);
        ffi::Py_DECREF(parts);
        return ptr::null_mut();
    }
    parts
}

unsafe fn catches_no_groups(class: Obj) -> bool {
    let is_allowed = |class: Obj| ffi::PyObject_IsSubclass(class, PyExc_BaseExceptionGroup) == 0;
    let allowed = if ffi::PyTuple_Check(class) != 0 { tuple_items(class).all(is_allowed) } else { is_allowed(class) };
    if !allowed && ffi::PyErr_Occurred().is_null() {
        let text = c"catching ExceptionGroup with except* is not allowed. Use except instead.";
        fail(ffi::PyExc_TypeError, text);
    }
    allowed
}

/// A plain exception that is caught comes in a group of its own.
unsafe fn wrapped(exc: Obj) -> Obj {
    let group = ffi::PyObject_CallFunction(PyExc_BaseExceptionGroup, c"s[O]".as_ptr(), c"".as_ptr(), exc);
    if group.is_null() {
        return group;
    }
    let parts = pair(group, ptr::null_mut());
    ffi::Py_DECREF(group);
    parts
}

/// What leaves `except*` clauses, in Python because it is rare and long: clauses that raised the caught group again give
/// back its parts, in the shape the group had; what they raised anew stands beside it.
const REGROUP: &core::ffi::CStr = c"
def regroup(exc, raised):
    raised = [e for e in raised if e is not None]
    if not raised:
        return None
    if not isinstance(exc, BaseExceptionGroup):
        return raised[0]
    def same(e):
        return (isinstance(e, BaseExceptionGroup) and e.__notes__ == exc.__notes__
                if hasattr(e, '__notes__') and hasattr(exc, '__notes__')
                else not hasattr(e, '__notes__') and not hasattr(exc, '__notes__')) and (
            e.__traceback__ is exc.__traceback__ and e.__cause__ is exc.__cause__ and e.__context__ is exc.__context__)
    new = [e for e in raised if not same(e)]
    old = [e for e in raised if same(e)]
    leaves = set()
    def collect(e):
        if isinstance(e, BaseExceptionGroup):
            for part in e.exceptions:
                collect(part)
        else:
            leaves.add(id(e))
    for e in old:
        collect(e)
    rest = exc.subgroup(lambda e: id(e) in leaves) if old else None
    if not new:
        return rest
    if rest is not None:
        new.append(rest)
    return new[0] if len(new) == 1 else BaseExceptionGroup('', new)
";

pub(crate) unsafe fn exc_regroup(_: *mut Cx, exc: Obj, raised: Obj) -> Obj {
    static FUNCTION: crate::global::Global<Obj> = crate::global::Global::new(ptr::null_mut());
    if ffi::PyList_GET_SIZE(raised) == 0 {
        return new_none();
    }
    if FUNCTION.get().is_null() {
        let made = interpreted::definition(REGROUP, c"regroup");
        if made.is_null() {
            return made;
        }
        FUNCTION.set(made);
    }
    let function = own(FUNCTION.get());
    let result = ffi::PyObject_CallFunctionObjArgs(function, exc, raised, ptr::null_mut::<ffi::PyObject>());
    ffi::Py_DECREF(function);
    result
}
