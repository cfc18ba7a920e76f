//! Messages over standard input and output, one a line.
//!
//! The library's own reader says nothing to lines that are no messages, and gives up where the first message is no
//! request. This one answers the former and passes over the latter.

use super::wrong;
use rmcp::model::{
    ClientJsonRpcMessage, ClientNotification, ClientRequest, ErrorData, RequestId,
    ServerJsonRpcMessage,
};
use rmcp::service::{RoleServer, RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde_json::Value;
use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::sync::{Mutex, Notify, Semaphore};
use tokio::time::timeout;

/// Most bytes of a message; a longer one is refused and never held whole.
const LONGEST: usize = 4 << 20;
/// Most refusals that wait to be written; while there are so many nothing is read.
const REFUSALS: u32 = 16;
/// Most answers that wait to be written; while there are so many nothing is read. Whoever asks and never reads would
/// have them gather without end.
const UNSENT: usize = 64;
/// How long a message may take to be written, and the end of input waits for answers.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the end of input waits for the last refusals to be written.
const FAREWELL: Duration = Duration::from_secs(1);

/// Messages from `R` and to `W`.
pub(super) struct Stdio<R, W> {
    input: BufReader<R>,
    /// What was read of the line that is being read.
    line: Vec<u8>,
    /// Whether the rest of this line is passed over: it is too long.
    is_passing: bool,
    /// Whether there was a request: what comes before one means nothing.
    has_begun: bool,
    output: Output<W>,
    /// A refusal that has to be written before anything more is read.
    refusal: Option<Refusal>,
    refusals: Arc<Semaphore>,
    unsent: Arc<Unsent>,
    open: Arc<Open>,
}

/// The requests that are not answered yet.
#[derive(Default)]
struct Open {
    ids: std::sync::Mutex<HashSet<RequestId>>,
    fewer: Notify,
}

impl Open {
    fn ids(&self) -> MutexGuard<'_, HashSet<RequestId>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it was none of them.
    fn begin(&self, id: &RequestId) -> bool {
        self.ids().insert(id.clone())
    }

    fn end(&self, id: Option<&RequestId>) {
        if id.is_some_and(|id| self.ids().remove(id)) {
            self.fewer.notify_one();
        }
    }

    /// Waits until all are answered.
    async fn none(&self) {
        while !self.ids().is_empty() {
            self.fewer.notified().await;
        }
    }
}

/// The answers that wait to be written.
#[derive(Default)]
struct Unsent {
    count: AtomicUsize,
    fewer: Notify,
}

/// One of them, until it is written or given up.
struct One(Arc<Unsent>);

impl Unsent {
    fn one(self: &Arc<Self>) -> One {
        self.count.fetch_add(1, Ordering::AcqRel);
        One(Arc::clone(self))
    }

    /// Waits until there are few.
    async fn few(&self) {
        while self.count.load(Ordering::Acquire) > UNSENT {
            self.fewer.notified().await;
        }
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.count.fetch_sub(1, Ordering::AcqRel);
        self.0.fewer.notify_one();
    }
}

type Refusal = Box<ServerJsonRpcMessage>;
type Output<W> = Arc<Mutex<Option<W>>>;

/// What a line is.
enum Line {
    Whole,
    TooLong,
    End,
}

impl<R: AsyncRead + Send + Unpin, W: AsyncWrite + Send + Unpin + 'static> Stdio<R, W> {
    pub(super) fn new(input: R, output: W) -> Self {
        Self {
            input: BufReader::new(input),
            line: Vec::new(),
            is_passing: false,
            has_begun: false,
            output: Arc::new(Mutex::new(Some(output))),
            refusal: None,
            refusals: Arc::new(Semaphore::new(REFUSALS as usize)),
            unsent: Arc::default(),
            open: Arc::default(),
        }
    }

    /// Reads to the end of the line. It may be left off at any `await` and goes on where it was: bytes are taken and
    /// kept in one go.
    async fn read_line(&mut self) -> io::Result<Line> {
        loop {
            let read = self.input.fill_buf().await?;
            if read.is_empty() {
                // The last line need not be ended.
                return Ok(match self.line.is_empty() {
                    true => Line::End,
                    false => Line::Whole,
                });
            }
            let end = read.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(read.len(), |end| end + 1);
            let is_too_long = self.line.len() + taken > LONGEST;
            match self.is_passing || is_too_long {
                true => self.line.clear(),
                false => self.line.extend_from_slice(&read[..taken]),
            }
            self.input.consume(taken);
            let was_passing = self.is_passing;
            self.is_passing = end.is_none() && (was_passing || is_too_long);
            if is_too_long && !was_passing {
                return Ok(Line::TooLong);
            }
            if end.is_some() && !was_passing {
                return Ok(Line::Whole);
            }
        }
    }

    /// The message of a line; where it is none, what is wrong is kept to be told.
    fn message(&mut self) -> Option<ClientJsonRpcMessage> {
        let understood = understood(&self.line);
        self.line.clear();
        match understood {
            Ok(message) => {
                if let Some(refusal) = self.noted(&message) {
                    self.refusal = Some(refusal);
                    return None;
                }
                Some(message).filter(|_| self.has_begun)
            }
            Err(refusal) => {
                self.refusal = refusal;
                None
            }
        }
    }

    /// Notes which requests are open; the library answers but one of those with the same id, so that others are refused.
    fn noted(&mut self, message: &ClientJsonRpcMessage) -> Option<Refusal> {
        match message {
            ClientJsonRpcMessage::Request(request) => {
                self.has_begun = true;
                let is_new = self.open.begin(&request.id);
                let why = "a request with this id is not answered yet";
                (!is_new).then(|| refusal(ErrorData::invalid_request(why, None), None))
            }
            ClientJsonRpcMessage::Notification(notification) => {
                // What is taken back gets no answer.
                if let ClientNotification::CancelledNotification(taken) = &notification.notification
                {
                    self.open.end(taken.params.request_id.as_ref());
                }
                None
            }
            _ => None,
        }
    }

    /// Writes the refusal that waits. Whoever reads may be left off, but no message half written: a task of its own
    /// does it.
    async fn refuse(&mut self) {
        if self.refusal.is_none() {
            return;
        }
        let Ok(place) = Arc::clone(&self.refusals).acquire_owned().await else {
            return;
        };
        if let Some(refusal) = self.refusal.take() {
            let output = Arc::clone(&self.output);
            tokio::spawn(async move {
                // Where it cannot be written there is nobody to read it.
                let _ = write(&output, &refusal).await;
                drop(place);
            });
        }
    }
}

