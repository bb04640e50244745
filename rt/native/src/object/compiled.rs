//! What compiled code hands over: descriptors, frames, arrays; and calling it.

use super::{Frame, Own, Value};
use crate::context::{Cx, Raised, Res};
use crate::inline::{self, Word};
use core::ffi::c_void;
use core::marker::PhantomData;
use core::ptr::NonNull;
use naja_rt_abi::layout::{
    ExitDesc, ExitTag, Frame as LayoutFrame, FunctionDesc, ModuleDesc, NativeEntry, NativeGeneric,
};

/// Words of a call as an entry got them, and the place for what `bind` makes of them.
#[derive(Clone, Copy)]
pub(crate) struct Bound {
    pub(super) word: *mut Word,
}

impl Bound {
    /// As compiled code passes it.
    ///
    /// # Safety
    /// The address is that of an array as the row says.
    pub(crate) unsafe fn new(word: *mut c_void) -> Bound {
        Bound { word: word.cast() }
    }

    /// The first words as values.
    pub(crate) fn values(&self, count: usize) -> &[Value<'_>] {
        if count == 0 {
            return &[];
        }
        // SAFETY: the row says that there are so many values, alive during the call.
        unsafe { core::slice::from_raw_parts(self.word.cast(), count) }
    }

    /// Writes an owned value or null.
    pub(crate) fn put(&self, index: usize, value: Option<Own>) {
        // SAFETY: the row says that there is a word for each parameter.
        unsafe { self.word.add(index).write(value.map_or(core::ptr::null_mut(), Own::into_word)) }
    }

    /// Takes owned values or nulls over.
    pub(crate) fn take(&self, count: usize) -> Vec<Option<Own>> {
        // SAFETY: the row says that there are so many words, and that they are given to us.
        (0..count).map(|index| unsafe { Own::from_word(self.word.add(index).read()) }).collect()
    }
}

/// The words of an exit and what is to become of them.
pub(crate) struct Exit<'a> {
    pub(crate) desc: &'a ExitDesc,
    pub(crate) words: *const u64,
}

impl Exit<'_> {
    /// A frame for the generic version, with the words boxed.
    pub(crate) fn frame(&self) -> OwnFrame {
        let len = (self.desc.len as usize).max(self.desc.room as usize);
        let frame = OwnFrame::new(len, None);
        self.fill(frame.head().cast::<u64>().wrapping_add(HEAD));
        frame
    }

    /// Puts the words into the frame of the generic version, which then goes on there.
    pub(crate) fn fill_frame(&self, frame: &Frame<'_>) {
        self.fill(frame.head().cast::<u64>().wrapping_add(HEAD));
        // SAFETY: the frame lives, and the version that runs does not read it now.
        unsafe { (*frame.head()).entry = self.desc.entry };
    }

    /// Writes the words of a frame: boxed, or as they are.
    fn fill(&self, slots: *mut u64) {
        for index in 0..self.desc.len as usize {
            // SAFETY: the descriptor says that there are so many words, each with a tag.
            let (raw, tag) = unsafe { (self.words.add(index).read(), tag(self.desc, index)) };
            let word = boxed_word(raw, tag);
            // SAFETY: a frame of the function has room for the words of all its exits.
            unsafe { slots.add(index).write(word) };
        }
    }
}

/// The tag of a word.
///
/// # Safety
/// The descriptor is one that codegen made, and has so many words.
unsafe fn tag(desc: &ExitDesc, index: usize) -> ExitTag {
    // SAFETY: as the caller says.
    unsafe { desc.tags.add(index).cast::<ExitTag>().read() }
}

/// The word that a generic version wants for a raw one.
fn boxed_word(raw: u64, tag: ExitTag) -> u64 {
    let word = core::ptr::with_exposed_provenance_mut(raw as usize);
    let boxed = match tag {
        ExitTag::Owned | ExitTag::Raw | ExitTag::Bound | ExitTag::List | ExitTag::Complex | ExitTag::Lost => {
            return raw;
        }
        ExitTag::Unset => return 0,
        // SAFETY: the value lives during the exit.
        ExitTag::Borrowed => unsafe { Value::from_word(word) }.map(Value::own),
        ExitTag::I64 => Some(Own::int(raw as i64)),
        ExitTag::F64 => Some(Own::float(f64::from_bits(raw))),
        ExitTag::Bool => Some(Own::bool(raw & 1 != 0)),
    };
    boxed.map_or(0, |own| own.into_word().expose_provenance() as u64)
}

