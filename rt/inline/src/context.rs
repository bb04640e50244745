//! What compiled code carries with it: the context, one for each thread.

use crate::cpython::cache::Cache;
use crate::layout::{Breaker, FrameRecord, Obj, Object, ThreadState, Type};
use naja_rt_abi::layout::{Activation, ModuleDesc};

/// The context of a thread: the first argument of every compiled function and row.
///
/// Made by the runtime library, which finds it again by the thread state; valid while the thread holds the GIL.
#[repr(C)]
#[derive(Debug)]
pub struct Cx {
    /// The thread state.
    pub thread: *mut ThreadState,
    /// Its number, which is never used again.
    pub id: u64,
    /// Calls fail when the stack pointer is below this address.
    pub stack_limit: usize,
    /// What the eval loop looks at to know of signals, thread switches and collections.
    pub breaker: *const Breaker,
    /// The int 0 in the interpreter's array of small ints.
    pub small_zero: *mut Object,
    /// The exception that a bare `raise` raised again: its next place is already in the traceback.
    pub reraised: *mut Object,
    /// What the row `generator_result` gives, owned.
    pub result: *mut Object,
    /// What the row of this name says.
    pub method_is_unbound: i64,
    /// A cell that is never set: what frame records have for free variables that they do not show. Not counted there.
    pub empty_cell: *mut Object,
    /// The type of our functions.
    pub function_class: *mut Type,
    /// Null bytes: where an object's attributes are looked for if they are not where its class's usually are.
    pub nothing: *mut u8,
    /// The frame object of an activation that goes on in another version, owned: from `frame_hand_over` to
    /// `frame_take_over`.
    pub handed_frame: *mut Object,
    /// The namespace of its record, owned.
    pub handed_namespace: *mut Object,
}

unsafe extern "C" {
    /// Raises RecursionError after `recursion_enter` has found too little room; or says, with 0, that it may go on.
    pub fn naja_cpy_recursion_overflow(cx: *mut Cx) -> i32;
    /// The same for `recursion_check`, with so many calls left.
    pub fn naja_cpy_recursion_refuse(cx: *mut Cx, left: i64) -> i32;
    /// The C library's `pow`.
    pub fn naja_cpy_library_pow(a: f64, b: f64) -> f64;
    /// The C library's `hypot`.
    pub fn naja_cpy_library_hypot(a: f64, b: f64) -> f64;
    /// What `attr_get` does when its cache does not answer.
    pub fn naja_cpy_attr_get_uncached(cx: *mut Cx, object: Obj, name: Obj, cache: *mut Cache) -> Obj;
    /// What `attr_set` does when its cache does not answer.
    pub fn naja_cpy_attr_set_uncached(cx: *mut Cx, object: Obj, name: Obj, value: Obj, cache: *mut Cache) -> i32;
    /// What `global_get` does when its cache does not answer.
    pub fn naja_cpy_global_get_uncached(
        cx: *mut Cx,
        desc: *const ModuleDesc,
        globals: Obj,
        name: Obj,
        cache: *mut Cache,
    ) -> Obj;
    /// Links the records of an activation that is not linked, and of its callers.
    pub fn naja_cpy_activation_link(cx: *mut Cx, activation: *mut Activation);
    /// `frame_pop`, out of line.
    pub fn naja_cpy_activation_pop(cx: *mut Cx, record: *mut FrameRecord);
    /// What `frame_hand_over` does with a record that has a frame object or a namespace.
    pub fn naja_cpy_frame_keep(cx: *mut Cx, record: *mut FrameRecord);
    /// What `frame_take_over` does when something was handed over.
    pub fn naja_cpy_frame_regain(cx: *mut Cx, record: *mut FrameRecord);
    /// Ends an unlinked frame record: moves what it owns into its frame object, which may outlive it, or gives it up.
    pub fn naja_cpy_frame_detach(cx: *mut Cx, record: *mut FrameRecord);
    /// What `method_get` does when its cache does not answer in line.
    pub fn naja_cpy_method_get_uncached(cx: *mut Cx, object: Obj, name: Obj, cache: *mut Cache) -> Obj;
    /// What `super_begin` does when its cache does not answer.
    pub fn naja_cpy_super_begin_uncached(cx: *mut Cx, callee: Obj, class: Obj, object: Obj, spelled_out: i64) -> Obj;
    /// What `super_method` does when its cache does not answer in line.
    pub fn naja_cpy_super_method_uncached(
        cx: *mut Cx,
        made: Obj,
        class: Obj,
        object: Obj,
        name: Obj,
        cache: *mut Cache,
    ) -> Obj;
    /// What `method_ready` does where the cache does not answer.
    pub fn naja_cpy_method_ready_uncached(
        cx: *mut Cx,
        object: Obj,
        function: *const naja_rt_abi::layout::FunctionDesc,
        found: *mut Cache,
        cache: *mut Cache,
    ) -> i32;
    /// `global_function`, the cache aside.
    pub fn naja_cpy_global_function_uncached(
        cx: *mut Cx,
        globals: crate::layout::Obj,
        name: crate::layout::Obj,
        function: *const naja_rt_abi::layout::FunctionDesc,
        cache: *mut crate::cpython::cache::Cache,
    ) -> crate::layout::Obj;
    /// `global_value`, the cache aside.
    pub fn naja_cpy_global_value_uncached(cx: *mut Cx, globals: Obj, name: Obj, cache: *mut Cache) -> Obj;
    /// `math_is`, the cache aside.
    pub fn naja_cpy_math_is_uncached(cx: *mut Cx, function: Obj, number: i64, cache: *mut Cache) -> i32;
    /// `type_method`, the cache aside.
    pub fn naja_cpy_type_method_uncached(cx: *mut Cx, of: i64, name: Obj, cache: *mut Cache) -> Obj;
    /// `global_builtin`, the cache aside.
    pub fn naja_cpy_global_builtin_uncached(
        cx: *mut Cx,
        desc: *const naja_rt_abi::layout::ModuleDesc,
        globals: crate::layout::Obj,
        name: crate::layout::Obj,
        cache: *mut crate::cpython::cache::Cache,
    ) -> crate::layout::Obj;
}