impl<R, W> Transport<RoleServer> for Stdio<R, W>
where
    R: AsyncRead + Send + Unpin,
    W: AsyncWrite + Send + Unpin + 'static,
{
    type Error = io::Error;

    fn send(
        &mut self,
        message: TxJsonRpcMessage<RoleServer>,
    ) -> impl Future<Output = io::Result<()>> + Send + 'static {
        let output = Arc::clone(&self.output);
        let one = self.unsent.one();
        let open = Arc::clone(&self.open);
        async move {
            let written = write(&output, &message).await;
            match &message {
                ServerJsonRpcMessage::Response(response) => open.end(Some(&response.id)),
                ServerJsonRpcMessage::Error(error) => open.end(error.id.as_ref()),
                _ => {}
            }
            drop(one);
            written
        }
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        loop {
            self.refuse().await;
            self.unsent.few().await;
            match self.read_line().await {
                Ok(Line::Whole) => {
                    if let Some(message) = self.message() {
                        return Some(message);
                    }
                }
                Ok(Line::TooLong) => {
                    let why = format!("a message has at most {LONGEST} bytes");
                    self.refusal = Some(refusal(ErrorData::invalid_request(why, None), None));
                }
                Ok(Line::End) | Err(_) => {
                    // The library would give up what is still being answered.
                    let _ = timeout(PATIENCE, self.open.none()).await;
                    let written = self.refusals.acquire_many(REFUSALS);
                    let _ = timeout(FAREWELL, written).await;
                    return None;
                }
            }
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        self.output.lock().await.take();
        Ok(())
    }
}

/// Writes a message on a line of its own.
async fn write<W: AsyncWrite + Unpin>(
    output: &Output<W>,
    message: &ServerJsonRpcMessage,
) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    let mut output = output.lock().await;
    let open = output.as_mut().ok_or(io::ErrorKind::NotConnected)?;
    let whole = async {
        open.write_all(&line).await?;
        open.flush().await
    };
    let written = timeout(PATIENCE, whole).await;
    // Whoever does not read for so long is gone, and so is the rest of a line.
    written.unwrap_or_else(|_| {
        output.take();
        Err(io::ErrorKind::TimedOut.into())
    })
}

fn refusal(error: ErrorData, id: Option<RequestId>) -> Refusal {
    Box::new(ServerJsonRpcMessage::error(error, id))
}

/// The message of a line, or what to say to it, if anything.
fn understood(line: &[u8]) -> Result<ClientJsonRpcMessage, Option<Refusal>> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    if line.trim_ascii().is_empty() {
        return Err(None);
    }
    match serde_json::from_slice(line) {
        Ok(ClientJsonRpcMessage::Request(request)) => match &request.request {
            ClientRequest::CustomRequest(custom) => {
                Err(Some(refusal(wrong::error(custom), Some(request.id))))
            }
            _ => Ok(ClientJsonRpcMessage::Request(request)),
        },
        Ok(message) => Ok(message),
        Err(_) => Err(why_not(line)),
    }
}

/// What to say to a line that is no message.
fn why_not(line: &[u8]) -> Option<Refusal> {
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => {
            let why = format!("this is no JSON: {error}");
            return Some(refusal(ErrorData::parse_error(why, None), None));
        }
    };
    let field = |name: &str| value.get(name);
    if field("method").is_some_and(Value::is_string) && field("id").is_none() {
        // Nobody waits for an answer to a notification, known or not.
        return None;
    }
    let id = field("id").cloned();
    let id = id.and_then(|id| serde_json::from_value(id).ok());
    let why = match (&value, &id) {
        (Value::Array(_), _) => "one message a line: batches are not taken",
        (Value::Object(_), None) => {
            "this is no JSON-RPC 2.0 message with an id of text or a whole number"
        }
        _ => "this is no JSON-RPC 2.0 message",
    };
    Some(refusal(ErrorData::invalid_request(why, None), id))
}
