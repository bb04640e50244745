//! How the runtime gets in: what descriptors name as entry and as generic version, the same for every function.

use crate::machine::{self, Outcome};
use crate::program::{Code, the_program};
use crate::rows::{self, Word};
use naja_codegen::mir::Version;
use naja_codegen::repr::Repr;
use naja_rt_abi::layout::{Frame, FunctionDesc, flags};
use naja_rt_abi::table as rt;
use std::ffi::c_void;

unsafe extern "C" {
    fn naja_context() -> *mut c_void;
    fn naja_function_desc(function: u64) -> *const FunctionDesc;
}

/// How many words come before a frame's own.
pub(crate) const HEAD: usize = size_of::<Frame>() / 8;

/// What calls a function: see `NativeEntry`.
pub(crate) unsafe extern "C" fn entry(function: u64, args: *const u64, nargs: i64, names: u64) -> u64 {
    // SAFETY: as the caller says.
    stop_at_bugs(|| unsafe { enter(function, args, nargs, names) })
}

/// Ends the process where a body turns out to be wrong: the runtime knows nothing of our panics.
fn stop_at_bugs(run: impl FnOnce() -> u64) -> u64 {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let bug = panic.downcast_ref::<naja_codegen::Bug>();
        let message = bug.map_or("a panic", |bug| bug.0.as_str());
        #[allow(clippy::print_stderr, reason = "nobody is left to tell it")]
        {
            eprintln!("naja: internal error: {message}");
        }
        std::process::exit(101)
    })
}

unsafe fn enter(function: u64, args: *const u64, nargs: i64, names: u64) -> u64 {
    // SAFETY: the program runs, and `function` is one of its functions.
    let (cx, desc) = unsafe { (naja_context().expose_provenance() as u64, naja_function_desc(function)) };
    let call = Call { cx, function, code: the_program().code_of(desc) };
    let signature = &call.code.function.signature;
    let count = signature.words();
    let is_simple = signature.flags & (flags::VAR_ARGS | flags::KW_ARGS) == 0 && signature.keyword_only == 0;
    let given = nargs & i64::MAX;
    if is_simple && names == 0 && given == count as i64 {
        // SAFETY: there are so many arguments.
        let words: Vec<u64> = (0..count).map(|index| unsafe { args.add(index).read() }).collect();
        return call.run(&words);
    }
    let mut words = vec![0_u64; count.max(1)];
    let desc = std::ptr::from_ref(call.code.desc);
    let status = call.rt(
        &rt::bind,
        &[function, address(desc), address(args), nargs.cast_unsigned(), names, address(words.as_mut_ptr())],
    );
    if status.cast_signed() < 0 {
        return 0;
    }
    let result = call.run(&words[..count]);
    words[..count].iter().for_each(|word| {
        call.rt(&rt::decref_nullable, &[*word]);
    });
    result
}

/// What resumes a function: see `NativeGeneric`.
pub(crate) unsafe extern "C" fn generic(cx: u64, frame: *mut Frame, number: u32) -> u64 {
    // SAFETY: frames that the runtime resumes are those of generators, which know their function.
    let code = the_program().code_of(unsafe { (*frame).desc });
    stop_at_bugs(|| machine::run_generic(code, cx, frame, number))
}

/// What resumes a generator in its fast version: likewise.
pub(crate) unsafe extern "C" fn fast(cx: u64, frame: *mut Frame, number: u32) -> u64 {
    // SAFETY: as above.
    let code = the_program().code_of(unsafe { (*frame).desc });
    stop_at_bugs(|| machine::run_suspending(code, cx, frame, number))
}

/// A pointer as a word.
pub(crate) fn address<T>(pointer: *const T) -> u64 {
    pointer.expose_provenance() as u64
}

struct Call {
    cx: u64,
    function: u64,
    code: Code,
}

impl Call {
    fn rt(&self, row: &'static naja_rt_abi::RtFn, words: &[u64]) -> u64 {
        let words: Vec<Word> = std::iter::once(&self.cx).chain(words).map(|word| Word::Int(*word)).collect();
        rows::call(row, &words)
    }

    /// Runs the function on borrowed words; the result is owned, null for an exception.
    fn run(&self, words: &[u64]) -> u64 {
        if self.code.function.signature.flags & flags::ASYNC_GENERATOR != 0 {
            let owned = self.owned(words);
            let desc = address(std::ptr::from_ref(self.code.desc));
            return self.rt(&rt::generator_new, &[self.function, desc, address(owned.as_ptr()), owned.len() as u64]);
        }
        if let Some(fast) = self.code.version(Version::Fast) {
            let params = &fast.blocks[fast.entries[0].block].params;
            let reprs = params.iter().map(|param| fast.repr(*param));
            let mut given = words.to_vec();
            if self.code.function.signature.closure {
                given.push(self.rt(&rt::function_closure, &[self.function]));
            }
            let unboxed: Option<Vec<u64>> =
                given.iter().zip(reprs).map(|(word, repr)| machine::unboxed(self.cx, *word, repr)).collect();
            if let Some(args) = unboxed {
                return self.boxed(machine::run_fast(self.code, self.cx, &args), fast.returns);
            }
        }
        let (boxed, raw) = (self.code.desc.frame_len as usize, self.code.desc.raw_len as usize);
        let mut frame = new_frame(self.code, boxed + raw);
        for (index, word) in self.owned(words).into_iter().enumerate() {
            frame[HEAD + index] = word;
        }
        machine::run_generic(self.code, self.cx, frame.as_mut_ptr().cast(), 0)
    }

    /// The words with references of their own, and the closure.
    fn owned(&self, words: &[u64]) -> Vec<u64> {
        let mut owned = words.to_vec();
        if self.code.function.signature.closure {
            owned.push(self.rt(&rt::function_closure, &[self.function]));
        }
        owned.iter().for_each(|word| {
            self.rt(&rt::incref_nullable, &[*word]);
        });
        owned
    }

    fn boxed(&self, outcome: Outcome, repr: Repr) -> u64 {
        match outcome {
            Outcome::Value(word) => machine::boxed(self.cx, word, repr),
            Outcome::Boxed(word) => word,
            Outcome::Raised | Outcome::Left => 0,
        }
    }
}

/// An empty frame with room for so many words.
pub(crate) fn new_frame(code: Code, len: usize) -> Vec<u64> {
    let mut memory = vec![0_u64; HEAD + len];
    let null = std::ptr::null_mut();
    let (desc, entry) = (std::ptr::from_ref(code.desc), Frame::RUNNING);
    let (sent, delegate) = (null, null);
    let head = Frame { entry, is_yield: 0, desc, sent, delegate, lasti: -1, wait: 0, distance: 0, words: [] };
    // SAFETY: the memory has room for the head, and is aligned as words are.
    unsafe { memory.as_mut_ptr().cast::<Frame>().write(head) };
    memory
}
