//! One worker process, as its parent sees it.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use waardenscan::pdf::{PageImage, Recogniser};

use super::death::Death;
use super::pages::{Answer, Question};
use super::protocol::{FromWorker, GREETING, Reader, Start, ToWorker, WirePath, Writer};
use super::recognition;
use crate::InputFile;
use crate::analysis::Analysis;

/// How much of what a worker writes to standard error is kept, in bytes.
const LAST_WORDS_BYTES: usize = 4096;

/// Bytes that the pipe from a worker holds: what Linux grants everyone
/// (`/proc/sys/fs/pipe-max-size`).
#[cfg(target_os = "linux")]
const PIPE_BYTES: usize = 1 << 20;

/// How long after a worker's end its last words may take.
const LAST_WORDS_WAIT: Duration = Duration::from_secs(2);

/// A worker; it ends when this is dropped.
pub(super) struct Process {
    child: Child,
    input: Writer<ChildStdin>,
    frames: Receiver<Result<FromWorker, String>>,
    last_words: Receiver<String>,
    /// Documents it has done.
    pub(super) done: usize,
}

impl Process {
    /// Starts `command` and tells it its work; it has not said
    /// [`FromWorker::Ready`] yet.
    pub(super) fn start(mut command: Command, start: &Start) -> std::io::Result<Self> {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        out_of_reach_of_the_terminal(&mut command);
        let mut child = command.spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(mut input), Some(output), Some(complaints)) = pipes else {
            return Err(std::io::Error::other("no pipes"));
        };
        widen(&output);
        let (sender, frames) = mpsc::channel();
        thread::Builder::new()
            .name("answers".to_owned())
            .spawn(move || {
                let mut output = Reader::new(output);
                loop {
                    let frame = match output.read() {
                        Ok(Some(frame)) => Ok(frame),
                        Ok(None) => break,
                        Err(error) => Err(error.to_string()),
                    };
                    let garbled = frame.is_err();
                    if sender.send(frame).is_err() || garbled {
                        break;
                    }
                }
            })?;
        let (sender, last_words) = mpsc::channel();
        thread::Builder::new()
            .name("complaints".to_owned())
            .spawn(move || {
                // Where nobody asks, nobody listens.
                let _ = sender.send(end_of(complaints));
            })?;
        // A worker that is gone already is found out when its answer is
        // awaited.
        let greeted = input.write_all(&GREETING);
        let mut input = Writer::new(input);
        let _ = greeted.and_then(|()| input.write(&ToWorker::Start(start.clone())));
        Ok(Self {
            child,
            input,
            frames,
            last_words,
            done: 0,
        })
    }

    /// Waits for the first message.
    pub(super) fn first(&mut self, limit: Duration) -> Result<FromWorker, Death> {
        self.next(Instant::now() + limit, limit)
    }

    /// Asks for the analysis of one file, which [`Process::answer`] waits for.
    pub(super) fn ask(&mut self, file: &InputFile) {
        self.tell(&ToWorker::Analyse {
            path: WirePath::new(&file.path),
            member: file.member_name().map(str::to_owned),
        });
    }

    /// A worker that is gone is found out when its answer is awaited.
    fn tell(&mut self, message: &ToWorker) {
        let _ = self.input.write(message);
    }

    /// Waits for the first analysis that was asked for and has not come yet,
    /// at most `limit` from now, not counting what the parent does for it
    /// meanwhile.
    pub(super) fn answer(
        &mut self,
        limit: Duration,
        recogniser: Option<&dyn Recogniser>,
    ) -> Result<Analysis, Death> {
        let mut deadline = Instant::now() + limit;
        loop {
            let asked = self.next(deadline, limit)?;
            let start = Instant::now();
            let reply = match asked {
                FromWorker::Analysed(analysis) => {
                    self.done += 1;
                    return Ok(*analysis);
                }
                FromWorker::Check => ToWorker::Checked(recognition::check(recogniser)),
                FromWorker::Recognise {
                    width,
                    height,
                    luma,
                    dpi,
                } => {
                    let image = PageImage::from_luma(width, height, &luma);
                    ToWorker::Recognised(recognition::recognise(recogniser, image, dpi))
                }
                FromWorker::Ready { .. } | FromWorker::Refused(_) | FromWorker::Page(_) => {
                    return Err(Death::Garbled("an answer to no question".to_owned()));
                }
            };
            self.tell(&reply);
            deadline += start.elapsed();
        }
    }

    /// Asks a worker that shows pages something.
    pub(super) fn ask_page(
        &mut self,
        question: Question,
        limit: Duration,
    ) -> Result<Answer, Death> {
        let opens = matches!(question, Question::Open(_));
        self.tell(&ToWorker::Page(question));
        match self.next(Instant::now() + limit, limit)? {
            FromWorker::Page(answer) => {
                self.done += usize::from(!opens);
                Ok(answer)
            }
            _ => Err(Death::Garbled("an answer to no question".to_owned())),
        }
    }

    fn next(&mut self, deadline: Instant, limit: Duration) -> Result<FromWorker, Death> {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.frames.recv_timeout(left) {
            Ok(Ok(frame)) => Ok(frame),
            Ok(Err(what)) => Err(Death::Garbled(what)),
            Err(RecvTimeoutError::Timeout) => Err(Death::TimedOut(limit)),
            Err(RecvTimeoutError::Disconnected) => Err(self.ended()),
        }
    }

    /// How it ended, after it closed its output.
    fn ended(&mut self) -> Death {
        let last_words = self.last_words.recv_timeout(LAST_WORDS_WAIT);
        let by_itself = last_words.is_ok();
        if !by_itself {
            // Its output is closed but it lives on: no use to anyone.
            let _ = self.child.kill();
        }
        Death::Ended {
            status: self.child.wait().ok().filter(|_| by_itself),
            last_words: last_words.unwrap_or_default(),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A worker keeps nothing that is worth waiting for. An error says that
        // it ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Has a whole record fit into a pipe, most often, so that neither side waits
/// for the other in the middle of it. Where the system grants no more, they do.
fn widen(pipe: &ChildStdout) {
    #[cfg(target_os = "linux")]
    {
        let _ = rustix::pipe::fcntl_setpipe_size(pipe, PIPE_BYTES);
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = pipe;
    }
}

/// Reads to the end and returns the last of it.
fn end_of(mut stream: impl Read) -> String {
    let mut last = VecDeque::new();
    let mut buffer = [0; 1024];
    while let Ok(count) = stream.read(&mut buffer)
        && count > 0
    {
        last.extend(buffer.iter().take(count));
        let over = last.len().saturating_sub(LAST_WORDS_BYTES);
        last.drain(..over);
    }
    let last: Vec<u8> = last.into();
    String::from_utf8_lossy(&last).into_owned()
}

/// A Ctrl-C in the terminal is for the parent, which lets its workers finish.
fn out_of_reach_of_the_terminal(command: &mut Command) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        command.creation_flags(CREATE_NEW_PROCESS_GROUP);
    }
}
