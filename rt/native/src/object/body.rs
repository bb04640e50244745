//! The parts that bodies are made of: places that change, items of lists and tuples, frames.

use super::{Body, BodyKind, Kind, Object, Own, Value, alloc, new_header, release};
use crate::inline::{Header, Word};
use core::cell::{Cell, UnsafeCell};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ptr::NonNull;

/// A part of a body that changes. Neither closure may run Python; debug builds check that borrows do not overlap.
pub(crate) struct Payload<T> {
    value: UnsafeCell<T>,
    #[cfg(debug_assertions)]
    borrows: Cell<i32>,
}

impl<T> Payload<T> {
    pub(crate) const fn new(value: T) -> Payload<T> {
        Payload {
            value: UnsafeCell::new(value),
            #[cfg(debug_assertions)]
            borrows: Cell::new(0),
        }
    }

    /// Reads it.
    #[inline]
    pub(crate) fn read<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        #[cfg(debug_assertions)]
        {
            assert!(self.borrows.get() >= 0, "a payload is read while it is written");
            self.borrows.set(self.borrows.get() + 1);
        }
        // SAFETY: one thread runs, and `read` does not come back to this payload to write.
        let result = read(unsafe { &*self.value.get() });
        #[cfg(debug_assertions)]
        self.borrows.set(self.borrows.get() - 1);
        result
    }

    /// Changes it. Values that leave it are returned, and dropped by the caller: their death may run Python.
    #[inline]
    pub(crate) fn write<R>(&self, write: impl FnOnce(&mut T) -> R) -> R {
        #[cfg(debug_assertions)]
        {
            assert!(self.borrows.get() == 0, "a payload is written while it is borrowed");
            self.borrows.set(-1);
        }
        // SAFETY: one thread runs, and `write` does not come back to this payload.
        let result = write(unsafe { &mut *self.value.get() });
        #[cfg(debug_assertions)]
        self.borrows.set(0);
        result
    }

    /// Puts another value in its place.
    pub(crate) fn replace(&self, value: T) -> T {
        self.write(|place| core::mem::replace(place, value))
    }
}

impl<T: Default> Payload<T> {
    /// Leaves the default value in its place.
    pub(crate) fn take(&self) -> T {
        self.replace(T::default())
    }
}

/// A place for a value or none: one word.
#[repr(transparent)]
pub(crate) struct Slot(Cell<Word>);

impl Slot {
    pub(crate) fn new(value: Option<Own>) -> Slot {
        Slot(Cell::new(value.map_or(core::ptr::null_mut(), Own::into_word)))
    }

    /// What is in it.
    #[inline]
    pub(crate) fn get(&self) -> Option<Own> {
        self.peek().map(Value::own)
    }

    /// What is in it, for a caller that does not let anything else run meanwhile.
    #[inline]
    fn peek(&self) -> Option<Value<'_>> {
        // SAFETY: the slot owns a reference to what is in it.
        unsafe { Value::from_word(self.0.get()) }
    }

    pub(crate) fn is_some(&self) -> bool {
        !self.0.get().is_null()
    }

    /// Puts another value in; returns what was there.
    #[inline]
    pub(crate) fn replace(&self, value: Option<Own>) -> Option<Own> {
        let old = self.0.replace(value.map_or(core::ptr::null_mut(), Own::into_word));
        // SAFETY: the slot owned it.
        unsafe { Own::from_word(old) }
    }

    /// Puts a value in and drops what was there.
    #[inline]
    pub(crate) fn set(&self, value: Option<Own>) {
        drop(self.replace(value));
    }

    pub(crate) fn take(&self) -> Option<Own> {
        self.replace(None)
    }

    pub(crate) fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        if let Some(value) = self.peek() {
            visit(value);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        drop(self.take());
    }
}

/// The class of an object. One that another replaced is kept for ever: somebody may be looking at it.
#[repr(transparent)]
pub(crate) struct ClassSlot(Slot);

impl ClassSlot {
    pub(crate) fn new(class: Own) -> ClassSlot {
        ClassSlot(Slot::new(Some(class)))
    }

    /// The class.
    #[inline]
    pub(crate) fn r(&self) -> Value<'_> {
        self.0.peek().expect("an object has a class")
    }

    /// Puts another class in its place.
    pub(crate) fn replace(&self, class: Own) {
        core::mem::forget(self.0.replace(Some(class)));
    }
}