/// Whether a word is what a fast version keeps with this tag.
///
/// # Safety
/// The word is a value or null.
unsafe fn fits(word: Word, tag: ExitTag) -> bool {
    let is = |test: unsafe fn(Word) -> i32| {
        // SAFETY: a value, since it is not null.
        !word.is_null() && unsafe { test(word) } != 0
    };
    match tag {
        ExitTag::Owned | ExitTag::Borrowed | ExitTag::Raw => true,
        ExitTag::Bound => !word.is_null(),
        ExitTag::List => is(inline::is_list),
        ExitTag::Complex => is(inline::is_complex),
        ExitTag::I64 => is(inline::is_int) && is(inline::int_fits),
        ExitTag::F64 => is(inline::is_float),
        ExitTag::Bool => is(inline::is_bool),
        ExitTag::Unset => word.is_null(),
        ExitTag::Lost => {
            let is_real = is(inline::is_int) || is(inline::is_float) || is(inline::is_bool);
            word.is_null() || is_real || is(inline::is_complex)
        }
    }
}

/// What a fast version keeps with this tag of a word that fits it; the reference, if it keeps none.
///
/// # Safety
/// The word is one that fits, and given to us.
unsafe fn unboxed(word: Word, tag: ExitTag) -> (u64, Option<Own>) {
    let raw = match tag {
        ExitTag::Owned
        | ExitTag::Borrowed
        | ExitTag::Raw
        | ExitTag::Bound
        | ExitTag::List
        | ExitTag::Complex
        | ExitTag::Unset => return (word.expose_provenance() as u64, None),
        // SAFETY: an int that fits.
        ExitTag::I64 => unsafe { inline::unbox_i64(word) }.cast_unsigned(),
        // SAFETY: a float.
        ExitTag::F64 => unsafe { inline::unbox_f64(word) }.to_bits(),
        ExitTag::Bool => u64::from(inline::unbox_bool(word) != 0),
        ExitTag::Lost => 0,
    };
    // SAFETY: the reference is ours.
    (raw, unsafe { Own::from_word(word) })
}

/// A frame that the runtime made: freed when dropped. What is in it belongs to compiled code once that ran.
pub(crate) struct OwnFrame {
    memory: Box<[u64]>,
}

/// How many words come before the frame's own.
const HEAD: usize = size_of::<LayoutFrame>() / 8;

impl OwnFrame {
    /// A frame with so many words, all null.
    pub(crate) fn new(len: usize, desc: Option<&'static FunctionDesc>) -> OwnFrame {
        let mut frame = OwnFrame { memory: vec![0; HEAD + len].into_boxed_slice() };
        let head = LayoutFrame {
            entry: 0,
            is_yield: 0,
            desc: desc.map_or(core::ptr::null(), core::ptr::from_ref),
            sent: core::ptr::null_mut(),
            delegate: core::ptr::null_mut(),
            lasti: 0,
            wait: 0,
            distance: 0,
            words: [],
        };
        // SAFETY: the memory has room for the head.
        unsafe { frame.memory.as_mut_ptr().cast::<LayoutFrame>().write(head) };
        frame
    }

    fn head(&self) -> *mut LayoutFrame {
        self.memory.as_ptr().cast_mut().cast()
    }

    fn word(&self, index: usize) -> *mut Word {
        assert!(index < self.memory.len() - HEAD, "a frame has as many words as it was made with");
        // SAFETY: within the memory.
        unsafe { self.head().cast::<Word>().add(HEAD + index) }
    }

    /// Writes an owned value or null.
    pub(crate) fn put(&self, index: usize, value: Option<Own>) {
        let word = value.map_or(core::ptr::null_mut(), Own::into_word);
        // SAFETY: the word is one of the frame's.
        unsafe { self.word(index).write(word) };
    }

