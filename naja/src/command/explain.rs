//! `naja explain`: what a code means, from `docs/checks.md`.

use crate::error::Error;
use naja_frontend::diagnostic::Code;
use std::process::ExitCode;

/// A section for each code; a test proves that none is missing.
const CHECKS: &str = include_str!("../../../docs/checks.md");

/// Arguments of `naja explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The code, as in `error[N0203]`; without one, all are listed.
    code: Option<String>,
}

pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode, Error> {
    let Some(code) = &args.code else {
        Code::ALL.iter().for_each(|code| println!("{code}  {}", code.summary()));
        return Ok(ExitCode::SUCCESS);
    };
    let wanted = code.to_ascii_uppercase();
    match section(&wanted) {
        Some(section) => println!("{section}"),
        None => return Err(Error::Usage(format!("there is no code `{code}`: `naja explain` lists them"))),
    }
    Ok(ExitCode::SUCCESS)
}

/// What the page says of a code: from its heading to the next one.
fn section(code: &str) -> Option<&'static str> {
    let start = CHECKS.find(&format!("### {code}: "))?;
    let rest = &CHECKS[start + "### ".len()..];
    let end = rest.find("\n##").unwrap_or(rest.len());
    Some(rest[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::section;
    use naja_frontend::diagnostic::Code;

    #[test]
    fn every_code_is_explained() {
        for code in Code::ALL {
            let section = section(code.number()).unwrap_or_else(|| panic!("{code} has no section"));
            assert!(section.starts_with(&format!("{code}: {}", code.summary())), "{code}: {section}");
        }
        assert_eq!(section("N9999"), None);
    }
}
