//! The socket: who gets one, what it tells and in which order, and how it ends.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use http::{Method, StatusCode};
use serde_json::json;
use services::{auth, pushes};
use sqlx::PgPool;
use tokio_tungstenite::tungstenite::Message;

use crate::{
    sockets::{LiveServer, register, resume, tell},
    support::TestApp,
};

async fn server(pool: PgPool) -> LiveServer {
    LiveServer::start(TestApp::new(pool).await.services).await
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn nobody_and_pages_of_other_sites_get_no_socket(pool: PgPool) {
    let server = server(pool).await;
    let (_, token) = register(&server.services, "ana").await;
    let bearer = format!("Bearer {token}");
    assert_eq!(server.connect("", &[]).await.err(), Some(401));
    assert_eq!(server.connect("", &[("authorization", "Bearer nonsense")]).await.err(), Some(401));
    assert_eq!(server.connect("?ticket=guessed", &[]).await.err(), Some(401));
    let foreign = [("authorization", bearer.as_str()), ("origin", "https://evil.example")];
    assert_eq!(server.connect("", &foreign).await.err(), Some(403));
    let own = [("authorization", bearer.as_str()), ("origin", "http://localhost:3000")];
    assert_eq!(server.connect("", &own).await.unwrap().next().await["type"], "hello");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_cookie_of_the_browser_opens_a_socket(pool: PgPool) {
    let server = server(pool).await;
    let (_, token) = register(&server.services, "ana").await;
    let cookie = format!("__Host-access={token}");
    let headers = [("cookie", cookie.as_str()), ("origin", "http://localhost:3000")];
    assert_eq!(server.connect("", &headers).await.unwrap().next().await["type"], "hello");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_ticket_opens_one_socket(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let server = LiveServer::start(app.services.clone()).await;
    let (_, token) = register(&server.services, "ana").await;
    let nobody = app.json(Method::POST, "/auth/ws-ticket", None, &json!({})).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let answer = app.json(Method::POST, "/auth/ws-ticket", Some(&token), &json!({})).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["expires_in"], 30);
    let query = format!("?ticket={}", answer.json()["ticket"].as_str().unwrap());
    assert_eq!(server.connect(&query, &[]).await.unwrap().next().await["type"], "hello");
    assert_eq!(server.connect(&query, &[]).await.err(), Some(401));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_notice_reaches_its_recipient_and_nobody_else(pool: PgPool) {
    let server = server(pool).await;
    let (ana, ana_token) = register(&server.services, "ana").await;
    let (beto, beto_token) = register(&server.services, "beto").await;
    let (mut ana_socket, hello) = server.open(&ana_token).await;
    let (mut beto_socket, _) = server.open(&beto_token).await;
    assert_eq!(hello["unread"], 1, "the welcome");
    tell(&server.services, &ana, 1).await;
    let message = ana_socket.next().await;
    assert_eq!(message["type"], "notification");
    assert_eq!(message["unread"], 2);
    assert_eq!(message["notification"]["kind"], "order_paid");
    assert_eq!(message["notification"]["text"], "Tobías pagó: ya podés empezar");
    assert_eq!(message["notification"]["path"], "/contratos/1");
    assert!(message["cursor"].as_str() > hello["cursor"].as_str());
    tell(&server.services, &beto, 2).await;
    assert_eq!(beto_socket.next().await["notification"]["path"], "/contratos/2", "its first and only one");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn notices_arrive_within_fifty_milliseconds_on_another_replica(pool: PgPool) {
    let near = server(pool.clone()).await;
    let far = server(pool).await;
    let (ana, token) = register(&near.services, "ana").await;
    let (mut socket, _) = far.open(&token).await;
    // The subscription of the other replica stands once a message comes faster than its sweep.
    let mut delays = Vec::new();
    for number in 0..60 {
        let start = Instant::now();
        tell(&near.services, &ana, number).await;
        assert_eq!(socket.next().await["notification"]["path"], format!("/contratos/{number}"));
        delays.push(start.elapsed());
    }
    delays.sort();
    let median = delays[delays.len() / 2];
    assert!(median < Duration::from_millis(50), "half of them took longer than {median:?}");
    if let Ok(path) = std::env::var("PUSH_DELAYS") {
        std::fs::write(path, format!("{delays:?}")).unwrap();
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn who_comes_back_gets_what_was_missed_in_order_and_none_twice(pool: PgPool) {
    let server = server(pool).await;
    let (ana, token) = register(&server.services, "ana").await;
    let (socket, hello) = server.open(&token).await;
    drop(socket);
    for number in 1..=150 {
        tell(&server.services, &ana, number).await;
    }
    let (mut socket, _) = server.open(&token).await;
    socket.say(resume(&hello["cursor"])).await;
    // Asking twice changes nothing, and news that come meanwhile take their place.
    socket.say(resume(&hello["cursor"])).await;
    tell(&server.services, &ana, 151).await;
    for number in 1..=151 {
        let message = socket.next().await;
        assert_eq!(message["notification"]["path"], format!("/contratos/{number}"));
    }
    tell(&server.services, &ana, 152).await;
    let message = socket.next().await;
    assert_eq!(message["notification"]["path"], "/contratos/152");
    assert_eq!(message["unread"], 153);

    let query = format!("?cursor={}", message["cursor"].as_str().unwrap());
    tell(&server.services, &ana, 153).await;
    let bearer = format!("Bearer {token}");
    let mut socket = server.connect(&query, &[("authorization", &bearer)]).await.unwrap();
    assert_eq!(socket.next().await["type"], "hello");
    assert_eq!(socket.next().await["notification"]["path"], "/contratos/153");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_is_read_in_one_tab_is_read_in_the_others(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let server = LiveServer::start(app.services.clone()).await;
    let (ana, token) = register(&server.services, "ana").await;
    let (mut phone, _) = server.open(&token).await;
    let (mut laptop, _) = server.open(&token).await;
    tell(&server.services, &ana, 1).await;
    let id = phone.next_of("notification").await["notification"]["id"].clone();
    assert_eq!(laptop.next_of("notification").await["unread"], 2);
    phone.say(json!({ "type": "read", "id": id })).await;
    assert_eq!(laptop.next_of("unread").await["unread"], 1);
    assert_eq!(phone.next_of("unread").await["unread"], 1);
    let answer = app.json(Method::POST, "/api/v1/notifications/read-all", Some(&token), &json!({})).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(laptop.next_of("unread").await["unread"], 0);
    laptop.say(json!({ "type": "recent" })).await;
    let recent = laptop.next_of("recent").await;
    assert_eq!(recent["items"].as_array().unwrap().len(), 2);
    assert_eq!(recent["items"][0]["id"], id);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_end_of_the_session_closes_its_socket_and_no_other(pool: PgPool) {
    let server = server(pool).await;
    let (ana, token) = register(&server.services, "ana").await;
    let (beto, other_token) = register(&server.services, "beto").await;
    let (mut socket, _) = server.open(&token).await;
    let (mut other, _) = server.open(&other_token).await;
    auth::sign_out(&server.services, &services::audit::Origin::default(), &ana, true).await.unwrap();
    assert_eq!(socket.closing_code().await, 4401);
    tell(&server.services, &beto, 1).await;
    assert_eq!(other.next().await["type"], "notification");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_suspended_person_loses_the_socket_within_five_seconds(pool: PgPool) {
    let server = server(pool.clone()).await;
    let (ana, token) = register(&server.services, "ana").await;
    let (mut socket, _) = server.open(&token).await;
    // Nobody says so to any socket: the sweep finds it.
    sqlx::query("update users set suspended_at = created_at where id = $1")
        .bind(ana.user_id.get())
        .execute(&pool)
        .await
        .unwrap();
    let start = Instant::now();
    assert_eq!(socket.closing_code().await, 4401);
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_is_too_large_too_much_or_no_message_closes_the_socket(pool: PgPool) {
    let server = server(pool).await;
    let (_, token) = register(&server.services, "ana").await;

    let (mut socket, _) = server.open(&token).await;
    socket.stream.send(Message::text("x".repeat(17 * 1024))).await.unwrap();
    assert_eq!(socket.closing_code().await, 1009);

    let (mut socket, _) = server.open(&token).await;
    socket.stream.send(Message::text("not json")).await.unwrap();
    assert_eq!(socket.closing_code().await, 1007);

    let (mut socket, _) = server.open(&token).await;
    for _ in 0..100 {
        // The server may hang up while this still talks.
        if socket.stream.send(Message::text(json!({ "type": "pong" }).to_string())).await.is_err() {
            break;
        }
    }
    assert_eq!(socket.closing_code().await, 1008);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_reader_that_takes_nothing_holds_nobody_up(pool: PgPool) {
    let server = server(pool).await;
    let (ana, token) = register(&server.services, "ana").await;
    let (_asleep, _) = server.open(&token).await;
    let (mut awake, _) = server.open(&token).await;
    for number in 0..100 {
        tell(&server.services, &ana, number).await;
    }
    for number in 0..100 {
        assert_eq!(awake.next().await["notification"]["path"], format!("/contratos/{number}"));
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn draining_closes_the_sockets_with_1001(pool: PgPool) {
    let server = server(pool).await;
    let (_, token) = register(&server.services, "ana").await;
    let (mut socket, _) = server.open(&token).await;
    server.lifecycle.drain();
    assert_eq!(socket.closing_code().await, 1001);
    while socket.stream.next().await.is_some() {}
    // Its place in the hub is free again.
    while server.services.pushes.open_sockets() > 0 {
        tokio::task::yield_now().await;
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_session_that_ended_before_the_socket_opened_gets_none(pool: PgPool) {
    let server = server(pool).await;
    let (ana, token) = register(&server.services, "ana").await;
    let ticket = pushes::tickets::issue(&server.services, &ana).await.unwrap();
    auth::sign_out(&server.services, &services::audit::Origin::default(), &ana, false).await.unwrap();
    assert_eq!(server.connect(&format!("?ticket={ticket}"), &[]).await.err(), Some(401));
    let bearer = format!("Bearer {token}");
    assert_eq!(server.connect("", &[("authorization", &bearer)]).await.err(), Some(401));
}