    /// Finishes a function that does not run: takes over what its frame owns.
    pub(crate) fn abandon(&self, desc: &FunctionDesc) -> Vec<Own> {
        let owned = self.references(desc);
        self.set_entry(LayoutFrame::FINISHED);
        // SAFETY: the words are owned values or null, and null after this.
        let take = |index| unsafe { Own::from_word(self.word(index).replace(core::ptr::null_mut())) };
        owned.into_iter().filter_map(take).collect()
    }

    /// What the frame holds, if it waits for the fast version behind a suspension.
    fn kept<'a>(&self, desc: &'a FunctionDesc) -> Option<&'a ExitDesc> {
        let entry = self.entry();
        let is_kept = LayoutFrame::is_fast(entry) && entry != LayoutFrame::FAST;
        // SAFETY: codegen describes every entry.
        is_kept.then(|| unsafe { &*desc.kept.add(LayoutFrame::kept_index(entry)) })
    }

    /// The words that are references or null, of a function that is suspended.
    fn references(&self, desc: &FunctionDesc) -> Vec<usize> {
        match self.kept(desc) {
            None => (0..desc.frame_len as usize).collect(),
            Some(kept) => {
                // SAFETY: the descriptor has a tag for each of its words.
                let is_reference = |index: &usize| unsafe { tag(kept, *index) }.is_reference();
                (0..kept.len as usize).filter(is_reference).collect()
            }
        }
    }

    /// Boxes the words of a frame that waits for the fast version: it waits for the generic one then.
    pub(crate) fn settle(&self, desc: &FunctionDesc) {
        let Some(kept) = self.kept(desc) else { return };
        for index in 0..kept.len as usize {
            let word = self.word(index).cast::<u64>();
            // SAFETY: the descriptor has a tag for each of its words, which are the frame's.
            unsafe { word.write(boxed_word(word.read(), tag(kept, index))) };
        }
        for index in kept.len as usize..desc.frame_len as usize {
            // SAFETY: the word is one of the frame's; the fast version keeps nothing there.
            unsafe { self.word(index).write(core::ptr::null_mut()) };
        }
        self.set_entry(kept.entry);
    }

    /// Where to resume a frame that waits for the generic version: in the fast one, if that is due and possible.
    fn unsettle_if_due(&self, desc: &FunctionDesc) -> u32 {
        /// The greatest distance between tries.
        const FARTHEST: u32 = 4096;
        // SAFETY: the head is initialised, and compiled code does not run now.
        let head = unsafe { &mut *self.head() };
        if head.wait > 0 {
            head.wait -= 1;
            return head.entry;
        }
        head.wait = head.distance;
        head.distance = (2 * head.distance).clamp(1, FARTHEST);
        self.unsettle(desc)
    }

    /// Unboxes the words of a frame that waits for the generic version, if they are what the fast one wants; where it is
    /// resumed then.
    fn unsettle(&self, desc: &FunctionDesc) -> u32 {
        let entry = self.entry();
        // SAFETY: codegen says how many there are.
        let kept = |index: usize| unsafe { &*desc.kept.add(index) };
        let Some(row) = (0..desc.kept_len).find(|index| kept(*index).entry == entry) else { return entry };
        let kept = kept(row);
        let len = kept.len as usize;
        // SAFETY: the words are values or null, and have tags.
        if !(0..len).all(|index| unsafe { fits(self.word(index).read(), tag(kept, index)) }) {
            return entry;
        }
        for index in 0..len {
            // SAFETY: the frame owns the word, which fits.
            let (raw, _number) = unsafe { unboxed(self.word(index).read(), tag(kept, index)) };
            // SAFETY: the word is one of the frame's.
            unsafe { self.word(index).cast::<u64>().write(raw) };
        }
        LayoutFrame::FAST | (row as u32 + 1)
    }

    /// Where it will go on.
    pub(crate) fn entry(&self) -> u32 {
        // SAFETY: the head is initialised.
        unsafe { (*self.head()).entry }
    }

    pub(crate) fn set_entry(&self, entry: u32) {
        // SAFETY: the head is initialised, and compiled code does not run now.
        unsafe { (*self.head()).entry = entry };
    }

    /// Sets what `generator_sent` will see: a value, or null for the raised exception.
    pub(crate) fn send(&self, value: Option<Own>) {
        let word = value.map_or(core::ptr::null_mut(), Own::into_word);
        // SAFETY: the head is initialised.
        let old = unsafe { (&raw mut (*self.head()).sent).replace(word.cast()) };
        // SAFETY: the frame owned what was there.
        drop(unsafe { Own::from_word(old.cast()) });
    }

    /// What `yield from` waits for.
    pub(crate) fn delegate(&self) -> Option<Own> {
        // SAFETY: the head is initialised; a word of the frame owns the delegate.
        unsafe { Value::from_word((*self.head()).delegate.cast()) }.map(Value::own)
    }

    /// The values that the frame of a suspended function owns.
    pub(crate) fn visit(&self, desc: &FunctionDesc, visit: &mut dyn FnMut(Value<'_>)) {
        for index in self.references(desc) {
            // SAFETY: the words are owned values or null.
            if let Some(value) = unsafe { Value::from_word(self.word(index).read()) } {
                visit(value);
            }
        }
    }
}

