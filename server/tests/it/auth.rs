//! Registering, signing in, staying in, signing out: over REST and as plain forms, well and ill meant.

use futures_util::future::join_all;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{Answer, Browser, TestApp};

const PASSWORD: &str = "mate y bizcochitos";

fn fresh_email() -> String {
    format!("ana-{}@example.com", Uuid::now_v7())
}

async fn post(app: &TestApp, path: &str, token: Option<&str>, body: Value) -> Answer {
    app.json(Method::POST, path, token, &body).await
}

async fn get(app: &TestApp, path: &str, token: &str) -> Answer {
    app.json(Method::GET, path, Some(token), &Value::Null).await
}

/// A new account: e-mail, access token, refresh token.
async fn register(app: &TestApp) -> (String, String, String) {
    let email = fresh_email();
    let answer = post(
        app,
        "/auth/register",
        None,
        json!({ "email": email, "password": PASSWORD, "name": "Ana Gómez" }),
    )
    .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let (access, refresh) = tokens(&answer);
    (email, access, refresh)
}

fn tokens(answer: &Answer) -> (String, String) {
    let text =
        |name: &str| answer.json()[name].as_str().unwrap_or_else(|| panic!("{}", answer.text)).to_owned();
    (text("access_token"), text("refresh_token"))
}

