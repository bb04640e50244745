//! Shapes: where the attributes of a class's instances are, learnt once for all sites of a module.
//!
//! A module has a shape for each class of the program whose attributes its fast code uses: a run of cache memory that
//! holds the version of one type and, for each attribute, the distance from the instance's *base*. The base is the array of
//! values of an instance that the interpreter keeps attributes in an array for, else the instance itself, for slots. It
//! is asked for once, by the version of the type, and then serves all attributes of the object until something may run
//! that changes types or attributes. An object of another type has a base with nothing but nulls behind it, where every
//! attribute is unset; zero is no place. The runtime library fills shapes (`rt/cpython`, `shape.rs`).
//!
//! Compact slots are found by the same shapes, all at once, with a base of their own (`compact.rs`). So many null bytes as
//! `FARTHEST` says stand behind [`Cx::nothing`].
//!
//! A number is written into its own box if nobody else holds that: attributes that change do not allocate.

use crate::context::Cx;
use crate::layout::{Obj, inline_values};
use core::hint::cold_path;

/// What shapes begin with; all zero at start. One `u32` follows for each attribute.
#[repr(C)]
#[derive(Debug)]
pub struct Shape {
    /// The version of the type that the places hold for.
    pub version: u64,
    /// Where instances of the type keep attributes.
    pub kind: Kind,
    /// How often it was filled.
    pub fills: u32,
    /// The version again, as [`compact_version`] has it, of a type that has all compact slots where compiled code looks for them.
    pub compact: u64,
    /// By attribute, its distance from the base; zero if it is not known.
    pub places: [u32; 0],
}

const _: () = assert!(size_of::<Shape>() == naja_rt_abi::layout::SHAPE_HEAD_SIZE);

/// Where instances keep attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// Not known.
    None = 0,
    /// In an array of values.
    Values,
    /// In slots.
    Slots,
}

impl Shape {
    /// The distance of attribute `index` from the base.
    ///
    /// # Safety
    /// `shape` points to a shape with such an attribute.
    pub unsafe fn place(shape: *mut Shape, index: i64) -> *mut u32 {
        // SAFETY: the places follow the head.
        unsafe { (&raw mut (*shape).places).cast::<u32>().offset(index as isize) }
    }
}

/// Marks the version of a type as one: no type has a version that is equal to none.
#[must_use]
pub fn compact_version(version: u64) -> u64 {
    version | 1 << 32
}

/// What the places of attributes of `object` count from.
///
/// # Safety
/// `object` points to an object, `shape` to a shape.
pub unsafe fn base(cx: *mut Cx, object: Obj, shape: *mut Shape) -> i64 {
    // SAFETY: the caller's; the kind says which layout instances of the type have.
    unsafe {
        let is_same = u64::from((*(*object).class).version_tag) == (*shape).version;
        let base = match (*shape).kind {
            Kind::Slots if is_same => object.cast::<u8>(),
            // One word below the array, so that no place is zero.
            Kind::Values if is_same => match inline_values(object) {
                values if values.is_null() => {
                    cold_path();
                    (*cx).nothing
                }
                values => values.sub(1).cast(),
            },
            Kind::None | Kind::Slots | Kind::Values => {
                cold_path();
                (*cx).nothing
            }
        };
        base.expose_provenance() as i64
    }
}

/// The rows that ask shapes.
pub mod rows {
    use super::{Shape, base};
    use crate::context::Cx;
    use crate::cpython::boxes::{self, SMALL_INT_MAX, SMALL_INT_MIN};
    use crate::cpython::cache::rows::has_no_dict;
    use crate::cpython::refcount;
    use crate::layout::{Long, Obj};
    use core::hint::cold_path;
    use core::ptr;

    pub unsafe fn shape_base(cx: *mut Cx, object: Obj, shape: *mut Shape) -> i64 {
        base(cx, object, shape)
    }

    /// The address of a place; the base is one in memory of the interpreter's.
    unsafe fn at(base: i64, place: u32) -> *mut Obj {
        ptr::with_exposed_provenance_mut::<u8>(base as usize).add(place as usize).cast()
    }

    /// The attribute; null if it is unset or its place not known.
    unsafe fn value(base: i64, shape: *mut Shape, index: i64) -> Obj {
        match *Shape::place(shape, index) {
            0 => {
                cold_path();
                ptr::null_mut()
            }
            place => at(base, place).read(),
        }
    }

    pub unsafe fn shape_has(_: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> i32 {
        !value(base, shape, index).is_null() as i32
    }

    pub unsafe fn shape_has_int(cx: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> i32 {
        let value = value(base, shape, index);
        (!value.is_null() && boxes::is_int(cx, value) != 0 && boxes::int_fits(cx, value) != 0) as i32
    }

    pub unsafe fn shape_has_bool(cx: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> i32 {
        let value = value(base, shape, index);
        (!value.is_null() && boxes::is_bool(cx, value) != 0) as i32
    }

    pub unsafe fn shape_read(_: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> Obj {
        at(base, *Shape::place(shape, index)).read()
    }

    pub unsafe fn shape_box(cx: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> i64 {
        let value = value(base, shape, index);
        if value.is_null() || boxes::is_float(cx, value) == 0 {
            cold_path();
            return 0;
        }
        value.expose_provenance() as i64
    }

    pub unsafe fn shape_object(_: *mut Cx, _: Obj, base: i64, shape: *mut Shape, index: i64) -> i64 {
        value(base, shape, index).expose_provenance() as i64
    }

    pub unsafe fn shape_base_at(cx: *mut Cx, _: Obj, address: i64, shape: *mut Shape) -> i64 {
        match address {
            0 => (*cx).nothing.expose_provenance() as i64,
            _ => base(cx, ptr::with_exposed_provenance_mut(address as usize), shape),
        }
    }

    pub unsafe fn lent_object(_: *mut Cx, _: Obj, keeper: Obj, address: i64) -> Obj {
        if keeper.is_null() { ptr::with_exposed_provenance_mut(address as usize) } else { keeper }
    }

    pub unsafe fn shape_box_read(cx: *mut Cx, _: Obj, number: i64) -> f64 {
        boxes::unbox_f64(cx, ptr::with_exposed_provenance_mut(number as usize))
    }

    pub unsafe fn shape_box_write(_: *mut Cx, _: Obj, number: i64, value: f64) -> i32 {
        (number != 0 && boxes::overwrite_f64(ptr::with_exposed_provenance_mut(number as usize), value)) as i32
    }

    pub unsafe fn shape_put_int(cx: *mut Cx, object: Obj, base: i64, shape: *mut Shape, index: i64, new: i64) -> i32 {
        let old = value(base, shape, index);
        if old.is_null() || boxes::is_int(cx, old) == 0 {
            return 0;
        }
        // Small ints are one object each, and are left to be that.
        let is_small = (SMALL_INT_MIN..=SMALL_INT_MAX).contains(&new);
        if !is_small && (*old).refcount == 1 && Long::overwrite(old.cast(), new) {
            return 1;
        }
        if !has_no_dict(object) {
            return 0;
        }
        at(base, *Shape::place(shape, index)).write(boxes::box_i64(cx, new));
        refcount::decref(cx, old);
        1
    }
}
