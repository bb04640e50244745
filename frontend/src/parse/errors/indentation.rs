//! Indentation in which tabs and spaces are mixed: CPython demands that it means the same for tabs of any width.

use super::Found;
use crate::source::File;
use rustpython_ast::token::{TokenKind, Tokens};
use rustpython_text_size::{Ranged as _, TextRange, TextSize};

/// The width of an indentation with tabs of eight columns, and of one.
type Width = (usize, usize);

/// The first line that is indented differently for different tabs.
pub(super) fn check(file: &File, tokens: &Tokens) -> Option<Found> {
    if !file.text.contains('\t') {
        return None;
    }
    let mut open: Vec<Width> = vec![(0, 0)];
    let mut at_start = true;
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::Newline => at_start = true,
            TokenKind::Comment
            | TokenKind::NonLogicalNewline
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::Unknown => {}
            _ if at_start => {
                at_start = false;
                if let Err(message) = indent(&mut open, width(file, token.start())) {
                    let column = file.line_column(token.start().into()).column;
                    let range = TextRange::new(token.start() - TextSize::new(column), token.start());
                    return Some(Found::lexical(range, message));
                }
            }
            _ => {}
        }
    }
    None
}

fn indent(open: &mut Vec<Width>, here: Width) -> Result<(), &'static str> {
    const INCONSISTENT: &str = "inconsistent use of tabs and spaces in indentation";
    let top = *open.last().expect("the outermost block stays open");
    if here.0 > top.0 {
        open.push(here);
        return if here.1 > top.1 { Ok(()) } else { Err(INCONSISTENT) };
    }
    open.retain(|outer| outer.0 <= here.0);
    match *open.last().expect("the outermost block stays open") {
        outer if outer == here => Ok(()),
        outer if outer.0 == here.0 => Err(INCONSISTENT),
        _ => Err("unindent does not match any outer indentation level"),
    }
}

fn width(file: &File, offset: TextSize) -> Width {
    let place = file.line_column(offset.into());
    let mut width = (0, 0);
    for char in file.line(place.line)[..place.column as usize].chars() {
        width = match char {
            '\t' => (width.0 / 8 * 8 + 8, width.1 + 1),
            '\x0c' => (0, 0),
            _ => (width.0 + 1, width.1 + 1),
        };
    }
    width
}
