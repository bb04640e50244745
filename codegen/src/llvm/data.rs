//! Static data: constants, caches, descriptors. The layouts are those of `naja_rt_abi::layout`, field by field.

use super::{Statics, Unit, VersionKey};
use crate::World;
use crate::analysis::liveness::{Frames, Var};
use crate::fault::Fault;
use crate::mir::{Body, Entry, FrameWord, Function, Inst, InstKind, Kept, Module, Pool, PoolEntry, StateData, Version};
use crate::repr::Repr;
use inkwell::context::Context;
use inkwell::module::{Linkage, Module as LlvmModule};
use inkwell::values::{BasicValue, BasicValueEnum, GlobalValue, PointerValue};
use naja_frontend::hir::Id as _;
use naja_frontend::source::Span;
use naja_rt_abi::constant::Tag;
use naja_rt_abi::layout::{CACHE_SIZE, ExitTag, FunctionDesc, flags};

/// Declares what code refers to before it is defined.
///
/// The first part defines what others declare.
pub(super) fn declare<'ctx>(
    context: &'ctx Context,
    llvm: &LlvmModule<'ctx>,
    module: &Module,
    (is_first, is_split): (bool, bool),
) -> Statics<'ctx> {
    let ptr = context.ptr_type(inkwell::AddressSpace::default());
    let consts = u32::try_from(module.pool.entries().len()).unwrap_or_else(|_| crate::bug!("2^32 constants"));
    let caches = u32::try_from(module.caches * CACHE_SIZE).unwrap_or_else(|_| crate::bug!("2^32 bytes of caches"));
    let zeroed = |name: &str, ty: inkwell::types::BasicTypeEnum<'ctx>| {
        let global = llvm.add_global(ty, None, &format!("{}.{name}", module.name));
        share(global, is_split);
        if is_first {
            global.set_initializer(&ty.const_zero());
        }
        global.set_alignment(16);
        global
    };
    // Extension modules have no other object that could want it.
    let desc = llvm.add_global(desc_type(context), None, &desc_name(&module.name));
    desc.set_visibility(inkwell::GlobalVisibility::Hidden);
    Statics {
        desc,
        consts: zeroed("consts", ptr.array_type(consts).into()),
        caches: zeroed("caches", context.i8_type().array_type(caches).into()),
        globals: zeroed("globals", ptr.array_type(3).into()),
    }
}

/// Makes a global visible to the other parts of the module, if there are any, and to nobody else.
fn share(global: GlobalValue<'_>, is_split: bool) {
    if is_split {
        global.set_visibility(inkwell::GlobalVisibility::Hidden);
    } else {
        global.set_linkage(Linkage::Internal);
    }
}

/// The symbol of a module's descriptor.
pub(super) fn desc_name(module: &naja_frontend::hir::Name) -> String {
    format!("naja.{module}.module")
}

/// The words of a `ModuleDesc`: pointers and lengths.
fn desc_type(context: &Context) -> inkwell::types::StructType<'_> {
    let ptr = context.ptr_type(inkwell::AddressSpace::default()).into();
    let len = context.i64_type().into();
    let fields = [ptr, len, ptr, len, ptr, len, ptr, len, ptr, len, ptr, ptr, ptr, ptr, len];
    context.struct_type(&fields, false)
}

/// Declares the descriptor of a function.
pub(super) fn declare_function<'ctx>(unit: &Unit<'ctx, '_>, position: usize) -> GlobalValue<'ctx> {
    let desc = unit.llvm.add_global(function_type(unit), None, &unit.symbol(position, "desc"));
    desc.set_constant(true);
    share(desc, unit.plan.len() > 1);
    desc
}

fn function_type<'ctx>(unit: &Unit<'ctx, '_>) -> inkwell::types::StructType<'ctx> {
    let (ptr, int) = (unit.types.ptr.into(), unit.types.i32.into());
    let len = unit.types.i64.into();
    let fields = [
        ptr, int, int, int, int, int, int, int, ptr, ptr, int, int, int, int, int, int, int, ptr, int, int, ptr, ptr,
        ptr, len,
    ];
    unit.context.struct_type(&fields, false)
}

