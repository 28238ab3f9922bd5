//! A server on a port of its own, and clients of its sockets.

use std::{net::SocketAddr, time::Duration};

use domain::{
    auth::{Registration, Viewer},
    locale::Locale,
    notifications::{Notice, NotificationKind},
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use server::{lifecycle::Lifecycle, router, state::AppState};
use services::{Services, audit::Origin, pushes};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

/// More than anything here should take.
const SOON: Duration = Duration::from_secs(10);

/// A replica that listens.
pub struct LiveServer {
    pub address: SocketAddr,
    pub services: Services,
    pub lifecycle: Lifecycle,
}

impl LiveServer {
    pub async fn start(services: Services) -> Self {
        let state = AppState::new(crate::support::server_settings(), services.clone());
        let lifecycle = state.lifecycle.clone();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("the set-up works");
        let address = listener.local_addr().expect("the set-up works");
        tokio::spawn(pushes::run(services.clone()));
        let router = router::build(state).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, services, lifecycle }
    }

    /// Opens a socket; the error is the status of a refusal.
    pub async fn connect(&self, query: &str, headers: &[(&'static str, &str)]) -> Result<Client, u16> {
        let mut request =
            format!("ws://{}/ws{query}", self.address).into_client_request().expect("the set-up works");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("the set-up works"));
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Client { stream }),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    /// Opens a socket with an access token and reads its hello.
    pub async fn open(&self, token: &str) -> (Client, Value) {
        let bearer = format!("Bearer {token}");
        let mut client = self.connect("", &[("authorization", &bearer)]).await.expect("a socket");
        let hello = client.next().await;
        assert_eq!(hello["type"], "hello");
        (client, hello)
    }
}

/// The other end of a socket.
pub struct Client {
    pub stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Client {
    /// The next message that is no ping.
    pub async fn next(&mut self) -> Value {
        loop {
            match timeout(SOON, self.stream.next()).await.expect("a message") {
                Some(Ok(Message::Text(text))) => {
                    let message: Value = serde_json::from_str(&text).expect("the set-up works");
                    if message["type"] != "ping" {
                        return message;
                    }
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("instead of a message: {other:?}"),
            }
        }
    }

    /// The next message of a type, passing over others.
    pub async fn next_of(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["type"] == kind {
                return message;
            }
        }
    }

    pub async fn say(&mut self, message: Value) {
        self.stream.send(Message::text(message.to_string())).await.expect("the set-up works");
    }

    /// The code that the server closes with, whatever it said before.
    pub async fn closing_code(&mut self) -> u16 {
        loop {
            match timeout(SOON, self.stream.next()).await.expect("a close") {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("closed without a code: {other:?}"),
            }
        }
    }
}

/// A new person, and their access token.
pub async fn register(services: &Services, name: &str) -> (Viewer, String) {
    let registration = Registration::parse(&format!("{name}@example.com"), "una clave bien larga 42", name)
        .expect("the set-up works");
    let signed_in = services::auth::register(services, &Origin::default(), Locale::EsAr, registration)
        .await
        .expect("the set-up works");
    (signed_in.viewer, signed_in.tokens.access_token)
}

/// Tells somebody that order `number` was paid.
pub async fn tell(services: &Services, recipient: &Viewer, number: usize) {
    let notice = Notice::new(NotificationKind::OrderPaid, format!("/contratos/{number}"))
        .with("actor", "Tobías")
        .with("title", "Logo para Café Andén");
    let mut work = services.begin().await.expect("the set-up works");
    work.notify(recipient.user_id, notice);
    work.commit().await.expect("the set-up works");
}

/// `{"type":"resume",…}`.
pub fn resume(cursor: &Value) -> Value {
    json!({ "type": "resume", "cursor": cursor })
}
