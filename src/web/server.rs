//! Connections: how many, how long, how large; and the end of the server.

use super::gate::{self, Gate, Local};
use super::held;
use crate::config::{Listen, ListenError};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::{Router, middleware};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// Most connections at a time; others wait to be accepted.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take, and a connection be idle.
const HEAD: Duration = Duration::from_secs(10);
/// Most bytes of a request's head, and most fields in it.
const HEAD_BYTES: usize = 32 << 10;
const HEAD_FIELDS: usize = 64;
/// Most bytes of a request's body.
const BODY: usize = 1 << 20;
/// How long a request may take, its body included.
const REQUEST: Duration = Duration::from_secs(30);
/// How long an answer may wait for its reader to take more of it.
const UNREAD: Duration = Duration::from_secs(20);
/// Most requests that are answered at a time, until their readers have the answers: these are in memory.
const ANSWERS: usize = 24;
/// How long a connection may last, whatever is asked over it.
const CONNECTION: Duration = Duration::from_secs(600);
/// How long what is being answered may go on when the server ends.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long accepting rests where the system gives no more connections.
const REST: Duration = Duration::from_millis(100);

/// Serves `routes` until the process is told to end.
pub(super) fn serve(
    routes: Router,
    listen: &Listen,
    start: &str,
    ready: &mut dyn FnMut(&str),
) -> Result<(), ListenError> {
    let runtime = Runtime::new().map_err(ListenError::Start)?;
    let served = runtime.block_on(async {
        let address = SocketAddr::new(listen.host, listen.port);
        let failed = |source| ListenError::Address { address, source };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let bound = listener.local_addr().map_err(failed)?;
        let gate = Gate::new(listen, bound).map_err(ListenError::Start)?;
        ready(&gate.address(start));
        accept(&listener, &limited(routes, gate)).await;
        Ok(())
    });
    // Questions that are still being answered do not keep the process.
    runtime.shutdown_background();
    served
}

/// `routes` behind the gate and within the limits.
fn limited(routes: Router, gate: Gate) -> Router {
    routes
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(middleware::from_fn_with_state(
            Arc::new(Semaphore::new(ANSWERS)),
            held::placed,
        ))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            REQUEST,
        ))
        .layer(middleware::from_fn_with_state(Arc::new(gate), gate::passed))
        .layer(CatchPanicLayer::new())
        .layer(middleware::map_response(gate::sealed))
}

/// Accepts connections until the process is told to end.
async fn accept(listener: &TcpListener, routes: &Router) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let farewell = GracefulShutdown::new();
    let mut ended = std::pin::pin!(ended());
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        tokio::select! {
            () = &mut ended => break,
            (accepted, place) = next => match (accepted, place) {
                (Ok((stream, _)), Ok(place)) => {
                    tokio::spawn(connection(stream, routes.clone(), place, farewell.watcher()));
                }
                // The system gives no more of them now; those that are open will end.
                _ => sleep(REST).await,
            },
        }
    }
    let _ = timeout(FAREWELL, farewell.shutdown()).await;
}

/// Answers over one connection until it ends.
async fn connection(
    stream: TcpStream,
    routes: Router,
    place: OwnedSemaphorePermit,
    watcher: Watcher,
) {
    // An answer is written at once; waiting for more of it would only make it late.
    let _ = stream.set_nodelay(true);
    let Ok(local) = stream.local_addr() else {
        return;
    };
    // One socket may take both sorts of addresses; who asks knows his own sort.
    let local = SocketAddr::new(local.ip().to_canonical(), local.port());
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(UNREAD));
    let stream = Box::pin(stream);
    let service = routes.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Local(local));
        request
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_FIELDS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    // What breaks a connection is its other side's to know.
    let _ = timeout(CONNECTION, watcher.watch(served)).await;
    drop(place);
}

/// Ends when the process is told to end.
async fn ended() {
    let asked = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut told) = signal(SignalKind::terminate()) {
            tokio::select! { () = asked => {}, _ = told.recv() => {} }
            return;
        }
    }
    asked.await;
}
