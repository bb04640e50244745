//! Source text: which files make up a program, and places in them.
//!
//! [`Sources::load`] is the only stage that reads Python files. A [`Span`] is a byte range of one file's *decoded* text
//! (UTF-8, whatever the file's own encoding was); lines and columns are computed when something is shown.

mod decode;
mod load;
mod reachable;

pub use load::{Error, LibraryFile, import_root, is_identifier};

use crate::hir::Id as _;

crate::id_type! {
    /// A file of [`Sources`].
    FileId = "file";
}

/// A byte range of a file's decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A place as people and CPython's code objects count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// One-based.
    pub line: u32,
    /// Zero-based, in UTF-8 bytes, as in `co_positions()`.
    pub column: u32,
}

/// One decoded file and the offsets of its lines.
#[derive(Debug)]
pub struct File {
    /// As shown in diagnostics: as given on the command line, or found beside it.
    pub path: std::path::PathBuf,
    /// As compiled code shows it, where that is not the path seen from the root of the file system: of what is made to be
    /// moved, the path below the folder that imports start from.
    pub shown: Option<std::path::PathBuf>,
    /// The dotted module name.
    pub module: crate::hir::Name,
    /// Whether it is a package's `__init__.py`.
    pub is_package: bool,
    /// Whether it is not the program's own, but of the library that comes with it: nobody is told of mistakes in it.
    pub is_library: bool,
    /// The decoded text.
    pub text: String,
    /// False if the text is only what could be made of bytes that are not text.
    is_decoded: bool,
    line_starts: Vec<u32>,
}

impl File {
    /// A file whose text is already here.
    #[must_use]
    pub fn new(path: std::path::PathBuf, module: crate::hir::Name, is_package: bool, text: String) -> Self {
        let mut line_starts = vec![0];
        let bytes = text.as_bytes();
        for (index, byte) in bytes.iter().enumerate() {
            let ends_line = *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
            if ends_line {
                line_starts.push(u32::try_from(index + 1).expect("files are below 4 GiB"));
            }
        }
        File { path, shown: None, module, is_package, is_library: false, text, is_decoded: true, line_starts }
    }

    /// Whether the file could be decoded; if not, the error was reported.
    #[must_use]
    pub fn is_decoded(&self) -> bool {
        self.is_decoded
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_starts.partition_point(|start| *start <= offset) - 1;
        LineColumn {
            line: u32::try_from(line + 1).expect("fewer lines than bytes"),
            column: offset - self.line_starts[line],
        }
    }

    /// The text of a one-based line, without its end.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        let start = self.line_starts[line as usize - 1] as usize;
        let end = self.line_starts.get(line as usize).map_or(self.text.len(), |next| *next as usize);
        self.text[start..end].trim_end_matches(['\r', '\n'])
    }
}

/// Every file of the program, the entry first.
#[derive(Debug, Default)]
pub struct Sources {
    files: crate::hir::IdVec<FileId, File>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, file: File) -> FileId {
        self.files.push(file)
    }

    /// The files in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files.iter_enumerated()
    }

    /// The file of `id`.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id]
    }

    /// The number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text under `span`.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.start as usize..span.end as usize]
    }

    /// Where `span` begins.
    #[must_use]
    pub fn start(&self, span: Span) -> LineColumn {
        self.file(span.file).line_column(span.start)
    }

    /// Where `span` ends.
    #[must_use]
    pub fn end(&self, span: Span) -> LineColumn {
        self.file(span.file).line_column(span.end)
    }
}

impl Span {
    /// Its end, as a place of its own.
    #[must_use]
    pub fn end_of(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// The smallest span over both, which are in the same file.
    #[must_use]
    pub fn to(self, end: Span) -> Span {
        debug_assert_eq!(self.file.index(), end.file.index());
        Span { file: self.file, start: self.start.min(end.start), end: self.end.max(end.end) }
    }
}
