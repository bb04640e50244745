//! Bodies that are wrong in one way each, and what is said of them.

use super::{Claim, Stage, check};
use crate::analysis::liveness::Frames;
use crate::mir::{
    Block, Body, Entry, FastSignature, FuncSignatures, Function, GuardKind, Hint, Inst, InstKind, IntOp, Operand,
    Signature, StateData, Target, Terminator, Value, Version,
};
use crate::repr::Repr;
use naja_frontend::hir::{FuncId, Id as _};
use naja_frontend::source::{FileId, Span};
use naja_rt_abi::table as rt;

fn span() -> Span {
    Span { file: FileId::from_index(0), start: 0, end: 0 }
}

/// A body with one block, and things to put there.
struct Scene {
    body: Body,
    block: Block,
}

impl Scene {
    fn new(version: Version) -> Scene {
        let mut body = Body::new(version);
        let block = body.block();
        body.entries.push(Entry::new(block, block));
        Scene { body, block }
    }

    fn param(&mut self, repr: Repr) -> Value {
        let value = self.body.value(repr, Hint::Any);
        self.body.blocks[self.block].params.push(value);
        value
    }

    fn emit(&mut self, repr: Repr, kind: InstKind) -> Value {
        let value = self.body.value(repr, Hint::Any);
        self.body.blocks[self.block].insts.push(Inst { result: Some(value), kind, span: span() });
        value
    }

    fn act(&mut self, kind: InstKind) {
        self.body.blocks[self.block].insts.push(Inst { result: None, kind, span: span() });
    }

    fn end(&mut self, terminator: Terminator) {
        self.body.blocks[self.block].terminator = terminator;
    }

    /// Goes on in a new block.
    fn next(&mut self) -> Block {
        let next = self.body.block();
        self.end(Terminator::Jump(Target::plain(next)));
        self.block = next;
        next
    }

    fn object(&mut self) -> Value {
        self.emit(Repr::Boxed, InstKind::Rt(&rt::box_i64, vec![Operand::Imm(7)]))
    }

    fn master() -> Body {
        let mut scene = Scene::new(Version::Master);
        scene.next();
        let null = scene.emit(Repr::Boxed, InstKind::Null);
        scene.body.values[null].nullable = true;
        scene.end(Terminator::Return(null));
        scene.body
    }

    /// What the verifier says.
    fn complaint(&self, stage: Stage) -> String {
        let signature = Signature {
            flags: 0,
            positional_only: 0,
            positional: 0,
            keyword_only: 0,
            params: vec![],
            names: vec![],
            defaults: vec![],
            closure: false,
            returns: Hint::Any,
            laws: vec![],
        };
        let function = Function {
            id: FuncId::from_index(0),
            code: 0,
            name: "f".into(),
            qualname: "f".into(),
            signature,
            span: span(),
            first_line: 1,
            doc: None,
            frame_locals: vec![],
            names: [0, 1, 2].map(crate::mir::Const::from_index),
            master: Scene::master(),
            versions: vec![],
        };
        let frames = Frames::new(&function.master);
        let signature = FastSignature { params: vec![], lists: vec![], returns: Repr::Boxed, binding: None };
        let signatures = FuncSignatures::from([(function.id, signature)]);
        let program = [(&function, &frames)];
        let claim = Claim {
            function: &function,
            frames: &frames,
            signatures: &signatures,
            program: &program,
            pass: "test",
            stage,
        };
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&self.body, claim)));
        told.err().and_then(|panic| panic.downcast::<crate::Bug>().ok()).map_or_else(String::new, |bug| bug.0)
    }

    fn expect(&self, stage: Stage, part: &str) {
        let complaint = self.complaint(stage);
        let is_right = if part.is_empty() { complaint.is_empty() } else { complaint.contains(part) };
        assert!(is_right, "expected `{part}`, got `{complaint}`");
    }
}

#[test]
fn a_right_body_is_accepted() {
    let mut scene = Scene::new(Version::Generic);
    let object = scene.object();
    scene.next();
    scene.end(Terminator::Return(object));
    scene.expect(Stage::Counted, "");
}

#[test]
fn messages_name_function_pass_and_instruction() {
    let mut scene = Scene::new(Version::Generic);
    let nowhere = scene.body.value(Repr::Bool, Hint::Any);
    scene.emit(Repr::Bool, InstKind::Not(nowhere));
    scene.expect(Stage::Typed, "f.generic after test: at `not v0` of b0: v0 (number 0) is defined nowhere");
}

#[test]
fn definitions_dominate_uses() {
    let mut scene = Scene::new(Version::Generic);
    let test = scene.emit(Repr::Bool, InstKind::Bool(true));
    let [then, otherwise] = [scene.body.block(), scene.body.block()];
    scene.end(Terminator::Branch { test, then: Target::plain(then), otherwise: Target::plain(otherwise) });
    scene.block = then;
    let object = scene.object();
    scene.end(Terminator::Jump(Target::plain(otherwise)));
    scene.block = otherwise;
    scene.end(Terminator::Return(object));
    scene.expect(Stage::Typed, "v1 of b1 does not exist on every way here");
}

#[test]
fn a_result_does_not_exist_where_its_instruction_raised() {
    let mut scene = Scene::new(Version::Generic);
    let object = scene.object();
    let result = scene.emit(Repr::Boxed, InstKind::Rt(&rt::iter, vec![Operand::Value(object)]));
    let [ok, unwind] = [scene.body.block(), scene.body.block()];
    scene.end(Terminator::Check { ok: Target::plain(ok), unwind: Target::plain(unwind) });
    for block in [ok, unwind] {
        scene.block = block;
        scene.end(Terminator::Return(result));
    }
    scene.expect(Stage::Typed, "at the end of b2: v1 of b0 does not exist");
}

