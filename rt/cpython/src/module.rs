//! Modules: what `PyInit_…` gives to the interpreter, and what runs when the import comes to the module's body.
//!
//! Initialisation has two phases, so that `__file__`, `__spec__`, `__package__` and `__loader__` are set when the body
//! runs. The first instance of a module in the main interpreter binds the library's static slots (constants, code
//! objects, globals) and runs compiled code, again when it is reloaded. Every other instance has variables of its own, so
//! it runs the embedded code objects in the interpreter. Other interpreters may run at the same time, each with a GIL of its
//! own: what they do here touches nothing that is the process's but the definition.

use crate::api::{Obj, ffi, own};
use crate::global::Global;
use crate::names::{self, Known};
use crate::{constants, context, function, selftest, source};
use core::ffi::{c_char, c_int, c_void};
use core::mem::offset_of;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};
use naja_rt_abi::layout::{FunctionDesc, ModuleDesc};
use naja_rt_inline::layout::{ThreadState, VERSION};

/// The interpreter's description of a module, and ours around it: what [`ModuleDesc::state`] points to.
#[repr(C)]
struct Definition {
    /// The function object that frames of the module show, which tells its name; null before the first instance.
    spokesman: Obj,
    def: ffi::PyModuleDef,
    desc: *const ModuleDesc,
    /// Whether an instance has bound the library's slots.
    bound: bool,
    /// What to execute, what is promised, and the end.
    slots: [ffi::PyModuleDef_Slot; 3],
}

/// `Py_mod_multiple_interpreters`, since 3.12.
#[cfg(not(feature = "py311"))]
const MULTIPLE_INTERPRETERS: c_int = 3;
/// `Py_MOD_PER_INTERPRETER_GIL_SUPPORTED`.
#[cfg(not(feature = "py311"))]
const PER_INTERPRETER_GIL: *mut c_void = ptr::without_provenance_mut(2);

/// What `PyInit_<name>` returns: the definition of the module that `desc` describes.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn naja_cpy_module_init(desc: *const ModuleDesc) -> *mut c_void {
    if !is_right_version() {
        return ptr::null_mut();
    }
    let state = AtomicPtr::from_ptr((*desc).state.cast::<*mut c_void>());
    let known = state.load(Ordering::Acquire);
    if !known.is_null() {
        return ffi::PyModuleDef_Init(&raw mut (*known.cast::<Definition>()).def).cast();
    }
    let definition = ffi::PyMem_RawCalloc(1, size_of::<Definition>()).cast::<Definition>();
    let name = definition_name(&*desc);
    if definition.is_null() || name.is_null() {
        return ffi::PyErr_NoMemory().cast();
    }
    let slots = &raw mut (*definition).slots;
    slots.cast::<ffi::PyModuleDef_Slot>().write(ffi::PyModuleDef_Slot {
        slot: ffi::Py_mod_exec,
        value: (execute as unsafe extern "C" fn(Obj) -> c_int) as *mut c_void,
    });
    #[cfg(not(feature = "py311"))]
    slots
        .cast::<ffi::PyModuleDef_Slot>()
        .add(1)
        .write(ffi::PyModuleDef_Slot { slot: MULTIPLE_INTERPRETERS, value: PER_INTERPRETER_GIL });
    (*definition).def.m_base = ffi::PyModuleDef_HEAD_INIT;
    (*definition).def.m_name = name;
    (*definition).def.m_slots = slots.cast();
    (*definition).desc = desc;
    // If another interpreter was faster, its definition counts, and this one is left to be.
    let first = state.compare_exchange(ptr::null_mut(), definition.cast(), Ordering::AcqRel, Ordering::Acquire);
    let definition = first.map_or_else(|known| known.cast::<Definition>(), |_| definition);
    ffi::PyModuleDef_Init(&raw mut (*definition).def).cast()
}