/// A person who came in through the registration form.
async fn registered(app: &TestApp) -> (Browser<'_>, String) {
    let email = fresh_email();
    let mut browser = app.browser();
    let fields = [("name", "Ana Gómez"), ("email", &*email), ("password", PASSWORD)];
    let answer = browser.post("/registro", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    (browser, email)
}

fn location(answer: &Answer) -> &str {
    answer.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn problem(answer: &Answer) -> String {
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{}", answer.text);
    let kind = answer.json()["type"].as_str().unwrap_or_default().to_owned();
    kind.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The lines of `Set-Cookie` with this name.
fn set_cookies<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    let lines = answer.headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.filter(|line| line.starts_with(&format!("{name}="))).collect()
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn register_login_refresh_me_and_logout_over_rest(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (email, access, _) = register(&app).await;
    let me = get(&app, "/auth/me", &access).await;
    assert_eq!(me.status, StatusCode::OK);
    assert_eq!(me.headers[header::CACHE_CONTROL], "no-store");
    let user = &me.json()["user"];
    assert_eq!(
        (&user["email"], &user["name"], &user["handle"]),
        (&json!(email), &json!("Ana Gómez"), &json!("ana-gomez"))
    );
    assert_eq!(
        (&user["roles"], &user["email_verified"], &user["locale"]),
        (&json!([]), &json!(false), &json!("es-AR"))
    );

    let answer =
        post(&app, "/auth/login", None, json!({ "email": email.to_uppercase(), "password": PASSWORD })).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!((&answer.json()["token_type"], &answer.json()["expires_in"]), (&json!("Bearer"), &json!(900)));
    assert_eq!(answer.json()["user"]["email"], json!(email));
    assert!(set_cookies(&answer, "__Host-access").is_empty(), "clients hold their tokens themselves");
    let (_, refresh) = tokens(&answer);

    let answer = post(&app, "/auth/refresh", None, json!({ "refresh_token": refresh })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let (access, next_refresh) = tokens(&answer);
    assert_ne!(refresh, next_refresh);

    assert_eq!(post(&app, "/auth/logout", Some(&access), json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&app, "/auth/me", &access).await.status, StatusCode::UNAUTHORIZED);
    let answer = post(&app, "/auth/refresh", None, json!({ "refresh_token": next_refresh })).await;
    assert_eq!((answer.status, &*problem(&answer)), (StatusCode::UNAUTHORIZED, "sign-in-required"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn nobody_gets_401_at_each_private_endpoint(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let id = Uuid::now_v7();
    for (method, path) in [
        (Method::GET, "/auth/me".to_owned()),
        (Method::GET, "/auth/sessions".to_owned()),
        (Method::DELETE, format!("/auth/sessions/{id}")),
        (Method::POST, "/auth/logout".to_owned()),
        (Method::POST, "/auth/refresh".to_owned()),
    ] {
        for token in [None, Some("nonsense"), Some("")] {
            let answer = app.json(method.clone(), &path, token, &json!({})).await;
            assert_eq!(
                (answer.status, &*problem(&answer)),
                (StatusCode::UNAUTHORIZED, "sign-in-required"),
                "{path}"
            );
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        }
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn wrong_input_names_each_field_in_the_readers_language(pool: PgPool) {
    let app = TestApp::new(pool).await;
    for body in
        [json!({}), json!({ "email": "no", "password": "corta", "name": "" }), json!({ "email": null })]
    {
        let answer = post(&app, "/auth/register", None, body).await;
        assert_eq!((answer.status, &*problem(&answer)), (StatusCode::UNPROCESSABLE_ENTITY, "invalid"));
    }
    let answer =
        post(&app, "/auth/register", None, json!({ "email": "no", "password": "12345678", "name": "" }))
            .await;
    let errors = answer.json()["errors"].clone();
    let found: Vec<(&str, &str)> = errors
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|error| Some((error["field"].as_str()?, error["code"].as_str()?)))
        .collect();
    assert_eq!(found, [("name", "required"), ("email", "invalid_email"), ("password", "password_common")]);
    assert_eq!(errors[1]["message"], json!("Poné un e-mail completo, por ejemplo ana@ejemplo.com"));
    let request = Request::post("/auth/login")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT_LANGUAGE, "en-US,en")
        .body("{}".into())
        .expect("request");
    let answer = app.send(request).await;
    assert_eq!(answer.json()["errors"][0]["message"], json!("Enter your e-mail"));
    let answer = post(&app, "/auth/login", None, json!("text")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn wrong_password_and_unknown_email_answer_alike(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (email, ..) = register(&app).await;
    let mut answers = Vec::new();
    for (email, password) in [(email, "mate y facturas"), (fresh_email(), PASSWORD)] {
        let answer = post(&app, "/auth/login", None, json!({ "email": email, "password": password })).await;
        assert_eq!((answer.status, &*problem(&answer)), (StatusCode::UNAUTHORIZED, "wrong-credentials"));
        let mut body = answer.json();
        body["request_id"] = Value::Null;
        let headers: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        answers.push((body, headers));
    }
    assert_eq!(answers[0], answers[1]);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn roles_and_other_powers_in_a_body_are_ignored(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let body = json!({
        "email": fresh_email(), "password": PASSWORD, "name": "Ana Gómez", "roles": ["admin"], "role": "admin",
        "is_admin": true, "email_verified": true, "handle": "admin", "id": Uuid::nil(), "suspended_at": null,
    });
    let answer = post(&app, "/auth/register", None, body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let user = &answer.json()["user"];
    assert_eq!(
        (&user["roles"], &user["email_verified"], &user["handle"]),
        (&json!([]), &json!(false), &json!("ana-gomez"))
    );
    assert_ne!(user["id"], json!(Uuid::nil()));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_refresh_token_is_not_an_access_token_nor_the_other_way_round(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (_, access, refresh) = register(&app).await;
    assert_eq!(get(&app, "/auth/me", &refresh).await.status, StatusCode::UNAUTHORIZED);
    let answer = post(&app, "/auth/refresh", None, json!({ "refresh_token": access })).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let mut browser = app.browser();
    browser.cookies.insert("__Host-access".into(), refresh);
    assert!(location(&browser.get("/ingresar").await).is_empty(), "nobody is signed in by it");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn fifty_refreshes_at_once_have_one_winner_and_the_session_lives(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (_, access, refresh) = register(&app).await;
    let attempts = (0..50).map(|_| post(&app, "/auth/refresh", None, json!({ "refresh_token": refresh })));
    let answers = join_all(attempts).await;
    let winners: Vec<&Answer> = answers.iter().filter(|answer| answer.status == StatusCode::OK).collect();
    assert_eq!(winners.len(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status, StatusCode::OK | StatusCode::UNAUTHORIZED)));
    let (newest, next) = tokens(winners[0]);
    for token in [&access, &newest] {
        assert_eq!(get(&app, "/auth/me", token).await.status, StatusCode::OK, "no lock-out");
    }
    assert_eq!(
        post(&app, "/auth/refresh", None, json!({ "refresh_token": next })).await.status,
        StatusCode::OK
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_replayed_refresh_token_ends_the_session_of_thief_and_owner(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (_, _, stolen) = register(&app).await;
    let (access, refresh) =
        tokens(&post(&app, "/auth/refresh", None, json!({ "refresh_token": stolen })).await);
    app.services.clock.advance(chrono::Duration::seconds(11));
    let answer = post(&app, "/auth/refresh", None, json!({ "refresh_token": stolen })).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(get(&app, "/auth/me", &access).await.status, StatusCode::UNAUTHORIZED);
    let answer = post(&app, "/auth/refresh", None, json!({ "refresh_token": refresh })).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn sessions_are_listed_and_ended_by_their_owner_only(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (email, access, _) = register(&app).await;
    let (other, _) =
        tokens(&post(&app, "/auth/login", None, json!({ "email": email, "password": PASSWORD })).await);
    let (_, stranger, _) = register(&app).await;
    let list = get(&app, "/auth/sessions", &access).await.json();
    let items = list["items"].as_array().expect("a list");
    assert_eq!((items.len(), &list["next_cursor"]), (2, &Value::Null));
    let of_other = items.iter().find(|item| item["is_current"] == json!(false)).expect("the other session");
    let path = format!("/auth/sessions/{}", of_other["id"].as_str().expect("an id"));
    let delete = |token: String, path: String| {
        let app = &app;
        async move { app.json(Method::DELETE, &path, Some(&token), &Value::Null).await.status }
    };
    assert_eq!(delete(stranger, path.clone()).await, StatusCode::NOT_FOUND);
    assert_eq!(delete(access.clone(), "/auth/sessions/no-id".into()).await, StatusCode::NOT_FOUND);
    assert_eq!(delete(access.clone(), path.clone()).await, StatusCode::NO_CONTENT);
    assert_eq!(get(&app, "/auth/me", &other).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(delete(access.clone(), path).await, StatusCode::NOT_FOUND);
    assert_eq!(get(&app, "/auth/me", &access).await.status, StatusCode::OK);
    assert_eq!(
        post(&app, "/auth/logout", Some(&access), json!({ "everywhere": true })).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(get(&app, "/auth/me", &access).await.status, StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn session_cookies_have_every_attribute_that_keeps_them_in(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let email = fresh_email();
    let mut browser = app.browser();
    let answer =
        browser.post("/registro", &[("name", "Ana Gómez"), ("email", &email), ("password", PASSWORD)]).await;
    for (name, lifetime) in [("__Host-access", 900), ("__Host-refresh", 604_800)] {
        let lines = set_cookies(&answer, name);
        assert_eq!(lines.len(), 1, "{name}");
        let attributes: Vec<&str> = lines[0].split("; ").skip(1).collect();
        let expected = [
            "Path=/".to_owned(),
            format!("Max-Age={lifetime}"),
            "Secure".into(),
            "HttpOnly".into(),
            "SameSite=Lax".into(),
        ];
        assert_eq!(attributes, expected, "and no Domain");
    }
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_browser_registers_signs_out_and_in_again_by_plain_forms(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, email) = registered(&app).await;
    let home = browser.get("/").await;
    assert!(home.text.contains("Ana Gómez"));
    assert_eq!(home.headers[header::CACHE_CONTROL], "no-store", "what belongs to one person");
    assert_eq!(location(&browser.get("/ingresar").await), "/panel", "who is in needs no door");
    let access = browser.cookies["__Host-access"].clone();
    let refresh = browser.cookies["__Host-refresh"].clone();

    let answer = browser.post("/salir", &[]).await;
    assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert!(
        !browser.cookies.contains_key("__Host-access") && !browser.cookies.contains_key("__Host-refresh")
    );
    assert!(!browser.get("/").await.text.contains("Ana Gómez"));
    assert_eq!(
        get(&app, "/auth/me", &access).await.status,
        StatusCode::UNAUTHORIZED,
        "a kept copy is worth nothing"
    );
    let answer = post(&app, "/auth/refresh", None, json!({ "refresh_token": refresh })).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);

    let answer = browser
        .post("/ingresar", &[("email", &email), ("password", PASSWORD), ("next", "/buscar?q=logo")])
        .await;
    assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, "/buscar?q=logo"));
    assert!(browser.get("/").await.text.contains("Ana Gómez"));
    assert_eq!(browser.post("/salir", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post("/salir", &[]).await.status, StatusCode::SEE_OTHER, "twice does no harm");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_refused_form_comes_back_with_what_was_typed_except_the_password(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let mut browser = app.browser();
    let answer = browser
        .post(
            "/registro",
            &[
                ("name", "Ana \"<b>Gómez"),
                ("email", "ana@nope"),
                ("password", "12345678"),
                ("next", "/panel"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in
        ["ana@nope", "Poné un e-mail completo", "Es de las primeras que alguien probaría", "value=\"/panel\""]
    {
        assert!(answer.text.contains(expected), "{expected}");
    }
    assert!(!answer.text.contains("12345678") && !answer.text.contains("<b>Gómez"));
    assert!(answer.text.matches("aria-invalid=\"true\"").count() >= 2);

    let answer =
        browser.post("/ingresar", &[("email", "ana@example.com"), ("password", "equivocada-9")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("El e-mail o la contraseña no coinciden"));
    assert!(answer.text.contains("value=\"ana@example.com\"") && !answer.text.contains("equivocada-9"));
    assert!(set_cookies(&answer, "__Host-access").is_empty());
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn next_never_leads_out_of_the_site(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (_, email) = registered(&app).await;
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/\r\nlocation: //evil.example",
    ] {
        let mut browser = app.browser();
        let answer =
            browser.post("/ingresar", &[("email", &email), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, "/panel"), "{next:?}");
        let escaped: Vec<String> = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let escaped = escaped.concat();
        let answer = browser.get(&format!("/ingresar?next={escaped}")).await;
        assert_eq!(location(&answer), "/panel", "signed in already, {next:?}");
        let page = app.get(&format!("/ingresar?next={escaped}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("name=\"next\""), "{next:?}");
    }
    let page = app.get("/ingresar?next=%2Fcontratos%2F1%3Fa%3Db%26c").await;
    assert!(page.text.contains("value=\"/contratos/1?a=b&amp;c\""), "{}", page.text);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_browser_whose_access_token_ran_out_goes_on_with_new_ones(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    let old = browser.cookies.clone();
    app.services.clock.advance(chrono::Duration::minutes(16));
    let answer = browser.get("/").await;
    assert!(answer.text.contains("Ana Gómez"));
    for name in ["__Host-access", "__Host-refresh"] {
        assert_eq!(set_cookies(&answer, name).len(), 1);
        assert_ne!(old[name], browser.cookies[name]);
    }
    let answer = browser.get("/").await;
    assert!(answer.text.contains("Ana Gómez") && set_cookies(&answer, "__Host-access").is_empty());
    // Browsers drop the access cookie when it ends; the refresh cookie alone suffices.
    browser.cookies.remove("__Host-access");
    assert!(browser.get("/").await.text.contains("Ana Gómez"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn many_tabs_at_once_after_the_access_token_ran_out_sign_nobody_out(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    app.services.clock.advance(chrono::Duration::minutes(16));
    let tabs = (0..12).map(|_| {
        let mut tab = app.browser();
        tab.cookies = browser.cookies.clone();
        async move { tab.get("/").await }
    });
    let answers = join_all(tabs).await;
    assert!(answers.iter().all(|answer| answer.text.contains("Ana Gómez")), "every tab is served");
    let winners: Vec<&Answer> =
        answers.iter().filter(|answer| !set_cookies(answer, "__Host-refresh").is_empty()).collect();
    assert_eq!(winners.len(), 1, "one brings the cookies, and none takes them away");
    for (name, value) in winners[0].cookies() {
        browser.cookies.insert(name, value);
    }
    assert!(browser.get("/").await.text.contains("Ana Gómez"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_dead_refresh_cookie_is_taken_away_and_the_page_is_served_to_nobody(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    app.services.clock.advance(chrono::Duration::days(8));
    let answer = browser.get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.text.contains("Ana Gómez"));
    assert!(
        !browser.cookies.contains_key("__Host-refresh") && !browser.cookies.contains_key("__Host-access")
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_browser_refreshes_by_cookie_and_script_never_sees_the_refresh_token(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    let old = browser.cookies["__Host-refresh"].clone();
    let request = || Request::post("/auth/refresh").header("sec-fetch-site", "same-origin");
    let answer = browser.send(request(), String::new()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.json().get("refresh_token").is_none());
    assert_ne!(old, browser.cookies["__Host-refresh"]);
    assert!(browser.get("/").await.text.contains("Ana Gómez"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn other_sites_can_neither_sign_out_nor_sign_in(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, email) = registered(&app).await;
    let forged = |path: &str, name: &'static str, value: &'static str| {
        Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value)
    };
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "null"),
    ] {
        for path in ["/salir", "/auth/logout"] {
            assert_eq!(
                browser.send(forged(path, name, value), String::new()).await.status,
                StatusCode::FORBIDDEN
            );
        }
        let body = format!("email={email}&password=mate+y+bizcochitos");
        assert_eq!(
            app.browser().send(forged("/ingresar", name, value), body).await.status,
            StatusCode::FORBIDDEN
        );
    }
    let without_token = browser.send(forged("/salir", "sec-fetch-site", "same-origin"), String::new()).await;
    assert_eq!(without_token.status, StatusCode::FORBIDDEN, "a plain form needs its token");
    assert!(browser.get("/").await.text.contains("Ana Gómez"));
}

/// From an address of its own, so that tests don't count together.
fn from(address: &str, path: &str, body: &Value) -> Request<axum::body::Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-forwarded-for", address)
        .body(body.to_string().into())
        .expect("request")
}

fn random_address() -> String {
    // Random in the network's half, which is what counts.
    let address = std::net::Ipv6Addr::from_bits(Uuid::new_v4().as_u128());
    address.to_string()
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn limits_answer_429_with_what_is_left_and_when(pool: PgPool) {
    let app = TestApp::with(pool, |settings| {
        settings.rate_limit_scale = 1.0;
        settings.trusted_proxies = vec![[127, 0, 0, 1].into()];
    })
    .await;
    let address = random_address();
    for taken in 1..=5 {
        let answer = app.send(from(&address, "/auth/login", &json!({}))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.headers["ratelimit-limit"], "5");
        assert_eq!(answer.headers["ratelimit-remaining"], (5 - taken).to_string());
        assert!(answer.headers.contains_key("ratelimit-reset"));
    }
    let answer = app.send(from(&address, "/auth/login", &json!({}))).await;
    assert_eq!((answer.status, &*problem(&answer)), (StatusCode::TOO_MANY_REQUESTS, "too-many-requests"));
    assert_eq!(answer.headers["ratelimit-remaining"], "0");
    let seconds: u64 = answer.headers[header::RETRY_AFTER].to_str().expect("text").parse().expect("a number");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(
        app.send(from(&random_address(), "/auth/login", &json!({}))).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let forged = format!("{}, {address}", random_address());
    let answer = app.send(from(&forged, "/auth/login", &json!({}))).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "only what the proxy itself wrote counts");

    let address = random_address();
    let mut browser = app.browser();
    browser.get("/").await;
    let token = browser.cookies["__Host-csrf"].clone();
    for n in 1..=6 {
        let request = Request::post("/ingresar")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", &address);
        let answer = browser.send(request, format!("csrf={token}&email=ana%40example.com&password=")).await;
        let expected = if n < 6 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(answer.status, expected);
        assert!(answer.text.contains("value=\"ana@example.com\""), "what was typed is still there");
        assert_eq!(answer.text.contains("Demasiados intentos"), n == 6);
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_unlisted_peer_can_not_choose_its_address(pool: PgPool) {
    let app = TestApp::with(pool, |settings| settings.trusted_proxies = Vec::new()).await;
    let email = fresh_email();
    let body = json!({ "email": email, "password": PASSWORD, "name": "Ana Gómez" });
    let answer = app.send(from("203.0.113.99", "/auth/register", &body)).await;
    let list = get(&app, "/auth/sessions", &tokens(&answer).0).await.json();
    assert_eq!(list["items"][0]["address"], json!("127.0.0.1"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn everything_goes_on_while_redis_is_away(pool: PgPool) {
    let app = TestApp::with(pool, |settings| settings.redis_url = "redis://127.0.0.1:1".into()).await;
    let (mut browser, email) = registered(&app).await;
    assert!(browser.get("/").await.text.contains("Ana Gómez"));
    app.services.clock.advance(chrono::Duration::minutes(16));
    assert!(browser.get("/").await.text.contains("Ana Gómez"), "refreshed");
    let access = browser.cookies["__Host-access"].clone();
    assert_eq!(browser.post("/salir", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(get(&app, "/auth/me", &access).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        post(&app, "/auth/login", None, json!({ "email": email, "password": PASSWORD })).await.status,
        StatusCode::OK
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn who_calls_can_not_be_found_out_without_postgres_so_the_answer_is_503(pool: PgPool) {
    let app = TestApp::with(pool.clone(), |settings| settings.redis_url = "redis://127.0.0.1:1".into()).await;
    let (mut browser, _) = registered(&app).await;
    let access = browser.cookies["__Host-access"].clone();
    pool.close().await;
    let answer = get(&app, "/auth/me", &access).await;
    assert_eq!((answer.status, &*problem(&answer)), (StatusCode::SERVICE_UNAVAILABLE, "unavailable"));
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
    browser.cookies.insert("locale".into(), "pt-BR".into());
    for path in ["/panel", "/", "/no-existe"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.headers.contains_key(header::RETRY_AFTER));
        assert!(answer.headers.contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(answer.text.contains("<h1>Voltamos em um momento</h1>"), "{}", answer.text);
        assert!(!answer.text.contains("href=\"/ingresar\""), "nobody is told to sign in who is signed in");
    }
    let answer = browser.post("/panel/perfil", &[("name", "Ana")]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(browser.cookies.contains_key("__Host-refresh"), "nobody is signed out by an outage");
    let page = app.get("/u/nobody").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key(header::RETRY_AFTER), "nor is who isn't left without a word of when");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_sign_in_pages_exist_in_three_languages(pool: PgPool) {
    let app = TestApp::new(pool).await;
    for (language, sign_in, register) in [
        ("es-AR", "Ingresá a tu cuenta", "Creá tu cuenta"),
        ("en", "Sign in to your account", "Create your account"),
        ("pt-BR", "Entre na sua conta", "Crie sua conta"),
    ] {
        let page = app.get(&format!("/ingresar?lang={language}")).await;
        assert!(page.status == StatusCode::OK && page.text.contains(sign_in), "{language}");
        assert!(app.get(&format!("/registro?lang={language}")).await.text.contains(register), "{language}");
    }
}
