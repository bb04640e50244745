//! The end of an object: its finaliser, then its parts, then its memory.
//!
//! Parts that die in turn are released in turn; beyond a depth they wait in a queue, so that a long chain of objects
//! cannot exhaust the stack.

#![allow(unreachable_pub, reason = "exported to compiled code by symbol")]

use super::{Body, Kind, Object, Own, Str, Tuple, Value, alloc};
use crate::inline::Word;
use core::cell::{Cell, UnsafeCell};

const DEEPEST: u32 = 100;

struct State {
    depth: Cell<u32>,
    waiting: UnsafeCell<Vec<Word>>,
    allocations: Cell<usize>,
}

// SAFETY: one thread at a time runs.
unsafe impl Sync for State {}

static STATE: State = State { depth: Cell::new(0), waiting: UnsafeCell::new(Vec::new()), allocations: Cell::new(0) };

/// Notes that an object was made: what the cycle collector goes by.
#[inline]
pub(super) fn count_allocation() {
    STATE.allocations.set(STATE.allocations.get().wrapping_add(1));
}

/// How many more objects were made than released since the last call of `reset_allocations`.
pub(crate) fn allocations() -> usize {
    STATE.allocations.get()
}

pub(crate) fn reset_allocations() {
    STATE.allocations.set(0);
}

/// Frees an object whose last reference went: what `decref` calls.
///
/// # Safety
/// `object` is the address of an object with no references.
#[unsafe(no_mangle)]
#[cold]
pub unsafe extern "C" fn naja_release(object: Word) {
    if STATE.depth.get() >= DEEPEST {
        // SAFETY: one thread runs, and the reference ends here.
        unsafe { (*STATE.waiting.get()).push(object) };
        return;
    }
    STATE.depth.set(STATE.depth.get() + 1);
    // SAFETY: as the caller says.
    unsafe { release(object) };
    if STATE.depth.get() == 1 {
        // SAFETY: one thread runs, and the reference ends here.
        while let Some(object) = unsafe { (*STATE.waiting.get()).pop() } {
            // SAFETY: nothing refers to objects in the queue.
            unsafe { release(object) };
        }
    }
    STATE.depth.set(STATE.depth.get() - 1);
}

unsafe fn release(object: Word) {
    // SAFETY: the object is whole.
    let value = unsafe { Value::from_word(object) }.expect("an object's address is not null");
    let kind = value.kind().expect("only objects have references");
    if matches!(kind, Kind::Instance | Kind::Exception | Kind::Generator) && !finalize(value) {
        return;
    }
    if value.is_watched() {
        crate::weak::died(value, &|_| false);
    }
    STATE.allocations.set(STATE.allocations.get().saturating_sub(1));
    // SAFETY: nothing refers to the object, and its kind tells its type.
    unsafe { with_body_of!(kind, destroy(object)) }
}

/// Runs the finaliser; false when it made the object live on.
fn finalize(value: Value<'_>) -> bool {
    // SAFETY: the header of a living object.
    let refs = unsafe { &(*value.word()).refs };
    // The finaliser sees a reference of its own, so that what it does cannot release the object a second time.
    refs.set(1);
    // SAFETY: the reference just counted.
    let own = unsafe { Own::from_word(value.word()) }.expect("an object's address is not null");
    crate::class::finalize(own.r());
    core::mem::forget(own);
    refs.set(refs.get() - 1);
    refs.get() == 0
}

unsafe fn destroy<T: Body>(object: Word) {
    let size = match T::KIND {
        // SAFETY: the kind says so.
        Kind::Tuple => Tuple::size(unsafe { &(*object.cast::<Object<Tuple>>()).body }.len()),
        // SAFETY: the kind says so.
        Kind::Str => unsafe { &(*object.cast::<Object<Str>>()).body }.size_of_this(),
        _ => size_of::<Object<T>>(),
    };
    // SAFETY: nothing refers to the object any more.
    unsafe { core::ptr::drop_in_place(&raw mut (*object.cast::<Object<T>>()).body) };
    // SAFETY: it was allocated with this size.
    unsafe { alloc::free(object, size) };
}