/// How many boxed and raw words the frames of a function have.
#[must_use]
pub fn frame_size(function: &Function) -> (u32, u32) {
    let generic = Unit::generic(function);
    let mut sizes = (0, 0);
    for block in generic.blocks.iter() {
        for inst in &block.insts {
            if let (InstKind::FrameTake(word), Some(result)) = (&inst.kind, inst.result) {
                let size = if generic.repr(result) == Repr::Boxed { &mut sizes.0 } else { &mut sizes.1 };
                *size = (*size).max(word + 1);
            }
        }
    }
    // Words that a state has but no entry takes, because nothing used them after all.
    for body in &function.versions {
        for state in body.states.iter() {
            let (boxed, raw) = word_counts(state);
            sizes = (sizes.0.max(boxed), sizes.1.max(raw));
        }
    }
    let params = u32::try_from(function.signature.words()).unwrap_or_else(|_| crate::bug!("2^32 parameters"));
    sizes.0 = sizes.0.max(params + u32::from(function.signature.closure));
    sizes
}

fn word_counts(state: &StateData) -> (u32, u32) {
    let boxed = state.kinds.iter().filter(|repr| **repr == Repr::Boxed).count();
    let raw = state.values.len() - boxed;
    (u32::try_from(boxed).unwrap_or(u32::MAX), u32::try_from(raw).unwrap_or(u32::MAX))
}

/// Defines the descriptor of a function.
pub(super) fn define_function(unit: &mut Unit<'_, '_>, index: usize, function: &Function) {
    let signature = &function.signature;
    let (frame_len, raw_len) = unit.frame_size(function.id);
    let (locals, free) = unit
        .code
        .and_then(|code| code.function(function.code))
        .map_or((0, 0), |facts| (u32::try_from(facts.locals.len()).unwrap_or(u32::MAX), facts.free));
    let shown = shown_words(function, frame_len);
    let shown_len = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let shown = if shown.is_empty() { unit.types.ptr.const_null() } else { bytes(unit, "shown", &shown) };
    let code = unit.llvm.add_global(unit.types.ptr, None, &format!("{}.code", function.qualname));
    code.set_linkage(Linkage::Internal);
    code.set_initializer(&unit.types.ptr.const_null());
    let int = |value: u32| -> BasicValueEnum<'_> { unit.types.i32.const_int(u64::from(value), false).into() };
    let constant = |constant: crate::mir::Const| int(u32::try_from(constant.index()).unwrap_or(u32::MAX));
    let pointer = |key| unit.version(function.id, key).as_global_value().as_pointer_value().into();
    let null = unit.types.ptr.const_null().into();
    let is_fast = function.versions.iter().any(|body| body.version == Version::Suspending);
    let fast = if is_fast { pointer(VersionKey::Fast) } else { null };
    let kept = kept_words(function);
    let kept_len = unit.types.i64.const_int(kept.len() as u64, false).into();
    let kept = if kept.is_empty() { null } else { kept_table(unit, function, &kept, (frame_len, raw_len)).into() };
    let fields = [
        unit.statics.desc.as_pointer_value().into(),
        int(u32::try_from(index).unwrap_or(u32::MAX)),
        int(u32::try_from(function.code).unwrap_or(u32::MAX)),
        int(signature.flags),
        int(signature.positional_only),
        int(signature.positional),
        int(signature.keyword_only),
        int(function.first_line),
        pointer(VersionKey::Entry),
        pointer(VersionKey::Generic),
        constant(function.names[0]),
        constant(function.names[1]),
        constant(function.names[2]),
        int(frame_len),
        int(raw_len),
        int(locals),
        int(free),
        code.as_pointer_value().into(),
        function.doc.map_or(int(u32::MAX), constant),
        int(shown_len),
        shown.into(),
        fast,
        kept,
        kept_len,
    ];
    unit.desc(function.id).set_initializer(&unit.context.const_struct(&fields, false));
}

