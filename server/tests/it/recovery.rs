//! Links from mails over REST and as plain forms: verified, recovered, changed; and what strangers learn from the answers.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use services::{jobs, mail};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{Answer, Browser, TestApp};

const PASSWORD: &str = "mate y bizcochitos";
const NEW_PASSWORD: &str = "tortas fritas con lluvia";

fn fresh_email() -> String {
    format!("ana-{}@example.com", Uuid::now_v7())
}

/// A site with a mailbox of its own.
async fn site(pool: PgPool) -> TestApp {
    let files_dir = std::env::temp_dir().join("laburemos-tests").join(Uuid::now_v7().to_string());
    TestApp::with(pool, |settings| settings.files_dir = files_dir).await
}

async fn post(app: &TestApp, path: &str, token: Option<&str>, body: Value) -> Answer {
    app.json(Method::POST, path, token, &body).await
}

/// A new account: e-mail and access token.
async fn register(app: &TestApp) -> (String, String) {
    let email = fresh_email();
    let body = json!({ "email": email, "password": PASSWORD, "name": "Ana Gómez" });
    let answer = post(app, "/auth/register", None, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    (email, answer.json()["access_token"].as_str().expect("a token").to_owned())
}

async fn login(app: &TestApp, email: &str, password: &str) -> StatusCode {
    post(app, "/auth/login", None, json!({ "email": email, "password": password })).await.status
}

/// The path of the link in the latest mail to an address that leads to a page.
async fn link(app: &TestApp, email: &str, page: &str) -> String {
    jobs::drain(&app.services).await.expect("jobs");
    let mails = mail::list_stored(&app.services).await.expect("mails");
    let start = format!("http://localhost:3000{page}?token=");
    let token = mails
        .iter()
        .filter(|mail| mail.to == email)
        .find_map(|mail| mail.text.split_once(&start)?.1.split_whitespace().next())
        .unwrap_or_else(|| panic!("no link to {page} for {email}"));
    format!("{page}?token={token}")
}

fn token_of(link: &str) -> &str {
    link.split_once("token=").expect("a token").1
}

fn location(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().expect("text")
}

fn field(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let error = &answer.json()["errors"][0];
    format!("{}:{}", error["field"].as_str().expect("a field"), error["code"].as_str().expect("a code"))
}

async fn registered(app: &TestApp) -> (Browser<'_>, String) {
    let email = fresh_email();
    let mut browser = app.browser();
    let fields = [("name", "Ana Gómez"), ("email", &*email), ("password", PASSWORD)];
    assert_eq!(browser.post("/registro", &fields).await.status, StatusCode::SEE_OTHER);
    (browser, email)
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn verify_forgot_reset_and_change_over_rest(pool: PgPool) {
    let app = site(pool).await;
    let (email, access) = register(&app).await;
    let verify = link(&app, &email, "/verificar").await;
    let body = json!({ "token": token_of(&verify) });
    assert_eq!(post(&app, "/auth/verify-email", None, body.clone()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(field(&post(&app, "/auth/verify-email", None, body).await), "token:link_ended");
    let me = app.json(Method::GET, "/auth/me", Some(&access), &Value::Null).await;
    assert_eq!(me.json()["user"]["email_verified"], json!(true));

    let answer = post(&app, "/auth/forgot-password", None, json!({ "email": email.to_uppercase() })).await;
    assert_eq!((answer.status, &*answer.text), (StatusCode::ACCEPTED, ""));
    let reset = link(&app, &email, "/restablecer").await;
    let wrong =
        post(&app, "/auth/reset-password", None, json!({ "token": token_of(&reset), "password": "corta" }));
    assert_eq!(field(&wrong.await), "password:too_short");
    let body = json!({ "token": token_of(&reset), "password": NEW_PASSWORD });
    let answer = post(&app, "/auth/reset-password", None, body.clone()).await;
    assert_eq!(
        (answer.status, answer.cookies()),
        (StatusCode::NO_CONTENT, Vec::new()),
        "nobody is signed in by it"
    );
    assert_eq!(field(&post(&app, "/auth/reset-password", None, body).await), "token:link_ended");
    assert_eq!(
        app.json(Method::GET, "/auth/me", Some(&access), &Value::Null).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(login(&app, &email, PASSWORD).await, StatusCode::UNAUTHORIZED);

    let answer = post(&app, "/auth/login", None, json!({ "email": email, "password": NEW_PASSWORD })).await;
    let access = answer.json()["access_token"].as_str().expect("a token").to_owned();
    let body = json!({ "current_password": PASSWORD, "password": PASSWORD });
    assert_eq!(
        field(&post(&app, "/auth/change-password", Some(&access), body).await),
        "current_password:wrong_password"
    );
    let body = json!({ "current_password": NEW_PASSWORD, "password": PASSWORD });
    assert_eq!(post(&app, "/auth/change-password", Some(&access), body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(login(&app, &email, PASSWORD).await, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_address_is_changed_and_had_back_over_rest(pool: PgPool) {
    let app = site(pool).await;
    let ((email, access), new) = (register(&app).await, fresh_email());
    let verify = link(&app, &email, "/verificar").await;
    post(&app, "/auth/verify-email", None, json!({ "token": token_of(&verify) })).await;
    let body = json!({ "email": new, "current_password": PASSWORD });
    assert_eq!(post(&app, "/auth/change-email", Some(&access), body).await.status, StatusCode::ACCEPTED);
    let confirm = link(&app, &new, "/confirmar-email").await;
    let body = json!({ "token": token_of(&confirm) });
    assert_eq!(post(&app, "/auth/change-email/confirm", None, body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(login(&app, &new, PASSWORD).await, StatusCode::OK);
    let undo = link(&app, &email, "/deshacer-cambio").await;
    let body = json!({ "token": token_of(&undo) });
    assert_eq!(post(&app, "/auth/change-email/undo", None, body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        app.json(Method::GET, "/auth/me", Some(&access), &Value::Null).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(login(&app, &new, PASSWORD).await, StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn nobody_gets_401_and_wrong_input_its_field(pool: PgPool) {
    let app = site(pool).await;
    for path in ["/auth/change-password", "/auth/change-email", "/auth/verify-email/resend"] {
        assert_eq!(post(&app, path, None, json!({})).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let (_, access) = register(&app).await;
    for (path, token, wanted) in [
        ("/auth/verify-email", None, "token:link_ended"),
        ("/auth/reset-password", None, "password:required"),
        ("/auth/change-email/confirm", None, "token:link_ended"),
        ("/auth/change-email/undo", None, "token:link_ended"),
        ("/auth/change-password", Some(&*access), "current_password:required"),
        ("/auth/change-email", Some(&*access), "email:required"),
    ] {
        assert_eq!(field(&post(&app, path, token, json!({})).await), wanted, "{path}");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn known_unknown_and_impossible_addresses_get_the_same_answer(pool: PgPool) {
    let app = site(pool).await;
    let (known, _) = register(&app).await;
    for email in [&*known, &*fresh_email(), "no", ""] {
        let answer = post(&app, "/auth/forgot-password", None, json!({ "email": email })).await;
        assert_eq!((answer.status, &*answer.text), (StatusCode::ACCEPTED, ""), "{email}");
    }
    for email in [&*known, &*fresh_email()] {
        let answer = app.browser().post("/recuperar", &[("email", email)]).await;
        assert_eq!(location(&answer), "/recuperar?listo=1");
    }
    let answer = app.browser().post("/recuperar", &[("email", "no")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"no\""));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_network_asks_for_two_links_an_hour(pool: PgPool) {
    let app = TestApp::with(pool, |settings| {
        settings.rate_limit_scale = 1.0;
        settings.trusted_proxies = vec![[127, 0, 0, 1].into()];
    })
    .await;
    let address = format!("2001:db8:{:x}:{:x}::1", rand::random::<u16>(), rand::random::<u16>());
    let ask = || {
        let body = json!({ "email": fresh_email() }).to_string();
        let request = Request::post("/auth/forgot-password")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-forwarded-for", &address);
        app.send(request.body(Body::from(body)).expect("a request"))
    };
    for _ in 0..2 {
        assert_eq!(ask().await.status, StatusCode::ACCEPTED);
    }
    let answer = ask().await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn opening_a_link_changes_nothing_and_its_button_does(pool: PgPool) {
    let app = site(pool).await;
    let (mut ana, email) = registered(&app).await;
    assert!(ana.get("/panel").await.text.contains("Te mandamos un enlace a"));
    let verify = link(&app, &email, "/verificar").await;
    for _ in 0..2 {
        // Mail programs open links too, signed in as nobody.
        let page = app.get(&verify).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("action=\"/verificar\"") && page.text.contains(token_of(&verify)));
    }
    assert!(ana.get("/panel").await.text.contains("Te mandamos un enlace a"), "nothing has changed");
    let mut elsewhere = app.browser();
    let answer = elsewhere.post("/verificar", &[("token", token_of(&verify))]).await;
    assert_eq!(location(&answer), "/verificar?listo=1");
    assert!(elsewhere.get("/verificar?listo=1").await.text.contains("está confirmado"));
    assert!(!ana.get("/panel").await.text.contains("Te mandamos un enlace a"));
    let again = elsewhere.post("/verificar", &[("token", token_of(&verify))]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("Este enlace ya no sirve"));
    assert!(app.get(&verify).await.text.contains("Este enlace ya no sirve"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_forgotten_password_is_set_anew_in_plain_forms(pool: PgPool) {
    let app = site(pool).await;
    let (mut ana, email) = registered(&app).await;
    let mut phone = app.browser();
    assert!(phone.get("/ingresar").await.text.contains("href=\"/recuperar\""));
    assert_eq!(location(&phone.post("/recuperar", &[("email", &*email)]).await), "/recuperar?listo=1");
    let reset = link(&app, &email, "/restablecer").await;
    assert!(phone.get(&reset).await.text.contains(token_of(&reset)));
    let fields = [("token", token_of(&reset)), ("password", "12345678")];
    let refused = phone.post("/restablecer", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains(token_of(&reset)) && !refused.text.contains("12345678"),
        "to be tried again"
    );
    let fields = [("token", token_of(&reset)), ("password", NEW_PASSWORD)];
    assert_eq!(location(&phone.post("/restablecer", &fields).await), "/ingresar?listo=clave");
    assert!(phone.get("/ingresar?listo=clave").await.text.contains("Tu contraseña nueva ya está"));
    assert!(location(&ana.get("/panel").await).starts_with("/ingresar"), "signed out elsewhere");
    let fields = [("email", &*email), ("password", NEW_PASSWORD)];
    assert_eq!(location(&phone.post("/ingresar", &fields).await), "/panel");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn settings_change_password_and_address_in_plain_forms(pool: PgPool) {
    let app = site(pool).await;
    let (mut ana, email) = registered(&app).await;
    assert!(location(&app.get("/panel/ajustes").await).starts_with("/ingresar?next="));
    assert!(ana.get("/panel/ajustes").await.text.contains(&email));
    let fields = [("current_password", "equivocada"), ("password", NEW_PASSWORD)];
    let refused = ana.post("/panel/ajustes/clave", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Esa no es tu contraseña"));
    let fields = [("current_password", PASSWORD), ("password", NEW_PASSWORD)];
    assert_eq!(location(&ana.post("/panel/ajustes/clave", &fields).await), "/panel/ajustes?listo=clave");
    assert!(ana.get("/panel/ajustes?listo=clave").await.text.contains("Guardamos tu contraseña nueva"));

    let new = fresh_email();
    let fields = [("email", &*new), ("current_password", NEW_PASSWORD)];
    assert_eq!(location(&ana.post("/panel/ajustes/email", &fields).await), "/panel/ajustes?listo=email");
    let confirm = link(&app, &new, "/confirmar-email").await;
    assert!(app.get(&confirm).await.text.contains("Usar este e-mail"));
    let answer = app.browser().post("/confirmar-email", &[("token", token_of(&confirm))]).await;
    assert_eq!(location(&answer), "/confirmar-email?listo=1");
    assert!(ana.get("/panel/ajustes").await.text.contains(&new));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_mailbox_shows_mails_in_development_and_is_nowhere_in_production(pool: PgPool) {
    let app = site(pool.clone()).await;
    assert!(app.get("/_mail").await.text.contains("Todavía no salió ningún mail"));
    let (email, _) = register(&app).await;
    jobs::drain(&app.services).await.expect("jobs");
    let list = app.get("/_mail").await;
    assert!(list.text.contains(&email) && list.text.contains("Confirmá tu e-mail"));
    let id = mail::list_stored(&app.services).await.expect("mails")[0].id;
    let shown = app.get(&format!("/_mail/{id}")).await;
    assert!(shown.text.contains("/verificar?token="));
    assert_eq!(
        shown.headers[header::CONTENT_SECURITY_POLICY],
        "default-src 'none'; style-src 'unsafe-inline'"
    );
    assert_eq!(app.get("/_mail/nothing").await.status, StatusCode::NOT_FOUND);

    let files_dir = app.services.settings.files_dir.clone();
    let production = TestApp::with(pool, |settings| {
        settings.files_dir = files_dir;
        settings.environment = server::settings::Environment::Production;
    })
    .await;
    for path in ["/_mail", &*format!("/_mail/{id}")] {
        assert_eq!(production.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