impl Frame<'_> {
    /// As compiled code passes it.
    ///
    /// # Safety
    /// The address is that of a frame that lives for the call.
    pub(crate) unsafe fn new(words: *mut c_void) -> Frame<'static> {
        Frame { words: NonNull::new(words.cast()).expect("a frame is never null"), life: PhantomData }
    }

    fn head(&self) -> *mut LayoutFrame {
        self.words.cast::<LayoutFrame>().as_ptr()
    }

    /// Takes what was sent.
    pub(crate) fn take_sent(&self) -> Option<Own> {
        // SAFETY: the frame lives.
        let word = unsafe { (&raw mut (*self.head()).sent).replace(core::ptr::null_mut()) };
        // SAFETY: the frame owned it.
        unsafe { Own::from_word(word.cast()) }
    }

    /// Notes what `yield from` waits for; a word of the frame owns it.
    pub(crate) fn set_delegate(&self, delegate: Option<Value<'_>>) {
        let word = delegate.map_or(core::ptr::null_mut(), Value::word);
        // SAFETY: the frame lives.
        unsafe { (*self.head()).delegate = word.cast() };
    }
}

fn result(word: *mut c_void) -> Res {
    // SAFETY: compiled code returns an owned value, or null after raising.
    unsafe { Own::from_word(word.cast()) }.ok_or(Raised)
}

/// The body of a function that is made while the program runs.
pub(crate) trait Synthetic {
    /// Runs it: one value for each parameter.
    fn run(cx: &Cx, function: Value<'_>, args: &[Value<'_>]) -> Res;
}

/// The entry of such a function: binds, and runs.
unsafe extern "C" fn synthetic_entry<T: Synthetic>(
    function: *mut c_void,
    args: *const *mut c_void,
    given: i64,
    names: *mut c_void,
) -> *mut c_void {
    let run = || {
        let cx = Cx::current().ok_or(Raised)?;
        // SAFETY: the caller passes the function that it calls.
        let function = unsafe { Value::from_word(function.cast()) }.ok_or(Raised)?;
        let desc = function.expect::<crate::function::Function>().desc;
        let count = (desc.positional + desc.keyword_only) as usize;
        // SAFETY: the caller passes `given` values, and those of the keywords behind them.
        let args = unsafe { Bound::new(args.cast_mut().cast()) };
        if names.is_null() && given as usize == count && desc.keyword_only == 0 {
            return T::run(cx, function, args.values(count));
        }
        // SAFETY: a tuple, or null.
        let names = unsafe { Value::from_word(names.cast()) };
        let mut words = vec![core::ptr::null_mut::<c_void>(); count];
        // SAFETY: there is a word for each parameter.
        let out = unsafe { Bound::new(words.as_mut_ptr().cast()) };
        crate::call::bind(cx, function, desc, args, given, names, out)?;
        let bound = out.take(count).into_iter().collect::<Option<Vec<Own>>>().ok_or(Raised)?;
        let values: Vec<Value<'_>> = bound.iter().map(Own::r).collect();
        T::run(cx, function, &values)
    };
    run().map_or(core::ptr::null_mut(), |value| value.into_word().cast())
}