/// `FunctionDesc::kept` of a generator with a fast version: for each entry of that but the first, the entry of the generic
/// version, and the tags of the boxed words.
#[must_use]
pub fn kept_words(function: &Function) -> Vec<(u32, Vec<ExitTag>)> {
    let Some(fast) = function.versions.iter().find(|body| body.version == Version::Suspending) else { return vec![] };
    let generic = Unit::generic(function);
    let row = |entry: &Entry| {
        let number = generic.entries.iter().skip(1).position(|other| other.resumes == entry.resumes);
        let number = number.unwrap_or_else(|| crate::bug!("nothing resumes {}", entry.resumes)) + 1;
        let mut params = fast.blocks[entry.block].params.iter();
        let mut tag = |word: &FrameWord| {
            let param = if word.kept.is_set() { params.next() } else { None };
            let is_nullable = param.is_some_and(|param| fast.values[*param].nullable);
            (word.generic == Repr::Boxed).then(|| kept_tag(word.kept, is_nullable))
        };
        (u32::try_from(number).unwrap_or(u32::MAX), entry.words.iter().filter_map(&mut tag).collect())
    };
    fast.entries.iter().skip(1).map(row).collect()
}

/// By entry of a version with a frame, which boxed words that has then, as bits: so many words of bits for each.
pub(super) fn owned_words(body: &Body) -> (usize, Vec<u64>) {
    let is_reference = |word: &FrameWord| kept_tag(word.kept, false).is_reference();
    let of_entry = |entry: &Entry| -> Vec<usize> {
        if body.version == Version::Suspending {
            let boxed = entry.words.iter().filter(|word| word.generic == Repr::Boxed).enumerate();
            return boxed.filter(|(_, word)| is_reference(word)).map(|(index, _)| index).collect();
        }
        let taken = |inst: &Inst| match (&inst.kind, inst.result) {
            (InstKind::FrameTake(word), Some(result)) if body.repr(result) == Repr::Boxed => Some(*word as usize),
            _ => None,
        };
        body.blocks[entry.block].insts.iter().filter_map(taken).collect()
    };
    let owned: Vec<Vec<usize>> = body.entries.iter().map(of_entry).collect();
    let size = owned.iter().flatten().max().map_or(0, |last| last / 64 + 1);
    let mut masks = vec![0; size * owned.len()];
    for (entry, words) in owned.iter().enumerate() {
        words.iter().for_each(|word| masks[entry * size + word / 64] |= 1 << (word % 64));
    }
    (size, masks)
}

fn kept_tag(kept: Kept, is_nullable: bool) -> ExitTag {
    match kept {
        Kept::Unset => ExitTag::Unset,
        Kept::Lost => ExitTag::Lost,
        Kept::List => ExitTag::List,
        Kept::Complex => ExitTag::Complex,
        Kept::As(Repr::I64) if Fault::MistakenWord.is_on() => ExitTag::Bool,
        Kept::As(Repr::I64) => ExitTag::I64,
        Kept::As(Repr::F64) => ExitTag::F64,
        Kept::As(Repr::C128) => crate::bug!("a complex number in a word"),
        Kept::As(Repr::Bool) => ExitTag::Bool,
        Kept::As(Repr::Boxed) if is_nullable => ExitTag::Owned,
        Kept::As(Repr::Boxed) => ExitTag::Bound,
    }
}

fn kept_table<'ctx>(
    unit: &Unit<'ctx, '_>,
    function: &Function,
    kept: &[(u32, Vec<ExitTag>)],
    size: (u32, u32),
) -> PointerValue<'ctx> {
    let generic = unit.version(function.id, VersionKey::Generic).as_global_value().as_pointer_value();
    let rows: Vec<_> = kept.iter().map(|(entry, tags)| exit_value(unit, generic, *entry, tags, size)).collect();
    let table = rows.first().map(|row| row.get_type().const_array(&rows));
    let table = table.unwrap_or_else(|| crate::bug!("a table without rows"));
    constant_global(unit, "kept", table.into())
}