/// A word that is remembered without a reference: only compared, or taken when something proves that it still lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct WeakWord(Word);

impl WeakWord {
    pub(crate) const NULL: WeakWord = WeakWord(core::ptr::null_mut());

    pub(crate) fn new(value: Value<'_>) -> WeakWord {
        WeakWord(value.word())
    }

    pub(crate) fn is(self, value: Value<'_>) -> bool {
        self.0 == value.word()
    }

    /// The word, for compiled code that borrows what something else keeps alive.
    pub(crate) fn word(self) -> Word {
        self.0
    }

    /// The address, unless it is null.
    pub(crate) fn address(self) -> Option<usize> {
        (!self.0.is_null()).then(|| self.0.addr())
    }

    /// A reference to it, unless it is null or nothing refers to it any more and it waits for its release.
    ///
    /// The caller has proved that it was not released.
    pub(crate) fn upgrade_unless_dying(self) -> Option<Own> {
        // SAFETY: as the caller has proved.
        unsafe { Value::from_word(self.0) }.filter(|value| value.refs() > 0).map(Value::own)
    }

    /// Whether it is the object with its body at this address.
    pub(crate) fn is_body(self, body: usize) -> bool {
        self.0.addr() + size_of::<Header>() == body
    }

    /// A reference to it.
    ///
    /// The caller has proved that the object lives: a cache compares the epoch in which the word was found.
    pub(crate) fn upgrade(self) -> Option<Own> {
        // SAFETY: as the caller has proved.
        unsafe { Value::from_word(self.0) }.map(Value::own)
    }
}

/// The items of a list, where compiled code finds them: address, length, capacity.
#[repr(C)]
pub(crate) struct Items {
    start: Cell<NonNull<Own>>,
    len: Cell<usize>,
    capacity: Cell<usize>,
}

/// A list.
#[repr(transparent)]
pub(crate) struct List(Items);

/// What has a vector of items.
pub(crate) trait ListLike {
    /// Reads the items; see [`Payload::read`].
    fn read<R>(&self, read: impl FnOnce(&[Own]) -> R) -> R;
}

impl List {
    pub(crate) fn new(items: Vec<Own>) -> List {
        let mut items = ManuallyDrop::new(items);
        let start = NonNull::new(items.as_mut_ptr()).expect("a vector's pointer is never null");
        List(Items { start: Cell::new(start), len: Cell::new(items.len()), capacity: Cell::new(items.capacity()) })
    }

    /// A new list object.
    pub(crate) fn object(items: Vec<Own>) -> Own {
        Own::new(List::new(items))
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.0.len.get()
    }

    /// The item at an index below the length.
    #[inline]
    pub(crate) fn item(&self, index: usize) -> Option<Own> {
        // SAFETY: the items are initialised up to the length, and `index` is below it.
        (index < self.len()).then(|| unsafe { self.0.start.get().add(index).as_ref() }.clone())
    }

    /// Changes the items; see [`Payload::write`].
    #[inline]
    pub(crate) fn write<R>(&self, write: impl FnOnce(&mut Vec<Own>) -> R) -> R {
        // SAFETY: the three words came from a vector, and nothing else takes one meanwhile: `write` runs no Python.
        let mut items =
            unsafe { Vec::from_raw_parts(self.0.start.get().as_ptr(), self.0.len.get(), self.0.capacity.get()) };
        let result = write(&mut items);
        let mut items = ManuallyDrop::new(items);
        self.0.start.set(NonNull::new(items.as_mut_ptr()).expect("a vector's pointer is never null"));
        self.0.len.set(items.len());
        self.0.capacity.set(items.capacity());
        result
    }

    #[inline]
    pub(crate) fn push(&self, item: Own) {
        self.write(|items| items.push(item));
    }

    /// All items, as a vector of one's own.
    pub(crate) fn to_vec(&self) -> Vec<Own> {
        self.read(<[Own]>::to_vec)
    }
}

impl ListLike for List {
    #[inline]
    fn read<R>(&self, read: impl FnOnce(&[Own]) -> R) -> R {
        // SAFETY: the items are initialised up to the length; `read` runs no Python, so they stay.
        read(unsafe { core::slice::from_raw_parts(self.0.start.get().as_ptr(), self.0.len.get()) })
    }
}

impl ListLike for Tuple {
    fn read<R>(&self, read: impl FnOnce(&[Own]) -> R) -> R {
        read(self.items())
    }
}

