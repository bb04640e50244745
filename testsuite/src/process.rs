//! Runs a program to its end, or kills it and everything it started when it takes too long.
//!
//! Output goes to files rather than pipes, so that a grandchild that outlives its parent cannot keep the test waiting.

use std::fmt;
use std::io::{Read, Seek};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// No test program needs this long, even on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// What a program did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// How it ended.
    pub end: End,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it complained about.
    pub stderr: Vec<u8>,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With this exit status.
    Exit(i32),
    /// Killed by this signal.
    Signal(i32),
    /// Killed by us.
    Timeout,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Exit(status) => write!(f, "exit status {status}"),
            End::Signal(signal) => write!(f, "killed by signal {signal}"),
            End::Timeout => write!(f, "killed after {} s", LIMIT.as_secs()),
        }
    }
}

/// Runs `command` with nothing to read, in the environment that makes Python's output repeatable.
///
/// # Errors
/// When it cannot be started.
pub fn run(command: &mut Command) -> Result<Finished, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |error: std::io::Error| format!("cannot run `{program}`: {error}");
    let mut stdout = tempfile::tempfile().map_err(failed)?;
    let mut stderr = tempfile::tempfile().map_err(failed)?;
    command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone().map_err(failed)?)
        .stderr(stderr.try_clone().map_err(failed)?)
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .env_remove("PYTHONPATH")
        .process_group(0);
    let end = wait(command.spawn().map_err(failed)?).map_err(failed)?;
    Ok(Finished { end, stdout: written(&mut stdout).map_err(failed)?, stderr: written(&mut stderr).map_err(failed)? })
}

fn wait(mut child: Child) -> std::io::Result<End> {
    let deadline = Instant::now() + LIMIT;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(end_of(status));
        }
        if Instant::now() > deadline {
            Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status()?;
            child.wait()?;
            return Ok(End::Timeout);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

fn end_of(status: ExitStatus) -> End {
    match (status.code(), status.signal()) {
        (Some(code), _) => End::Exit(code),
        (None, signal) => End::Signal(signal.unwrap_or(0)),
    }
}

fn written(file: &mut std::fs::File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The command as one could type it again.
#[must_use]
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{End, run};
    use std::process::Command;

    fn check(script: &str, end: End, stdout: &str) {
        let finished = run(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!((finished.end, String::from_utf8_lossy(&finished.stdout).as_ref()), (end, stdout));
    }

    #[test]
    fn statuses_and_signals() {
        check("echo hi; exit 3", End::Exit(3), "hi\n");
        check("echo gone >&2; kill -SEGV $$", End::Signal(11), "");
    }

    #[test]
    fn a_background_child_is_not_waited_for() {
        check("sleep 30 & echo done", End::Exit(0), "done\n");
    }
}
