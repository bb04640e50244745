//! Variables that the GIL guards.

use core::cell::UnsafeCell;

/// A variable that is only touched while the GIL is held.
#[derive(Debug)]
pub(crate) struct Global<T>(UnsafeCell<T>);

// SAFETY: the GIL orders all accesses; see the type.
unsafe impl<T> Sync for Global<T> {}

impl<T> Global<T> {
    /// A variable with its first value.
    pub(crate) const fn new(value: T) -> Self {
        Global(UnsafeCell::new(value))
    }

    /// Where it is.
    pub(crate) const fn as_ptr(&self) -> *mut T {
        self.0.get()
    }
}

impl<T: Copy> Global<T> {
    /// Its value; the GIL is held.
    pub(crate) unsafe fn get(&self) -> T {
        *self.0.get()
    }

    /// Changes its value; the GIL is held.
    pub(crate) unsafe fn set(&self, value: T) {
        *self.0.get() = value;
    }
}
