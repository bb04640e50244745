//! What a distribution says of itself: the files of its `.dist-info` folder, by the core metadata specification 2.4.

use super::cannot_read;
use super::contents::matching;
use super::project::{Project, wrong};
use crate::error::Error;
use pep508_rs::{ExtraName, Requirement};
use pyproject_toml::{Contact, License, ReadMe};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

/// The files of a `.dist-info` folder but for `WHEEL` and `RECORD`.
#[derive(Debug)]
pub(super) struct DistInfo {
    /// `METADATA`, and `PKG-INFO` of source distributions.
    pub metadata: String,
    /// `entry_points.txt`, if there are any.
    entry_points: Option<String>,
    /// Paths relative to the project's folder, and contents.
    licences: Vec<(String, Vec<u8>)>,
    /// The file that the description is in, relative to the project's folder.
    pub readme: Option<PathBuf>,
}

/// What licences are in, unless the project says.
const LICENCES: [&str; 4] = ["LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*"];

impl DistInfo {
    /// What `project` says of itself.
    pub(super) fn new(project: &Project) -> Result<DistInfo, Error> {
        let licences = licences(project)?;
        let readme = match &project.metadata.readme {
            Some(ReadMe::RelativePath(file)) => Some(file.into()),
            Some(ReadMe::Table { file, .. }) => file.as_ref().map(PathBuf::from),
            None => None,
        };
        let metadata = metadata(project, &licences)?;
        Ok(DistInfo { metadata, entry_points: entry_points(project)?, licences, readme })
    }

    /// Paths within the folder, and contents; `wheel` is what `WHEEL` says.
    pub(super) fn files(&self, wheel: &str) -> Vec<(String, Vec<u8>)> {
        let mut files = vec![
            ("METADATA".to_owned(), self.metadata.clone().into_bytes()),
            ("WHEEL".to_owned(), wheel.as_bytes().to_vec()),
        ];
        files.extend(self.entry_points.as_ref().map(|text| ("entry_points.txt".to_owned(), text.clone().into_bytes())));
        files.extend(self.licences.iter().map(|(path, bytes)| (format!("licenses/{path}"), bytes.clone())));
        files.sort();
        files
    }

    /// The paths of the licences, relative to the project's folder.
    pub(super) fn licences(&self) -> impl Iterator<Item = &str> {
        self.licences.iter().map(|(path, _)| path.as_str())
    }
}

fn licences(project: &Project) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut paths = std::collections::BTreeSet::new();
    if let Some(patterns) = &project.metadata.license_files {
        for pattern in patterns {
            pyproject_toml::check_pep639_glob(pattern)
                .map_err(|error| wrong(format!("`license-files`: `{pattern}`: {error}")))?;
            paths.extend(matching(&project.folder, "license-files", pattern)?);
        }
    } else {
        // None of them needs to be there.
        let found = LICENCES.iter().filter_map(|pattern| matching(&project.folder, "license-files", pattern).ok());
        paths.extend(found.flatten());
    }
    if let Some(License::File { file }) = &project.metadata.license {
        paths.insert(file.clone());
    }
    let read = |path: PathBuf| {
        let file = project.folder.join(&path);
        let bytes = std::fs::read(&file).map_err(|error| cannot_read(&file, &error))?;
        Ok((path.display().to_string(), bytes))
    };
    paths.into_iter().map(read).collect()
}

/// Lines of `Key: value`, then the description.
struct Headers(String);

impl Headers {
    fn add(&mut self, key: &str, value: impl std::fmt::Display) {
        // Lines that go on are indented.
        let value = value.to_string().replace('\n', "\n        ");
        let _ = writeln!(self.0, "{key}: {value}");
    }

    fn add_all(&mut self, key: &str, values: impl IntoIterator<Item = impl std::fmt::Display>) {
        for value in values {
            self.add(key, value);
        }
    }
}

