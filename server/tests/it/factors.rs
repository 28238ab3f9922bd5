//! Second factors and what asks for a fresh sign-in: over REST and as plain forms, well and ill meant.

use chrono::Duration;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    market::{Market, field_errors},
    support::{Answer, Browser, TestApp},
};

const PASSWORD: &str = "mate y bizcochitos";

/// The last part of a problem's type.
fn problem(answer: &Answer) -> String {
    let kind = answer.json()["type"].as_str().unwrap_or_default().to_owned();
    kind.rsplit('/').next().unwrap_or_default().to_owned()
}

fn location(answer: &Answer) -> &str {
    answer.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A person who came in through the registration form, with their e-mail.
async fn registered(app: &TestApp) -> (Browser<'_>, String) {
    let email = format!("ana-{}@example.com", Uuid::now_v7());
    let mut browser = app.browser();
    let fields = [("name", "Ana Gómez"), ("email", &*email), ("password", PASSWORD)];
    let answer = browser.post("/registro", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    (browser, email)
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_stale_session_opens_no_payout_account_until_the_password_is_given_again(pool: PgPool) {
    let market = Market::open(pool).await;
    let seller = Some(&*market.seller);
    let open = || market.post("/api/v1/payout-accounts", seller, Value::Null);
    market.app.services.clock.advance(Duration::minutes(11));
    let refused = open().await;
    assert_eq!((refused.status, &*problem(&refused)), (StatusCode::FORBIDDEN, "step-up-required"));

    for (body, error) in [
        (json!({}), "password:required"),
        (json!({ "password": "mate y facturas" }), "password:wrong_password"),
        (json!({ "totp": "123456" }), "code:wrong_code"),
        (json!({ "totp": "nonsense" }), "code:invalid_code"),
    ] {
        assert_eq!(field_errors(&market.post("/auth/step-up", seller, body).await), [error]);
    }
    assert_eq!(open().await.status, StatusCode::FORBIDDEN, "wrong ones open nothing");
    let nobody = market.post("/auth/step-up", None, json!({ "password": PASSWORD })).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);

    // Somebody else's freshness is of no use.
    let stranger = Some(&*market.stranger);
    let theirs = market.post("/auth/step-up", stranger, json!({ "password": PASSWORD })).await;
    assert_eq!(theirs.status, StatusCode::NO_CONTENT);
    assert_eq!(open().await.status, StatusCode::FORBIDDEN);

    let own = market.post("/auth/step-up", seller, json!({ "password": PASSWORD })).await;
    assert_eq!(own.status, StatusCode::NO_CONTENT, "{}", own.text);
    assert_eq!(open().await.status, StatusCode::CREATED);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn refreshing_a_session_does_not_make_it_fresh(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    app.services.clock.advance(Duration::minutes(16));
    assert!(browser.get("/panel").await.text.contains("Ana Gómez"), "refreshed by cookie");
    let answer = browser.post("/panel/billetera/cuenta", &[]).await;
    assert_eq!(
        (answer.status, location(&answer)),
        (StatusCode::SEE_OTHER, "/confirmar?next=%2Fpanel%2Fbilletera")
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_browser_confirms_and_goes_back_inside_the_site_only(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let nobody = app.get("/confirmar?next=%2Fpanel").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert!(location(&nobody).starts_with("/ingresar?next="), "{}", location(&nobody));

    let (mut browser, _) = registered(&app).await;
    let page = browser.get("/confirmar?next=%2Fpanel%2Fbilletera").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("value=\"/panel/billetera\""), "{}", page.text);
    let wrong = [("next", "/panel/billetera"), ("password", "mate y facturas")];
    let answer = browser.post("/confirmar", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Esa no es tu contraseña") && !answer.text.contains("facturas"));
    assert!(answer.text.contains("value=\"/panel/billetera\""), "where to go is kept");
    for (next, target) in [
        ("/panel/billetera", "/panel/billetera"),
        ("https://evil.example", "/panel"),
        ("//evil.example", "/panel"),
    ] {
        let answer = browser.post("/confirmar", &[("next", next), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, target));
    }
    let mut stranger = app.browser();
    let answer = stranger.post("/confirmar", &[("password", PASSWORD)]).await;
    assert!(location(&answer).starts_with("/ingresar"), "{}", location(&answer));
}

/// A person of the API: their e-mail and an access token.
async fn person(app: &TestApp) -> (String, String) {
    let email = format!("ana-{}@example.com", Uuid::now_v7());
    let body = json!({ "email": email, "password": PASSWORD, "name": "Ana Gómez" });
    let answer = post(app, "/auth/register", None, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    (email, text(&answer, "access_token"))
}

async fn post(app: &TestApp, path: &str, token: Option<&str>, body: Value) -> Answer {
    app.json(Method::POST, path, token, &body).await
}

fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().unwrap_or_else(|| panic!("{}", answer.text)).to_owned()
}

/// What the app shows now.
fn code_of(app: &TestApp, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).expect("base32");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("a secret");
    totp.generate(app.services.clock.now().timestamp().cast_unsigned()).to_string()
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn codes_are_turned_on_used_and_turned_off_over_rest(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (email, token) = person(&app).await;
    let token = Some(&*token);
    for (method, path) in [
        (Method::POST, "/auth/totp"),
        (Method::POST, "/auth/totp/confirm"),
        (Method::DELETE, "/auth/totp"),
        (Method::POST, "/auth/recovery-codes"),
        (Method::GET, "/auth/factors"),
    ] {
        let answer = app.json(method, path, None, &json!({ "code": "123456" })).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let setup = post(&app, "/auth/totp", token, Value::Null).await;
    assert_eq!(setup.status, StatusCode::CREATED);
    assert_eq!(setup.headers[header::CACHE_CONTROL], "no-store");
    let secret = text(&setup, "secret");
    let wrong = post(&app, "/auth/totp/confirm", token, json!({ "code": "000000" })).await;
    assert_eq!(field_errors(&wrong), ["code:wrong_code"]);
    let on = post(&app, "/auth/totp/confirm", token, json!({ "code": code_of(&app, &secret) })).await;
    assert_eq!(on.status, StatusCode::OK, "{}", on.text);
    assert_eq!(on.json()["recovery_codes"].as_array().map(Vec::len), Some(10));
    let factors = app.json(Method::GET, "/auth/factors", token, &Value::Null).await.json();
    assert_eq!((&factors["has_totp"], &factors["recovery_codes_left"]), (&json!(true), &json!(10)));

    app.services.clock.advance(Duration::seconds(30));
    let login = |totp: Value| {
        post(&app, "/auth/login", None, json!({ "email": email, "password": PASSWORD, "totp": totp }))
    };
    let missing = post(&app, "/auth/login", None, json!({ "email": email, "password": PASSWORD })).await;
    assert_eq!((missing.status, &*problem(&missing)), (StatusCode::UNAUTHORIZED, "second-factor-required"));
    let wrong = login(json!("000000")).await;
    assert_eq!((wrong.status, &*problem(&wrong)), (StatusCode::UNAUTHORIZED, "wrong-code"));
    assert_eq!(field_errors(&login(json!("12")).await), ["totp:invalid_code"]);
    let code = code_of(&app, &secret);
    assert_eq!(login(json!(code)).await.status, StatusCode::OK);
    assert_eq!(login(json!(code)).await.status, StatusCode::UNAUTHORIZED, "a replay");
    let recovery = &on.json()["recovery_codes"][0];
    assert_eq!(login(recovery.clone()).await.status, StatusCode::OK);
    assert_eq!(login(recovery.clone()).await.status, StatusCode::UNAUTHORIZED, "a replay");

    let off = app.json(Method::DELETE, "/auth/totp", token, &Value::Null).await;
    assert_eq!(off.status, StatusCode::NO_CONTENT);
    let again = app.json(Method::DELETE, "/auth/totp", token, &Value::Null).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert_eq!(login(Value::from("")).await.status, StatusCode::OK);
}

/// Turns codes on in a browser; answers the secret and the recovery codes that the page shows.
async fn turn_on(app: &TestApp, browser: &mut Browser<'_>) -> (String, Vec<String>) {
    let answer = browser.post("/panel/ajustes/seguridad/app", &[]).await;
    assert_eq!(location(&answer), "/panel/ajustes/seguridad/app", "{}", answer.text);
    let page = browser.get("/panel/ajustes/seguridad/app").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("src=\"data:image/png;base64,"), "{}", page.text);
    let secret: String = between(&page.text, "<code class=\"secret\">", "</code>")
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    let code = code_of(app, &secret);
    let page = browser.post("/panel/ajustes/seguridad/app/confirmar", &[("code", &code)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    let codes: Vec<String> =
        page.text.split("<li><code>").skip(1).map(|rest| between(rest, "", "</code>").to_owned()).collect();
    assert_eq!(codes.len(), 10, "{}", page.text);
    app.services.clock.advance(Duration::seconds(30));
    (secret, codes)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}")).1;
    rest.split_once(end).map_or(rest, |(found, _)| found)
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_browser_turns_codes_on_and_signs_in_in_two_steps(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, email) = registered(&app).await;
    let (secret, codes) = turn_on(&app, &mut browser).await;
    let page = browser.get("/panel/ajustes/seguridad").await;
    assert!(page.text.contains("Activada") && page.text.contains("Te quedan 10 códigos"), "{}", page.text);
    let page = browser.get("/panel/ajustes/seguridad/codigos").await;
    assert!(!page.text.contains(&codes[0]), "shown once");

    let mut other = app.browser();
    let fields = [("email", &*email), ("password", PASSWORD), ("next", "/panel/notificaciones")];
    let answer = other.post("/ingresar", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), "/ingresar/codigo?next=%2Fpanel%2Fnotificaciones");
    assert!(!other.cookies.contains_key("__Host-access") && !other.cookies.contains_key("__Host-refresh"));
    let line = answer.headers[header::SET_COOKIE].to_str().expect("text");
    for attribute in ["__Host-half-session=", "Path=/", "Max-Age=300", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(line.contains(attribute), "{line}");
    }
    let page = other.get("/ingresar/codigo?next=%2Fpanel%2Fnotificaciones").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("value=\"/panel/notificaciones\"") && !page.text.contains(&email));

    // Between the steps they are nobody, whatever they make of the half session.
    let half_session = other.cookies["__Host-half-session"].clone();
    let answer = other.get("/panel").await;
    assert!(location(&answer).starts_with("/ingresar"), "{}", location(&answer));
    for cookie in ["__Host-access", "__Host-refresh"] {
        let mut thief = app.browser();
        thief.cookies.insert(cookie.into(), half_session.clone());
        assert!(location(&thief.get("/panel").await).starts_with("/ingresar"), "{cookie}");
    }
    let me = app.json(Method::GET, "/auth/me", Some(&half_session), &Value::Null).await;
    assert_eq!(me.status, StatusCode::UNAUTHORIZED);
    let refreshed = post(&app, "/auth/refresh", None, json!({ "refresh_token": half_session })).await;
    assert_eq!(refreshed.status, StatusCode::UNAUTHORIZED);

    let wrong =
        other.post("/ingresar/codigo", &[("code", "000000"), ("next", "/panel/notificaciones")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains("El código no sirve") && wrong.text.contains("value=\"/panel/notificaciones\"")
    );
    assert!(!wrong.text.contains("000000"));
    let code = code_of(&app, &secret);
    let fields = [("code", &*code), ("next", "https://evil.example/")];
    let answer = other.post("/ingresar/codigo", &fields).await;
    assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, "/panel"));
    assert!(
        other.cookies.contains_key("__Host-access") && !other.cookies.contains_key("__Host-half-session")
    );
    assert!(other.get("/panel").await.text.contains("Ana"));

    // The half session is used up; so is the code.
    let mut third = app.browser();
    third.cookies.insert("__Host-half-session".into(), half_session);
    let answer = third.post("/ingresar/codigo", &[("code", &codes[0]), ("next", "/panel")]).await;
    assert_eq!(location(&answer), "/ingresar?next=%2Fpanel", "the way begins anew");
    let answer = third.post("/ingresar/codigo", &[("code", &codes[0])]).await;
    assert!(location(&answer).starts_with("/ingresar"), "without a half session");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_security_page_lists_sessions_and_ends_them(pool: PgPool) {
    let app = TestApp::new(pool).await;
    assert!(location(&app.get("/panel/ajustes/seguridad").await).starts_with("/ingresar?next="));
    let (mut browser, email) = registered(&app).await;
    let mut phone = app.browser();
    phone.user_agent =
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36";
    let mut third = app.browser();
    for other in [&mut phone, &mut third] {
        other.post("/ingresar", &[("email", &email), ("password", PASSWORD)]).await;
        assert!(other.get("/panel").await.text.contains("Ana"));
    }
    let page = browser.get("/panel/ajustes/seguridad").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Chrome en Android") && page.text.contains("127.0.0.1"), "{}", page.text);
    assert_eq!(page.text.matches("Este dispositivo").count(), 1);

    let actions: Vec<String> = page
        .text
        .split("action=\"/panel/ajustes/seguridad/sesiones/")
        .skip(1)
        .map(|rest| format!("/panel/ajustes/seguridad/sesiones/{}", between(rest, "", "\"")))
        .filter(|action| !action.ends_with("sesiones/cerrar"))
        .collect();
    assert_eq!(actions.len(), 2, "one's own is ended by signing out");
    // Somebody else's session is nobody's to end.
    let (mut stranger, _) = registered(&app).await;
    stranger.post(&actions[0], &[]).await;
    assert!(phone.get("/panel").await.text.contains("Ana") && third.get("/panel").await.text.contains("Ana"));

    assert_eq!(location(&browser.post(&actions[0], &[]).await), "/panel/ajustes/seguridad");
    assert_eq!(location(&browser.post(&actions[0], &[]).await), "/panel/ajustes/seguridad", "twice is once");
    let mut gone = 0;
    for other in [&mut phone, &mut third] {
        gone += usize::from(location(&other.get("/panel").await).starts_with("/ingresar"));
    }
    assert_eq!(gone, 1);
    browser.post("/panel/ajustes/seguridad/sesiones/cerrar", &[]).await;
    for other in [&mut phone, &mut third] {
        assert!(location(&other.get("/panel").await).starts_with("/ingresar"));
    }
    assert_eq!(browser.get("/panel/ajustes/seguridad").await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_stale_browser_is_asked_again_before_it_changes_a_factor(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    app.services.clock.advance(Duration::minutes(11));
    for path in ["app", "app/confirmar", "app/desactivar", "codigos"] {
        let answer = browser.post(&format!("/panel/ajustes/seguridad/{path}"), &[("code", "123456")]).await;
        assert!(
            location(&answer).starts_with("/confirmar?next=%2Fpanel%2Fajustes%2Fseguridad"),
            "{path}: {}",
            answer.status
        );
    }
    let answer = browser.get("/panel/ajustes/seguridad/app").await;
    assert!(location(&answer).starts_with("/confirmar?next="), "the secret is not shown either");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn signing_out_leaves_nothing_of_the_person_in_the_browser(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    let answer = browser.post("/salir", &[]).await;
    assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert!(
        !browser.cookies.contains_key("__Host-access") && !browser.cookies.contains_key("__Host-refresh")
    );
}
