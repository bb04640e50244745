//! The constants of a module: from the bytes that codegen wrote to objects.

use crate::api::{Obj, ffi, new_none, own};
use core::ffi::{c_char, c_int};
use core::ptr;
use naja_rt_abi::constant::Tag;
use naja_rt_abi::layout::ModuleDesc;

/// What is left of a pool.
struct Reader {
    bytes: *const u8,
    len: usize,
}

/// Fills the constant array of `desc`; returns 0 or -1.
pub(crate) unsafe fn build(desc: &ModuleDesc) -> i32 {
    let mut reader = Reader { bytes: desc.pool, len: desc.pool_len };
    let consts = desc.consts.cast::<Obj>();
    for index in 0..desc.consts_len {
        let value = reader.entry(consts, index);
        if value.is_null() {
            if !crate::api::is_raised() {
                crate::api::fail(ffi::PyExc_ImportError, c"naja: the constants of the module are damaged");
            }
            return -1;
        }
        consts.add(index).write(value);
    }
    0
}

impl Reader {
    /// The next `len` bytes, null if there are not so many.
    unsafe fn take(&mut self, len: usize) -> *const u8 {
        if len > self.len {
            return ptr::null();
        }
        let taken = self.bytes;
        self.bytes = taken.add(len);
        self.len -= len;
        taken
    }

    unsafe fn word<const N: usize>(&mut self) -> Option<[u8; N]> {
        let bytes = self.take(N);
        (!bytes.is_null()).then(|| bytes.cast::<[u8; N]>().read_unaligned())
    }

    /// A length and that many bytes.
    unsafe fn counted(&mut self, size: usize) -> Option<(*const u8, usize)> {
        let count = u32::from_le_bytes(self.word()?) as usize;
        let bytes = self.take(count.checked_mul(size)?);
        (!bytes.is_null()).then_some((bytes, count))
    }

    /// The next entry; null if it is damaged or an exception was raised. `made` holds the `index` entries before it.
    unsafe fn entry(&mut self, made: *mut Obj, index: usize) -> Obj {
        self.try_entry(made, index).unwrap_or(ptr::null_mut())
    }

    unsafe fn try_entry(&mut self, made: *mut Obj, index: usize) -> Option<Obj> {
        let [tag] = self.word()?;
        Some(match Tag::from_byte(tag)? {
            Tag::Int => ffi::PyLong_FromLongLong(i64::from_le_bytes(self.word()?)),
            Tag::BigInt => {
                let (digits, len) = self.counted(1)?;
                big_int(digits, len)
            }
            Tag::Float => ffi::PyFloat_FromDouble(f64::from_le_bytes(self.word()?)),
            Tag::Imaginary => ffi::PyComplex_FromDoubles(0.0, f64::from_le_bytes(self.word()?)),
            Tag::Str => {
                let (text, len) = self.counted(1)?;
                ffi::PyUnicode_DecodeUTF8(text.cast(), len as isize, ptr::null())
            }
            Tag::Name => {
                let (text, len) = self.counted(1)?;
                let mut name = ffi::PyUnicode_DecodeUTF8(text.cast(), len as isize, ptr::null());
                if !name.is_null() {
                    ffi::PyUnicode_InternInPlace(&mut name);
                }
                name
            }
            Tag::CodePoints => {
                let (points, len) = self.counted(4)?;
                code_points(points, len)
            }
            Tag::Bytes => {
                let (bytes, len) = self.counted(1)?;
                ffi::PyBytes_FromStringAndSize(bytes.cast(), len as isize)
            }
            Tag::Tuple => {
                let (indices, len) = self.counted(4)?;
                tuple(indices, len, made, index)?
            }
            Tag::Ellipsis => own(ffi::Py_Ellipsis()),
            Tag::None => new_none(),
            Tag::True => own(ffi::Py_True()),
            Tag::False => own(ffi::Py_False()),
        })
    }
}

/// How many digits may be parsed at once, whatever the limit is set to.
const PART: usize = 600;

/// An int from decimal digits: in parts, because `sys.set_int_max_str_digits` limits how many may be parsed at once.
unsafe fn big_int(digits: *const u8, len: usize) -> Obj {
    let negative = len > 0 && digits.read() == b'-';
    let (mut digits, mut len) = if negative { (digits.add(1), len - 1) } else { (digits, len) };
    let mut value = ffi::PyLong_FromLong(0);
    while len > 0 && !value.is_null() {
        let part = len.min(PART);
        let scaled = scale(value, part);
        ffi::Py_DECREF(value);
        let more = parse(digits, part);
        value = if scaled.is_null() || more.is_null() { ptr::null_mut() } else { ffi::PyNumber_Add(scaled, more) };
        ffi::Py_XDECREF(scaled);
        ffi::Py_XDECREF(more);
        (digits, len) = (digits.add(part), len - part);
    }
    if negative && !value.is_null() {
        let positive = value;
        value = ffi::PyNumber_Negative(positive);
        ffi::Py_DECREF(positive);
    }
    value
}

/// `value * 10 ** digits`.
unsafe fn scale(value: Obj, digits: usize) -> Obj {
    let (ten, digits) = (ffi::PyLong_FromLong(10), ffi::PyLong_FromSize_t(digits));
    let power = if ten.is_null() || digits.is_null() {
        ptr::null_mut()
    } else {
        ffi::PyNumber_Power(ten, digits, ffi::Py_None())
    };
    let scaled = if power.is_null() { power } else { ffi::PyNumber_Multiply(value, power) };
    for temporary in [ten, digits, power] {
        ffi::Py_XDECREF(temporary);
    }
    scaled
}

/// The int that `len` decimal digits say.
unsafe fn parse(digits: *const u8, len: usize) -> Obj {
    let mut text = [0_u8; PART + 1];
    for (index, byte) in text.iter_mut().enumerate().take(len) {
        *byte = digits.add(index).read();
    }
    ffi::PyLong_FromString(text.as_ptr().cast::<c_char>(), ptr::null_mut(), 10)
}

unsafe fn code_points(points: *const u8, len: usize) -> Obj {
    let buffer = ffi::PyMem_Malloc((4 * len).max(1)).cast::<u32>();
    if buffer.is_null() {
        return ffi::PyErr_NoMemory();
    }
    for index in 0..len {
        let bytes = points.add(4 * index).cast::<[u8; 4]>().read_unaligned();
        buffer.add(index).write(u32::from_le_bytes(bytes));
    }
    const FOUR_BYTES: c_int = 4;
    let text = ffi::PyUnicode_FromKindAndData(FOUR_BYTES, buffer.cast(), len as isize);
    ffi::PyMem_Free(buffer.cast());
    text
}

/// A tuple of earlier entries.
unsafe fn tuple(indices: *const u8, len: usize, made: *mut Obj, below: usize) -> Option<Obj> {
    let tuple = ffi::PyTuple_New(len as isize);
    if tuple.is_null() {
        return None;
    }
    for position in 0..len {
        let bytes = indices.add(4 * position).cast::<[u8; 4]>().read_unaligned();
        let index = u32::from_le_bytes(bytes) as usize;
        if index >= below {
            ffi::Py_DECREF(tuple);
            return None;
        }
        ffi::PyTuple_SET_ITEM(tuple, position as isize, own(made.add(index).read()));
    }
    Some(tuple)
}