#[test]
fn representations_agree() {
    let mut scene = Scene::new(Version::Generic);
    let object = scene.object();
    scene.emit(Repr::I64, InstKind::Int { op: IntOp::And, left: object, right: object, exit: None });
    scene.end(Terminator::Unwind);
    scene.expect(Stage::Typed, "v0 is boxed where i64 is wanted");
}

#[test]
fn null_words_are_marked() {
    let mut scene = Scene::new(Version::Generic);
    scene.emit(Repr::Boxed, InstKind::Null);
    scene.end(Terminator::Unwind);
    scene.expect(Stage::Typed, "the result may be null and does not say so");
}

#[test]
fn effects_end_blocks() {
    let mut scene = Scene::new(Version::Generic);
    let object = scene.object();
    scene.act(InstKind::Drop(object));
    scene.object();
    scene.end(Terminator::Unwind);
    scene.expect(Stage::Typed, "an effect that is not the last of its block");
}

/// A fast version that leaves for block 1 of the master, behind an effect if asked to.
fn leaving(values: Vec<Value>, with_effect: bool) -> Scene {
    let mut scene = Scene::new(Version::Fast);
    let borrowed = scene.param(Repr::Boxed);
    let resume = scene.next();
    if with_effect {
        scene.act(InstKind::Drop(borrowed));
        scene.next();
    }
    let kinds = values.iter().map(|_| Repr::Boxed).collect();
    let exit = scene.body.states.push(StateData::new(resume, values, kinds));
    let holds = scene.emit(Repr::Bool, InstKind::Bool(true));
    scene.act(InstKind::Guard { holds, exit, why: GuardKind::Class });
    scene.end(Terminator::Unwind);
    scene
}

#[test]
fn exits_hand_over_whole_frames() {
    leaving(vec![], false).expect(Stage::Typed, "");
    leaving(vec![Value::from_index(0)], false).expect(Stage::Typed, "a frame of b1 holds []");
}

#[test]
fn exits_repeat_no_effect() {
    leaving(vec![], true).expect(Stage::Typed, "to resume b1 would repeat an effect");
}

#[test]
fn references_are_given_up_once() {
    let mut kept = Scene::new(Version::Generic);
    kept.object();
    kept.end(Terminator::Unwind);
    kept.expect(Stage::Counted, "v0 is never given up");

    let mut twice = Scene::new(Version::Generic);
    let object = twice.object();
    twice.act(InstKind::Decref(object));
    twice.act(InstKind::Decref(object));
    twice.end(Terminator::Unwind);
    twice.expect(Stage::Counted, "v0 is used after it was given up");
}

#[test]
fn borrowed_values_are_used_while_their_owner_is_held() {
    let mut scene = Scene::new(Version::Generic);
    let list = scene.object();
    let index = scene.emit(Repr::I64, InstKind::I64(0));
    let operands = vec![Operand::Value(list), Operand::Value(index)];
    let item = scene.emit(Repr::Boxed, InstKind::Rt(&rt::list_item, operands));
    scene.act(InstKind::Decref(list));
    scene.emit(Repr::Bool, InstKind::Rt(&rt::is_int, vec![Operand::Value(item)]));
    scene.end(Terminator::Unwind);
    scene.expect(Stage::Counted, "v0 is used after it was given up");
}

#[test]
fn ways_that_meet_hold_the_same() {
    let mut scene = Scene::new(Version::Generic);
    let object = scene.object();
    let test = scene.emit(Repr::Bool, InstKind::Bool(true));
    let [then, meet] = [scene.body.block(), scene.body.block()];
    scene.end(Terminator::Branch { test, then: Target::plain(then), otherwise: Target::plain(meet) });
    scene.block = then;
    scene.act(InstKind::Decref(object));
    scene.end(Terminator::Jump(Target::plain(meet)));
    scene.block = meet;
    scene.end(Terminator::Unwind);
    scene.expect(Stage::Counted, "v0 is held on some ways to b2 only");
}

/// A body that calls the generic version at its master's second block, behind a write if there is to be one.
fn copy(writes: bool, kinds: Vec<Repr>) -> Scene {
    let mut scene = Scene::new(Version::Fast);
    let object = scene.param(Repr::Boxed);
    let home = scene.next();
    let copy = scene.next();
    scene.body.blocks[copy].origin = None;
    scene.body.blocks[copy].inlined.push((home, Block::from_index(1)));
    if writes {
        scene.act(InstKind::Drop(object));
        scene.next();
        scene.body.blocks[scene.block].origin = None;
    }
    let boxed = scene.body.value(Repr::Boxed, Hint::Any);
    let args = kinds.iter().map(|_| object).collect();
    let (function, resume) = (FuncId::from_index(0), Block::from_index(1));
    let result = scene.emit(Repr::Boxed, InstKind::CallGeneric { function, copy: home, resume, args, kinds, boxed });
    let [ok, unwind] = [scene.body.block(), scene.body.block()];
    scene.end(Terminator::Check { ok: Target::plain(ok), unwind: Target::plain(unwind) });
    scene.body.blocks[unwind].terminator = Terminator::Unwind;
    scene.body.blocks[ok].terminator = Terminator::Return(result);
    scene
}

#[test]
fn copies_leave_in_frames_of_what_was_inlined() {
    copy(false, vec![]).expect(Stage::Typed, "");
    copy(false, vec![Repr::Boxed]).expect(Stage::Typed, "where a frame of b1 holds");
    copy(true, vec![]).expect(Stage::Typed, "to resume b1 would repeat an effect");
}