/// The descriptor of a function with this body: for ever, as that of a compiled function.
pub(crate) fn synthetic_desc<T: Synthetic>(
    name: Own,
    qualname: Own,
    parameters: Own,
    positional: usize,
) -> &'static FunctionDesc {
    let count = parameters.r().expect::<super::Tuple>().len();
    let consts: Vec<Word> = [name, qualname, parameters].into_iter().map(|value| value.into_word()).collect();
    let consts = Box::leak(consts.into_boxed_slice());
    let module = Box::leak(Box::new(ModuleDesc {
        name: core::ptr::null(),
        name_len: 0,
        pool: core::ptr::null(),
        pool_len: 0,
        consts: consts.as_mut_ptr().cast(),
        consts_len: consts.len(),
        code: core::ptr::null(),
        code_len: 0,
        functions: core::ptr::null(),
        functions_len: 0,
        globals: core::ptr::null_mut(),
        builtins: core::ptr::null_mut(),
        state: core::ptr::null_mut(),
        path: core::ptr::null(),
        path_len: 0,
    }));
    Box::leak(Box::new(FunctionDesc {
        module,
        index: 0,
        code_number: 0,
        flags: 0,
        positional_only: 0,
        positional: positional as u32,
        keyword_only: (count - positional) as u32,
        first_line: 0,
        entry: synthetic_entry::<T> as *const c_void,
        generic: core::ptr::null(),
        name: 0,
        qualname: 1,
        params: 2,
        frame_len: 0,
        raw_len: 0,
        locals_len: 0,
        free_len: 0,
        code: core::ptr::null_mut(),
        doc: u32::MAX,
        shown_len: 0,
        shown: core::ptr::null(),
        fast: core::ptr::null(),
        kept: core::ptr::null(),
        kept_len: 0,
    }))
}

/// Calls a compiled function through its entry. `args` ends with the values of the keywords `names`.
#[inline]
pub(crate) fn call_entry(
    function: Value<'_>,
    desc: &FunctionDesc,
    args: &[Value<'_>],
    names: Option<Value<'_>>,
) -> Res {
    let given = args.len() - names.map_or(0, |names| names.expect::<super::Tuple>().len());
    let names = names.map_or(core::ptr::null_mut(), Value::word);
    // SAFETY: codegen puts a function of this type there.
    let entry = unsafe { core::mem::transmute::<*const c_void, NativeEntry>(desc.entry) };
    // SAFETY: the arguments are values that live during the call.
    result(unsafe { entry(function.word().cast(), args.as_ptr().cast(), given as i64, names.cast()) })
}

/// Runs the generic version of a function from a frame.
pub(crate) fn resume(cx: &Cx, generic: *const c_void, frame: &OwnFrame, entry: u32) -> Res {
    frame.set_entry(LayoutFrame::RUNNING);
    // SAFETY: codegen puts a function of this type there.
    let generic = unsafe { core::mem::transmute::<*const c_void, NativeGeneric>(generic) };
    let cx = core::ptr::from_ref(cx).cast_mut().cast();
    // SAFETY: the frame is as the function left it, or as its first entry expects it.
    result(unsafe { generic(cx, frame.head().cast(), entry) })
}

/// Runs a function that suspends until it does, or is done: in the version that its frame waits for, in the generic one
/// where the fast one leaves, and in that again where the generic one pauses and the words fit.
pub(crate) fn resume_suspended(cx: &Cx, desc: &FunctionDesc, frame: &OwnFrame, throws: bool) -> Res {
    let mut entry = match (throws, frame.entry()) {
        // Only the generic version has exceptions thrown in.
        (true, _) => {
            frame.settle(desc);
            frame.entry()
        }
        (false, 0) if !desc.fast.is_null() => LayoutFrame::FAST,
        (false, entry) if LayoutFrame::is_fast(entry) => entry,
        (false, _) => frame.unsettle_if_due(desc),
    };
    let context = core::ptr::from_ref(cx).cast_mut().cast();
    loop {
        let version = if LayoutFrame::is_fast(entry) { desc.fast } else { desc.generic };
        // SAFETY: codegen puts functions of this type there.
        let version = unsafe { core::mem::transmute::<*const c_void, NativeGeneric>(version) };
        frame.set_entry(LayoutFrame::RUNNING);
        // SAFETY: the frame is as the version left it, or as its first entry expects it.
        let word = unsafe { version(context, frame.head().cast(), entry & !LayoutFrame::FAST) };
        if word.cast() != frame.head() {
            return result(word);
        }
        entry = if LayoutFrame::is_fast(entry) { frame.entry() } else { frame.unsettle(desc) };
    }
}

/// Static bytes that a descriptor names.
pub(crate) fn bytes_at(start: *const u8, len: usize) -> &'static [u8] {
    // SAFETY: descriptors are static data made by codegen.
    if len == 0 { &[] } else { unsafe { core::slice::from_raw_parts(start, len) } }
}

