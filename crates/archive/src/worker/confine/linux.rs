//! Landlock and seccomp.

use std::collections::BTreeMap;
use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus,
    Scope, path_beneath_rules,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch, apply_filter,
};

/// Lets the worker read beneath `readable` and touch no other file, open no
/// connection and reach no process outside. Of an older kernel we take what it
/// has.
pub(super) fn limit_files(readable: &[PathBuf]) -> Result<(), String> {
    let restrict = || {
        Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V5))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .add_rules(path_beneath_rules(
                readable,
                AccessFs::ReadFile | AccessFs::ReadDir,
            ))?
            .restrict_self()
    };
    let missing = |why: String| Err(format!("no limit to files and network (Landlock: {why})"));
    match restrict() {
        Ok(status) if status.ruleset != RulesetStatus::NotEnforced => Ok(()),
        Ok(_) => missing("this kernel has none".to_owned()),
        Err(error) => missing(error.to_string()),
    }
}

/// Takes away the system calls that no reader of documents needs and that
/// an intruder would want. They then fail as if not permitted.
///
/// A list of what is forbidden, not of what is allowed: what an allocator or
/// the standard library calls changes with their versions, and a worker that
/// dies of an update is worse than one with a call too many.
pub(super) fn limit_calls() -> Result<(), String> {
    let apply = || -> Result<(), Box<dyn std::error::Error>> {
        let errno = |number: i32| SeccompAction::Errno(number.unsigned_abs());
        // With its flags in memory this one cannot be judged. The C library
        // then falls back on the old one.
        let clone3 = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        apply_filter(&program(clone3, errno(libc::ENOSYS))?)?;

        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            FORBIDDEN.iter().map(|&call| (call, Vec::new())).collect();
        rules.insert(libc::SYS_clone, vec![new_process()?]);
        apply_filter(&program(rules, errno(libc::EPERM))?)?;
        Ok(())
    };
    apply().map_err(|error| format!("no limit to system calls (seccomp: {error})"))
}

fn program(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    action: SeccompAction,
) -> Result<BpfProgram, seccompiler::BackendError> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, SeccompAction::Allow, action, arch)?.try_into()
}

/// A clone that is no thread.
fn new_process() -> Result<SeccompRule, seccompiler::BackendError> {
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    SeccompRule::new(vec![SeccompCondition::new(
        0,
        SeccompCmpArgLen::Qword,
        SeccompCmpOp::MaskedEq(thread),
        0,
    )?])
}

const FORBIDDEN: &[i64] = &[
    // Network.
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    // Programs and processes.
    libc::SYS_execve,
    libc::SYS_execveat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_kcmp,
    // Files by other ways than a path.
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    // The parts of the kernel that most faults are found in.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
];
