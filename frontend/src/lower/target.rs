//! What assignments, `for`, `with` and `del` bind.

use super::{Lower, expr::describe};
use crate::hir::{Stmt, StmtKind, Target, TargetKind};
use crate::parse::ast;
use crate::source::Span;

impl Lower<'_> {
    pub(super) fn target(&mut self, target: &ast::Expr) -> Target {
        let span = self.span(target);
        let kind = match target {
            ast::Expr::Tuple(tuple) => self.unpack(&tuple.elts, span),
            ast::Expr::List(list) => self.unpack(&list.elts, span),
            ast::Expr::Starred(_) => {
                self.error(span, "starred assignment target must be in a list or tuple");
                TargetKind::Unpack(Vec::new())
            }
            place => self.place_target(place, "assign to"),
        };
        Target { kind, span }
    }

    /// A variable, attribute or element; `verb` says what is being done, should it be none of them.
    pub(super) fn place_target(&mut self, target: &ast::Expr, verb: &str) -> TargetKind {
        match target {
            ast::Expr::Name(name) => TargetKind::Variable(self.variable(&name.id)),
            ast::Expr::Attribute(node) => {
                TargetKind::Attribute { object: self.expr(&node.value), name: self.mangle(&node.attr) }
            }
            ast::Expr::Subscript(node) => {
                let object = self.expr(&node.value);
                TargetKind::Subscript { object, index: self.expr(&node.slice) }
            }
            other => {
                self.error(self.span(other), format!("cannot {verb} {}", describe(other)));
                TargetKind::Unpack(Vec::new())
            }
        }
    }

    fn unpack(&mut self, targets: &[ast::Expr], whole: Span) -> TargetKind {
        let mut stars = 0;
        let mut unpacked = Vec::with_capacity(targets.len());
        for target in targets {
            let span = self.span(target);
            let ast::Expr::Starred(starred) = target else {
                unpacked.push(self.target(target));
                continue;
            };
            stars += 1;
            if stars == 2 {
                self.error(whole, "multiple starred expressions in assignment");
            }
            unpacked.push(Target { kind: TargetKind::Star(Box::new(self.target(&starred.value))), span });
        }
        TargetKind::Unpack(unpacked)
    }

    /// `del a, (b, c)`: one statement each.
    pub(super) fn delete(&mut self, target: &ast::Expr, block: &mut Vec<Stmt>) {
        let span = self.span(target);
        match target {
            ast::Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.delete(target, block)),
            ast::Expr::List(list) => list.elts.iter().for_each(|target| self.delete(target, block)),
            place => {
                let kind = self.place_target(place, "delete");
                block.push(Stmt { kind: StmtKind::Delete(Target { kind, span }), span });
            }
        }
    }
}