fn text_at(start: *const u8, len: usize) -> &'static str {
    core::str::from_utf8(bytes_at(start, len)).unwrap_or("?")
}

/// The dotted name of a module.
pub(crate) fn module_name(module: &ModuleDesc) -> &'static str {
    text_at(module.name, module.name_len)
}

/// The path of a module's source.
pub(crate) fn module_path(module: &ModuleDesc) -> &'static str {
    text_at(module.path, module.path_len)
}

/// The module of a function.
pub(crate) fn module_of(desc: &FunctionDesc) -> &'static ModuleDesc {
    // SAFETY: descriptors are static data, and refer to their module's.
    unsafe { &*desc.module }
}

/// The body of a module: its function 0.
pub(crate) fn module_body(module: &ModuleDesc) -> Option<&'static FunctionDesc> {
    // SAFETY: descriptors are static data.
    (module.functions_len > 0).then(|| unsafe { &**module.functions })
}

/// A constant of the function's module.
pub(crate) fn constant(desc: &FunctionDesc, index: u32) -> Option<Own> {
    let module = module_of(desc);
    if index as usize >= module.consts_len {
        return None;
    }
    // SAFETY: the array has so many words: null before import, then immortal values.
    unsafe { Value::from_word(module.consts.add(index as usize).read().cast()) }.map(Value::own)
}

/// Fills the constants of a module; they live for ever.
pub(crate) fn set_constants(module: &ModuleDesc, constants: Vec<Own>) {
    for (index, constant) in constants.into_iter().enumerate().take(module.consts_len) {
        constant.r().immortalize();
        // SAFETY: the array has so many words, and only this thread is here.
        unsafe { module.consts.add(index).write(constant.into_word().cast()) };
    }
}

/// Tells compiled code where the module's dict and its builtins are.
pub(crate) fn set_globals(module: &ModuleDesc, globals: &Own, builtins: &Own) {
    for (place, dict) in [(module.globals, globals), (module.builtins, builtins)] {
        if !place.is_null() {
            // SAFETY: the descriptor names a word for this; the dicts stay for the life of the program.
            unsafe { place.write(dict.clone().into_word().cast()) };
        }
    }
}

/// The modules of the program.
///
/// # Safety
/// `modules` is an array of `count` addresses of static descriptors.
pub(crate) unsafe fn modules_at(modules: *const *const ModuleDesc, count: usize) -> Vec<&'static ModuleDesc> {
    // SAFETY: as the caller says.
    (0..count).map(|index| unsafe { &**modules.add(index) }).collect()
}

/// The program's arguments.
///
/// # Safety
/// `argv` is an array of `argc` C strings.
pub(crate) unsafe fn arguments_at(argc: i32, argv: *const *const core::ffi::c_char) -> Vec<String> {
    let count = usize::try_from(argc).unwrap_or(0);
    (0..count)
        .map(|index| {
            // SAFETY: as the caller says.
            let arg = unsafe { core::ffi::CStr::from_ptr(*argv.add(index)) };
            arg.to_string_lossy().into_owned()
        })
        .collect()
}