/// Whether the importing interpreter is of the version this library was built for; else an ImportError is raised.
unsafe fn is_right_version() -> bool {
    let actual = ffi::Py_GetVersion();
    let expected = VERSION.to_bytes();
    // A version string is longer than `expected`, and ends with a NUL, which matches nothing.
    let mut same = true;
    for (index, byte) in expected.iter().enumerate() {
        same = same && actual.add(index).cast::<u8>().read() == *byte;
    }
    if !same {
        let text = c"naja: this module was built for CPython %sx, but this is %s";
        ffi::PyErr_Format(ffi::PyExc_ImportError, text.as_ptr(), VERSION.as_ptr(), actual);
    }
    same
}

/// The module's name with a NUL, never freed: the definition lives as long as the process.
unsafe fn definition_name(desc: &ModuleDesc) -> *const c_char {
    let name = ffi::PyMem_RawCalloc(desc.name_len + 1, 1).cast::<u8>();
    if !name.is_null() {
        name.copy_from_nonoverlapping(desc.name, desc.name_len);
    }
    name.cast()
}

/// Runs the body of a new instance.
unsafe extern "C" fn execute(module: Obj) -> c_int {
    let definition = ffi::PyModule_GetDef(module).byte_sub(offset_of!(Definition, def)).cast::<Definition>();
    let globals = ffi::PyModule_GetDict(module);
    let desc = &*(*definition).desc;
    let builtins = ffi::PyEval_GetBuiltins();
    if ffi::PyDict_SetItemString(globals, c"__builtins__".as_ptr(), builtins) < 0 {
        return -1;
    }
    let codes = read_codes(desc);
    if codes.is_null() {
        return -1;
    }
    if source::place(globals, codes) < 0 {
        ffi::Py_DECREF(codes);
        return -1;
    }
    let is_main = ffi::PyInterpreterState_Get() == ffi::PyInterpreterState_Main();
    let result = if is_main && !(*definition).bound {
        if names::init() < 0 {
            ffi::Py_DECREF(codes);
            return -1;
        }
        (*definition).bound = true;
        (*definition).spokesman = new_spokesman(ffi::PyList_GET_ITEM(codes, 0), globals);
        run_compiled(desc, codes, globals, builtins)
    } else if is_main && desc.globals.read().cast() == globals {
        run_again(desc, globals)
    } else {
        run_interpreted(codes, globals)
    };
    ffi::Py_DECREF(codes);
    allow_reload(module);
    result
}

/// A function of the module's name. It must not keep the module's variables alive.
unsafe fn new_spokesman(code: Obj, globals: Obj) -> Obj {
    let variables = ffi::PyDict_New();
    let name = ffi::PyDict_GetItemWithError(globals, Known::Name.get());
    if variables.is_null() || (!name.is_null() && ffi::PyDict_SetItem(variables, Known::Name.get(), name) < 0) {
        ffi::PyErr_Clear();
    }
    let function = ffi::PyFunction_New(code, variables);
    ffi::Py_XDECREF(variables);
    function
}

/// A module with state is not executed again by `importlib.reload`. Ours has none, but was given an empty one.
unsafe fn allow_reload(module: Obj) {
    const STATE: usize = 4;
    let field = module.cast::<*mut c_void>().add(STATE);
    let state = ffi::PyModule_GetState(module);
    if !state.is_null() && field.read() == state {
        field.write(ptr::null_mut());
        ffi::PyMem_Free(state);
    }
}

/// The list of code objects.
unsafe fn read_codes(desc: &ModuleDesc) -> Obj {
    let codes = ffi::PyMarshal_ReadObjectFromString(desc.code.cast(), desc.code_len as isize);
    if codes.is_null() {
        return codes;
    }
    let is_list = ffi::PyList_CheckExact(codes) != 0;
    if !is_list || ffi::PyList_GET_SIZE(codes) as usize > desc.functions_len || ffi::PyList_GET_SIZE(codes) == 0 {
        crate::api::fail(ffi::PyExc_ImportError, c"naja: the code objects of the module are damaged");
        ffi::Py_DECREF(codes);
        return ptr::null_mut();
    }
    codes
}

