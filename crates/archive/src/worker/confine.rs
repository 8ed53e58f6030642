//! What a worker forbids itself.

#[cfg(target_os = "linux")]
mod linux;

use std::fs::File;
use std::io;
use std::path::PathBuf;

/// Where frames are written.
#[cfg(unix)]
pub(super) type Output = File;
/// Where frames are written.
#[cfg(not(unix))]
pub(super) type Output = io::Stdout;

/// Takes standard output for the frames; what a parser prints goes to standard
/// error from now on.
#[cfg(unix)]
pub(super) fn take_stdout() -> io::Result<Output> {
    use std::os::fd::AsFd;
    let out = io::stdout().as_fd().try_clone_to_owned()?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(File::from(out))
}

#[cfg(not(unix))]
pub(super) fn take_stdout() -> io::Result<Output> {
    Ok(io::stdout())
}

/// Locks the worker in: memory, files, network, programs. Returns what this
/// system does not offer, in English.
pub(super) fn confine(memory_bytes: Option<u64>, readable: &[PathBuf]) -> Vec<String> {
    let mut missing = Vec::new();
    limit_memory(memory_bytes, &mut missing);
    #[cfg(target_os = "linux")]
    {
        missing.extend(linux::limit_files(readable).err());
        missing.extend(linux::limit_calls().err());
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = readable;
        missing.push("no limit to files, network and programs on this system".to_owned());
    }
    missing
}

#[cfg(unix)]
fn limit_memory(memory_bytes: Option<u64>, missing: &mut Vec<String>) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |resource, most| {
        let limit = Rlimit {
            current: most,
            maximum: most,
        };
        setrlimit(resource, limit)
    };
    if memory_bytes.is_some() && limit(Resource::As, memory_bytes).is_err() {
        missing.push("no limit to memory".to_owned());
    }
    // A worker's memory holds what people wrote about residents: it is not for
    // a core file, and a worker writes no files at all.
    let _ = limit(Resource::Core, Some(0));
    let _ = limit(Resource::Fsize, Some(0));
}

#[cfg(not(unix))]
fn limit_memory(memory_bytes: Option<u64>, missing: &mut Vec<String>) {
    if memory_bytes.is_some() {
        missing.push("no limit to memory on this system".to_owned());
    }
}