fn metadata(project: &Project, licences: &[(String, Vec<u8>)]) -> Result<String, Error> {
    let from = &project.metadata;
    let mut headers = Headers(String::new());
    headers.add("Metadata-Version", "2.4");
    headers.add("Name", &project.name);
    headers.add("Version", &project.version);
    if let Some(summary) = &from.description {
        if summary.contains('\n') {
            return Err(wrong("`description` is one line; the long one is `readme`"));
        }
        headers.add("Summary", summary);
    }
    headers.add_all("Keywords", from.keywords.as_ref().map(|words| words.join(",")));
    people(&mut headers, "Author", from.authors.as_deref().unwrap_or_default());
    people(&mut headers, "Maintainer", from.maintainers.as_deref().unwrap_or_default());
    match &from.license {
        Some(License::Spdx(expression)) => headers.add("License-Expression", expression),
        Some(License::Text { text }) => headers.add("License", text.trim_end()),
        Some(License::File { .. }) | None => {}
    }
    headers.add_all("License-File", licences.iter().map(|(path, _)| path));
    headers.add_all("Classifier", from.classifiers.iter().flatten());
    headers.add_all("Requires-Python", &from.requires_python);
    headers.add_all("Requires-Dist", from.dependencies.iter().flatten());
    for (extra, requirements) in from.optional_dependencies.iter().flatten() {
        let extra = ExtraName::from_str(extra)
            .map_err(|error| wrong(format!("`optional-dependencies`: `{extra}`: {error}")))?;
        headers.add("Provides-Extra", &extra);
        let of_extra = |requirement: &Requirement| requirement.clone().with_extra_marker(&extra);
        headers.add_all("Requires-Dist", requirements.iter().map(of_extra));
    }
    headers.add_all("Project-URL", from.urls.iter().flatten().map(|(label, url)| format!("{label}, {url}")));
    let Some((content_type, text)) = description(project)? else { return Ok(headers.0) };
    headers.add("Description-Content-Type", content_type);
    Ok(headers.0 + "\n" + &text)
}

/// Names stand in one field, names with addresses in another.
fn people(headers: &mut Headers, role: &str, people: &[Contact]) {
    let (mut names, mut addresses) = (vec![], vec![]);
    for person in people {
        match person {
            Contact::NameEmail { name, email } => addresses.push(format!("{} <{email}>", quoted(name))),
            Contact::Name { name } => names.push(name.as_str()),
            Contact::Email { email } => addresses.push(email.clone()),
        }
    }
    if !names.is_empty() {
        headers.add(role, names.join(", "));
    }
    if !addresses.is_empty() {
        headers.add(&format!("{role}-email"), addresses.join(", "));
    }
}

/// A name before an address, by RFC 822.
fn quoted(name: &str) -> String {
    if name.contains(['(', ')', '<', '>', '@', ',', ';', ':', '\\', '"', '.', '[', ']']) {
        return format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    }
    name.to_owned()
}

/// The type and the text of the long description.
fn description(project: &Project) -> Result<Option<(String, String)>, Error> {
    let read = |file: &str| {
        let path = project.folder.join(file);
        std::fs::read_to_string(&path).map_err(|error| cannot_read(&path, &error))
    };
    Ok(Some(match &project.metadata.readme {
        None => return Ok(None),
        Some(ReadMe::RelativePath(file)) => (content_type(file)?.to_owned(), read(file)?),
        Some(ReadMe::Table { file, text, content_type: given }) => {
            let given = given
                .clone()
                .map_or_else(|| content_type(file.as_deref().unwrap_or_default()).map(str::to_owned), Ok)?;
            match (file, text) {
                (Some(file), None) => (given, read(file)?),
                (None, Some(text)) => (given, text.clone()),
                (Some(_), Some(_)) | (None, None) => return Err(wrong("`readme` is either a `file` or a `text`")),
            }
        }
    }))
}

fn content_type(file: &str) -> Result<&'static str, Error> {
    match Path::new(file).extension().and_then(|ending| ending.to_str()) {
        Some("md") => Ok("text/markdown"),
        Some("rst") => Ok("text/x-rst"),
        Some("txt") => Ok("text/plain"),
        _ => Err(wrong(format!(
            "what kind of text is the `readme` `{file}`? Say `readme = {{ file = \"{file}\", content-type = \"text/markdown\" }}`"
        ))),
    }
}

/// The groups of entry points, in the format of `configparser`.
fn entry_points(project: &Project) -> Result<Option<String>, Error> {
    let from = &project.metadata;
    let named = [("console_scripts", &from.scripts), ("gui_scripts", &from.gui_scripts)];
    let named = named.into_iter().filter_map(|(name, group)| Some((name, group.as_ref()?)));
    let mut text = String::new();
    let others = from.entry_points.iter().flatten().map(|(name, group)| (name.as_str(), group));
    if let Some((name, _)) = others.clone().find(|(name, _)| ["console_scripts", "gui_scripts"].contains(name)) {
        return Err(wrong(format!(
            "`entry-points.{name}` is written `[project.{}]`",
            name.replace("console_", "").replace('_', "-")
        )));
    }
    for (name, group) in named.chain(others).filter(|(_, group)| !group.is_empty()) {
        let _ = writeln!(text, "[{name}]");
        for (name, object) in group {
            let _ = writeln!(text, "{name} = {object}");
        }
        text.push('\n');
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}