/// `FunctionDesc::shown` of a function that suspends: by entry and boxed word of the frame, the local of the frame object.
fn shown_words(function: &Function, frame_len: u32) -> Vec<u8> {
    if function.signature.flags & flags::ASYNC_GENERATOR == 0 || function.frame_locals.is_empty() {
        return vec![];
    }
    let frames = Frames::new(&function.master);
    let row = |index: usize, entry: &Entry| {
        let mut locals = vec![FunctionDesc::NOT_SHOWN; frame_len as usize];
        if index == 0 {
            // A generator that has not started holds its arguments, which are the first locals.
            let params = function.frame_locals.iter().take(function.signature.words());
            for (number, (word, param)) in (0..).zip(locals.iter_mut().zip(params)) {
                let is_cell = param.is_some_and(|param| param.is_cell);
                *word = number | if is_cell { FunctionDesc::NO_CELL_YET } else { 0 };
            }
            return locals;
        }
        for (var, word) in frames.layout(entry.resumes) {
            let Var::Slot(slot) = var else { continue };
            let local = function.frame_locals.iter().position(|shown| shown.is_some_and(|shown| shown.slot == slot));
            if let (Some(local), Repr::Boxed) = (local, function.master.slots[slot].repr) {
                locals[word as usize] = u16::try_from(local).unwrap_or(FunctionDesc::NOT_SHOWN);
            }
        }
        locals
    };
    let rows = Unit::generic(function).entries.iter().enumerate().flat_map(|(index, entry)| row(index, entry));
    rows.flat_map(u16::to_le_bytes).collect()
}

/// Defines the module's descriptor, its pool and its init function.
pub(super) fn define_module(unit: &mut Unit<'_, '_>) {
    let module = unit.module;
    let functions: Vec<PointerValue<'_>> =
        module.functions.iter().map(|function| unit.desc(function.id).as_pointer_value()).collect();
    let functions = constant_global(unit, "functions", unit.types.ptr.const_array(&functions).into());
    let pool = encode(&module.pool);
    let pool_len = pool.len();
    let pool = bytes(unit, "pool", &pool);
    let name = bytes(unit, "name", module.name.as_bytes());
    let path = bytes(unit, "path", module.path.as_bytes());
    let code = bytes(unit, "code_objects", unit.code.map_or(&[], |code| &code.marshalled));
    let len = |n: usize| -> BasicValueEnum<'_> { unit.types.i64.const_int(n as u64, false).into() };
    let globals = unit.statics.globals.as_pointer_value();
    let slot = |index: u64| -> BasicValueEnum<'_> { unit.word(globals, index).into() };
    let fields = [
        name.into(),
        len(module.name.len()),
        pool.into(),
        len(pool_len),
        unit.statics.consts.as_pointer_value().into(),
        len(module.pool.entries().len()),
        code.into(),
        len(unit.code.map_or(0, |code| code.marshalled.len())),
        functions.into(),
        len(module.functions.len()),
        globals.into(),
        slot(1),
        slot(2),
        path.into(),
        len(module.path.len()),
    ];
    unit.statics.desc.set_constant(true);
    unit.statics.desc.set_initializer(&unit.context.const_struct(&fields, false));
    if matches!(unit.options.world, World::Cpython(..)) {
        super::entry::module_init(unit);
    }
}

pub(super) fn constant_global<'ctx>(
    unit: &Unit<'ctx, '_>,
    name: &str,
    value: BasicValueEnum<'ctx>,
) -> PointerValue<'ctx> {
    let global = unit.llvm.add_global(value.get_type(), None, &format!("{}.{name}", unit.module.name));
    global.set_linkage(Linkage::Internal);
    global.set_constant(true);
    global.set_initializer(&value.as_basic_value_enum());
    global.as_pointer_value()
}

fn bytes<'ctx>(unit: &Unit<'ctx, '_>, name: &str, bytes: &[u8]) -> PointerValue<'ctx> {
    constant_global(unit, name, unit.context.const_string(bytes, false).into())
}

/// The static place of a raising site.
pub(super) fn site<'ctx>(unit: &Unit<'ctx, '_>, span: Span, lasti: i32) -> PointerValue<'ctx> {
    let start = unit.options.sources.start(span);
    let end = unit.options.sources.end(span);
    let int = |value: u32| -> BasicValueEnum<'ctx> { unit.types.i32.const_int(u64::from(value), false).into() };
    let lasti = unit.types.i32.const_int(u64::from(lasti.cast_unsigned()), false).into();
    let fields = [int(start.line), int(start.column), int(end.line), int(end.column), lasti];
    constant_global(unit, "site", unit.context.const_struct(&fields, false).into())
}

