//! Memory for objects: a free list for each small size, cut from chunks.
//!
//! The chunks are kept so that the cycle collector can find every object; a free cell has kind 0. Objects above
//! [`LARGEST`] come from the system; of these only tuples refer to others, and are remembered one by one.
//!
//! Invariant: only the thread that holds the runtime's lock comes here.

use crate::inline::{Header, kind};
use core::cell::{Cell, UnsafeCell};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error, realloc};

const STEP: usize = 16;
/// The largest object that comes from a chunk.
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST / STEP + 1;
const CHUNK: usize = 64 * 1024;

/// A cell that waits to be used again: kind 0 in the header's place, then the next one.
#[repr(C)]
struct Free {
    header: Header,
    next: *mut Free,
}

struct Heap {
    free: [Cell<*mut Free>; CLASSES],
    chunks: UnsafeCell<Vec<(usize, *mut u8)>>,
    large: UnsafeCell<Vec<*mut Header>>,
}

// SAFETY: one thread at a time uses the heap (see the module's invariant).
unsafe impl Sync for Heap {}

static HEAP: Heap = Heap {
    free: [const { Cell::new(core::ptr::null_mut()) }; CLASSES],
    chunks: UnsafeCell::new(Vec::new()),
    large: UnsafeCell::new(Vec::new()),
};

/// Memory for an object of `size` bytes.
#[inline]
pub(super) fn allocate(size: usize, kind: u8) -> *mut Header {
    if size > LARGEST {
        return allocate_large(size, kind);
    }
    let class = size.div_ceil(STEP);
    let list = &HEAP.free[class];
    let cell = match list.get() {
        cell if cell.is_null() => refill(class),
        cell => cell,
    };
    // SAFETY: cells in a free list are whole and unused.
    list.set(unsafe { (*cell).next });
    cell.cast()
}

/// Moves an object to memory of another size, if it must; what is behind its old size is not set.
///
/// # Safety
/// `object` came from `allocate(before)`, refers to no other object, and is used through the result only.
pub(super) unsafe fn resize(object: *mut Header, before: usize, after: usize, kind: u8) -> *mut Header {
    if before > LARGEST && after > LARGEST {
        let layout = Layout::from_size_align(before, STEP).expect("it was valid when the object was made");
        // SAFETY: `system` made it with this layout.
        let memory = unsafe { realloc(object.cast(), layout, after) };
        if memory.is_null() {
            handle_alloc_error(Layout::from_size_align(after, STEP).expect("an object's size is far below isize::MAX"));
        }
        return memory.cast();
    }
    if before.div_ceil(STEP) == after.div_ceil(STEP) {
        return object;
    }
    let memory = allocate(after, kind);
    // SAFETY: both have room for the smaller size, and are two.
    unsafe { memory.cast::<u8>().copy_from_nonoverlapping(object.cast(), before.min(after)) };
    // SAFETY: as the caller says.
    unsafe { free(object, before) };
    memory
}

/// Gives the memory of an object back.
///
/// # Safety
/// `object` came from `allocate(size)` and is used no more.
#[inline]
pub(super) unsafe fn free(object: *mut Header, size: usize) {
    if size > LARGEST {
        // SAFETY: as the caller says.
        return unsafe { free_large(object, size) };
    }
    let list = &HEAP.free[size.div_ceil(STEP)];
    let cell = object.cast::<Free>();
    // SAFETY: the cell is ours now; kind 0 tells the collector so.
    unsafe { (*object).kind.set(0) };
    // SAFETY: as above.
    unsafe { (*cell).next = list.get() };
    list.set(cell);
}

#[cold]
fn refill(class: usize) -> *mut Free {
    let size = class * STEP;
    let chunk = system(CHUNK);
    // SAFETY: only this thread is here, and nothing else holds a reference to the vector.
    unsafe { (*HEAP.chunks.get()).push((size, chunk)) };
    let mut next: *mut Free = core::ptr::null_mut();
    for index in (0..CHUNK / size).rev() {
        // SAFETY: `index * size + size` is within the chunk.
        let cell = unsafe { chunk.add(index * size) }.cast::<Free>();
        let header = Header { refs: Cell::new(0), kind: Cell::new(0), mark: Cell::new(0), aux: Cell::new(0) };
        // SAFETY: the cell is 16-byte aligned memory of the chunk.
        unsafe { cell.write(Free { header, next }) };
        next = cell;
    }
    next
}

fn system(size: usize) -> *mut u8 {
    let layout = Layout::from_size_align(size, STEP).expect("an object's size is far below isize::MAX");
    // SAFETY: the size is not zero.
    let memory = unsafe { alloc(layout) };
    if memory.is_null() {
        handle_alloc_error(layout);
    }
    memory
}

#[cold]
fn allocate_large(size: usize, kind: u8) -> *mut Header {
    let memory = system(size).cast::<Header>();
    // SAFETY: only this thread is here.
    let large = unsafe { &mut *HEAP.large.get() };
    if kind == kind::TUPLE {
        large.push(memory);
    }
    memory
}

#[cold]
unsafe fn free_large(object: *mut Header, size: usize) {
    // SAFETY: only this thread is here.
    let large = unsafe { &mut *HEAP.large.get() };
    // SAFETY: the object is still whole.
    if unsafe { (*object).kind.get() } == kind::TUPLE {
        // Large objects mostly die young: the search from the end is short.
        if let Some(index) = large.iter().rposition(|other| *other == object) {
            large.swap_remove(index);
        }
    }
    let layout = Layout::from_size_align(size, STEP).expect("it was valid when the object was made");
    // SAFETY: `system` made it with the same layout.
    unsafe { dealloc(object.cast(), layout) };
}

/// Calls `visit` with every object there is; it must not allocate or free objects.
pub(super) fn for_each(mut visit: impl FnMut(*mut Header)) {
    // SAFETY: only this thread is here, and `visit` makes no object.
    for &(size, chunk) in unsafe { &*HEAP.chunks.get() } {
        for index in 0..CHUNK / size {
            // SAFETY: within the chunk.
            let cell = unsafe { chunk.add(index * size) }.cast::<Header>();
            // SAFETY: every cell of a chunk has a header.
            if unsafe { (*cell).kind.get() } != 0 {
                visit(cell);
            }
        }
    }
    // SAFETY: as above.
    for &object in unsafe { &*HEAP.large.get() } {
        visit(object);
    }
}