impl Drop for List {
    fn drop(&mut self) {
        release_backwards(self.write(core::mem::take));
    }
}

/// Gives items up as CPython's lists do: the last one first.
pub(crate) fn release_backwards(mut items: Vec<Own>) {
    while items.pop().is_some() {}
}

impl Body for List {
    const KIND: Kind = <List as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.read(|items| items.iter().for_each(|item| visit(item.r())));
    }
    fn clear(&self, out: &mut Vec<Own>) {
        out.append(&mut self.write(core::mem::take));
    }
}

/// A tuple; its items follow it in memory.
#[repr(C)]
pub(crate) struct Tuple {
    len: usize,
}

impl Tuple {
    /// A new tuple object.
    pub(crate) fn object(items: impl ExactSizeIterator<Item = Own>) -> Own {
        let len = items.len();
        let memory = alloc::allocate(Tuple::size(len), Kind::Tuple as u8);
        release::count_allocation();
        let object = memory.cast::<Object<Tuple>>();
        // SAFETY: the memory has room for the head and `len` items.
        unsafe { object.write(Object { header: new_header(Kind::Tuple, 0), body: Tuple { len } }) };
        // SAFETY: the items follow the head.
        let first = unsafe { object.add(1) }.cast::<Own>();
        let mut count = 0;
        for item in items.take(len) {
            // SAFETY: `count < len`.
            unsafe { first.add(count).write(item) };
            count += 1;
        }
        assert!(count == len, "an iterator of known length has as many items as it says");
        Own(NonNull::new(memory).expect("the allocator never returns null"))
    }

    /// A tuple of copies.
    pub(crate) fn of(items: &[Value<'_>]) -> Own {
        Tuple::object(items.iter().map(|item| item.own()))
    }

    /// The items.
    #[inline]
    pub(crate) fn items(&self) -> &[Own] {
        // SAFETY: `len` items follow the head, and never change.
        unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).add(1).cast(), self.len) }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The object this is the body of.
    pub(crate) fn value(&self) -> Value<'_> {
        let header = core::ptr::from_ref(self).cast::<Header>().wrapping_sub(1);
        // SAFETY: a `Tuple` exists only as the body of an object, behind its header.
        unsafe { Value::from_word(header.cast_mut()) }.expect("a reference is not null")
    }

    pub(super) fn size(len: usize) -> usize {
        size_of::<Object<Tuple>>() + len * size_of::<Word>()
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        let first = core::ptr::from_mut(self);
        for index in (0..self.len).rev() {
            // SAFETY: `index < len`, and the tuple dies: its items are used no more.
            drop(unsafe { first.add(1).cast::<Own>().add(index).read() });
        }
    }
}

impl Body for Tuple {
    const KIND: Kind = <Tuple as BodyKind>::OF;
    fn visit(&self, visit: &mut dyn FnMut(Value<'_>)) {
        self.items().iter().for_each(|item| visit(item.r()));
    }
}

/// The inline cache of one place in compiled code: zeroed at start, ours to use.
#[repr(C)]
pub(crate) struct Cache {
    /// What the cached fact is about: the address of a shape, a type, a table's version.
    pub(crate) key: Cell<usize>,
    /// The epoch it was found in.
    pub(crate) epoch: Cell<u64>,
    /// Where it was found.
    pub(crate) index: Cell<usize>,
    /// What was found; alive as long as the epoch is the same.
    value: Cell<Word>,
    spare: [u64; 4],
}

const _: () = assert!(size_of::<Cache>() == naja_rt_abi::layout::CACHE_SIZE);

impl Default for Cache {
    fn default() -> Cache {
        Cache {
            key: Cell::new(0),
            epoch: Cell::new(0),
            index: Cell::new(0),
            value: Cell::new(core::ptr::null_mut()),
            spare: [0; 4],
        }
    }
}

impl Cache {
    /// What was found.
    pub(crate) fn value(&self) -> WeakWord {
        WeakWord(self.value.get())
    }

    pub(crate) fn set_value(&self, value: Value<'_>) {
        self.value.set(value.word());
    }
}

/// The words of a suspended function: owned values, nulls, and raw numbers that only compiled code understands.
pub(crate) struct Frame<'a> {
    /// The frame in memory.
    pub(super) words: NonNull<Word>,
    pub(super) life: PhantomData<&'a Header>,
}