/// The static description of an exit.
pub(super) fn exit<'ctx>(
    unit: &Unit<'ctx, '_>,
    generic: PointerValue<'ctx>,
    entry: u32,
    tags: &[ExitTag],
    size: (u32, u32),
) -> PointerValue<'ctx> {
    constant_global(unit, "exit", exit_value(unit, generic, entry, tags, size).into())
}

fn exit_value<'ctx>(
    unit: &Unit<'ctx, '_>,
    generic: PointerValue<'ctx>,
    entry: u32,
    tags: &[ExitTag],
    (boxed, raw): (u32, u32),
) -> inkwell::values::StructValue<'ctx> {
    let tag_bytes: Vec<u8> = tags.iter().map(|tag| *tag as u8).collect();
    let tag_bytes = bytes(unit, "tags", &tag_bytes);
    let int = |value: u32| -> BasicValueEnum<'ctx> { unit.types.i32.const_int(u64::from(value), false).into() };
    let len = u32::try_from(tags.len()).unwrap_or_else(|_| crate::bug!("2^32 words"));
    let room = unit.types.i64.const_int(u64::from(boxed) + u64::from(raw), false).into();
    let fields = [generic.into(), int(entry), int(len), tag_bytes.into(), room];
    unit.context.const_struct(&fields, false)
}

/// The pool as bytes: see `naja_rt_abi::constant`.
#[must_use]
pub fn encode(pool: &Pool) -> Vec<u8> {
    let mut out = vec![];
    for entry in pool.entries() {
        encode_entry(entry, &mut out);
    }
    out
}

fn encode_entry(entry: &PoolEntry, out: &mut Vec<u8>) {
    let tagged = |out: &mut Vec<u8>, tag: Tag, bytes: &[u8]| {
        out.push(tag as u8);
        out.extend(bytes);
    };
    let counted = |out: &mut Vec<u8>, tag: Tag, count: usize, bytes: &[u8]| {
        out.push(tag as u8);
        out.extend(u32::try_from(count).unwrap_or_else(|_| crate::bug!("a constant of 4 GiB")).to_le_bytes());
        out.extend(bytes);
    };
    match entry {
        PoolEntry::None => tagged(out, Tag::None, &[]),
        PoolEntry::Bool(true) => tagged(out, Tag::True, &[]),
        PoolEntry::Bool(false) => tagged(out, Tag::False, &[]),
        PoolEntry::Ellipsis => tagged(out, Tag::Ellipsis, &[]),
        PoolEntry::Int(value) => tagged(out, Tag::Int, &value.to_le_bytes()),
        PoolEntry::BigInt(digits) => counted(out, Tag::BigInt, digits.len(), digits.as_bytes()),
        PoolEntry::Float(value) => tagged(out, Tag::Float, &value.to_bits().to_le_bytes()),
        PoolEntry::Imaginary(value) => tagged(out, Tag::Imaginary, &value.to_bits().to_le_bytes()),
        PoolEntry::Str(text) => counted(out, Tag::Str, text.len(), text.as_bytes()),
        PoolEntry::Name(text) => counted(out, Tag::Name, text.len(), text.as_bytes()),
        PoolEntry::CodePoints(points) => {
            let bytes: Vec<u8> = points.iter().flat_map(|point| point.to_le_bytes()).collect();
            counted(out, Tag::CodePoints, points.len(), &bytes);
        }
        PoolEntry::Bytes(bytes) => counted(out, Tag::Bytes, bytes.len(), bytes),
        PoolEntry::Tuple(items) => {
            let index = |item: &crate::mir::Const| u32::try_from(item.index()).unwrap_or(u32::MAX).to_le_bytes();
            let bytes: Vec<u8> = items.iter().flat_map(index).collect();
            counted(out, Tag::Tuple, items.len(), &bytes);
        }
    }
}
