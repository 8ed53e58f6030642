//! What was measured on, and when.

use std::fs;
use std::process::Command;

/// One line: date, processor, cores, memory, system, and how busy it was.
pub(crate) fn describe() -> String {
    let date = Command::new("date").args(["-u", "+%F"]).output();
    let date = date.map_or_else(
        |_| "date unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    );
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field("/proc/meminfo", "MemTotal", ':').map_or_else(String::new, |kilobytes| {
        let number = kilobytes
            .split(' ')
            .next()
            .and_then(|it| it.parse::<u64>().ok());
        format!(", {} GB", number.unwrap_or_default() / 1_000_000)
    });
    let processor = field("/proc/cpuinfo", "model name", ':').unwrap_or_default();
    let system = field("/etc/os-release", "PRETTY_NAME", '=').unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    format!(
        "{date}, {processor}, {cores} cores{memory}, {system}; {load} processes ran when it ended"
    )
}

fn field(file: &str, name: &str, mark: char) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    let (_, value) = line.split_once(mark)?;
    Some(value.trim().trim_matches('"').to_owned())
}