/// The body's code object is the first.
unsafe fn run_interpreted(codes: Obj, globals: Obj) -> c_int {
    let result = ffi::PyEval_EvalCode(ffi::PyList_GET_ITEM(codes, 0), globals, globals);
    if result.is_null() {
        return -1;
    }
    ffi::Py_DECREF(result);
    0
}

unsafe fn run_compiled(desc: &ModuleDesc, codes: Obj, globals: Obj, builtins: Obj) -> c_int {
    if prepare_process(ffi::PyList_GET_ITEM(codes, 0), globals) < 0 || constants::build(desc) < 0 {
        return -1;
    }
    // Borrowed: compiled code runs only while a function object or the module keeps the dict alive, and a reference
    // of ours would keep everything in the module from being finalised when the interpreter exits.
    desc.globals.write(globals.cast());
    desc.builtins.write(own(builtins).cast());
    let functions = (0..desc.functions_len).map(|index| desc.functions.add(index).read());
    for function in functions {
        bind_code(function, ffi::PyList_GET_ITEM(codes, (*function).code_number as isize));
    }
    run_again(desc, globals)
}

/// Runs the body in the variables that compiled code is bound to.
unsafe fn run_again(desc: &ModuleDesc, globals: Obj) -> c_int {
    let body = desc.functions.read().cast_mut();
    if (*body).doc != u32::MAX {
        let doc = desc.consts.add((*body).doc as usize).read().cast();
        if ffi::PyDict_SetItem(globals, Known::Doc.get(), doc) < 0 {
            return -1;
        }
    }
    if is_program(desc) { run_outermost(body, globals) } else { run_body(body, globals) }
}

/// Whether the module is the program that the interpreter runs.
unsafe fn is_program(desc: &ModuleDesc) -> bool {
    core::slice::from_raw_parts(desc.name, desc.name_len) == b"__main__"
}

/// Runs the body below no other frame: whatever has loaded the program is no part of it.
unsafe fn run_outermost(body: *mut FunctionDesc, globals: Obj) -> c_int {
    let thread = ffi::PyThreadState_Get().cast::<ThreadState>();
    let innermost = ThreadState::current_frame(thread);
    let loader = ptr::replace(innermost, ptr::null_mut());
    let result = run_body(body, globals);
    innermost.write(loader);
    result
}

/// Puts a code object into its function's slot; `None` stands for a function that has none.
unsafe fn bind_code(function: *const FunctionDesc, code: Obj) {
    if code != ffi::Py_None() {
        (*function).code.write(own(code).cast());
    }
}

/// The body is called as the function object it would be.
unsafe fn run_body(body: *mut FunctionDesc, globals: Obj) -> c_int {
    let cx = context::naja_cpy_context();
    if cx.is_null() {
        return -1;
    }
    let null = ptr::null_mut();
    let function = function::function_new(cx, body, globals, null, null, null, null);
    if function.is_null() {
        return -1;
    }
    let result = ffi::PyObject_CallNoArgs(function);
    ffi::Py_DECREF(function);
    if result.is_null() {
        return -1;
    }
    ffi::Py_DECREF(result);
    0
}

/// What is done once in a process, before anything compiled runs.
unsafe fn prepare_process(code: Obj, globals: Obj) -> c_int {
    static READY: Global<bool> = Global::new(false);
    if READY.get() {
        return 0;
    }
    if selftest::run(code) < 0
        || function::init(code, globals) < 0
        || crate::compact::init() < 0
        || crate::generator::init() < 0
    {
        return -1;
    }
    #[cfg(feature = "py311")]
    if crate::predicate::init() < 0 {
        return -1;
    }
    READY.set(true);
    0
}
