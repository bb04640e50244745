//! Reference counts and identity.

use crate::context::Cx;
use crate::layout::{Obj, Object};

unsafe extern "C" {
    fn _Py_Dealloc(object: Obj);
    static mut _Py_NoneStruct: Object;
}

#[cfg(feature = "py311")]
pub unsafe fn incref(_: *mut Cx, a: Obj) {
    (*a).refcount += 1;
}

/// Immortal objects have a lower half that is negative, and one that counts up to zero stays as it is.
#[cfg(not(feature = "py311"))]
pub unsafe fn incref(_: *mut Cx, a: Obj) {
    let count = (&raw mut (*a).refcount).cast::<u32>();
    let count = if cfg!(target_endian = "big") { count.add(1) } else { count };
    let more = (*count).wrapping_add(1);
    if more != 0 {
        *count = more;
    }
}

pub unsafe fn incref_nullable(cx: *mut Cx, a: Obj) {
    if !a.is_null() {
        incref(cx, a);
    }
}

pub unsafe fn decref(_: *mut Cx, a: Obj) {
    #[cfg(not(feature = "py311"))]
    if ((*a).refcount as i32) < 0 {
        return;
    }
    (*a).refcount -= 1;
    if (*a).refcount == 0 {
        _Py_Dealloc(a);
    }
}

/// Gives up a reference that is not the last: of an object that the interpreter holds too.
#[cfg(feature = "py311")]
pub unsafe fn decref_shared(a: Obj) {
    (*a).refcount -= 1;
}

/// Such objects are immortal.
#[cfg(not(feature = "py311"))]
pub unsafe fn decref_shared(_: Obj) {}

pub unsafe fn decref_nullable(cx: *mut Cx, a: Obj) {
    if !a.is_null() {
        decref(cx, a);
    }
}

pub unsafe fn none(_: *mut Cx) -> Obj {
    &raw mut _Py_NoneStruct
}

pub unsafe fn is_same(_: *mut Cx, a: Obj, b: Obj) -> i32 {
    (a == b) as i32
}
