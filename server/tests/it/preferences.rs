//! Preferences over REST and as a form: nobody, wrong input, success; language and theme take effect at once, everywhere.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::{
    people::{Person, fields},
    support::{Browser, TestApp},
};

const PATH: &str = "/api/v1/me/preferences";
const PAGE: &str = "/panel/ajustes/preferencias";

/// A browser in which somebody is signed in.
pub fn browser_of<'a>(app: &'a TestApp, person: &Person) -> Browser<'a> {
    let mut browser = app.browser();
    browser.cookies.insert("__Host-access".into(), person.token.clone());
    browser
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn preferences_change_by_name_and_refuse_nobody_and_unknown_values(pool: PgPool) {
    let app = TestApp::new(pool).await;
    for method in [Method::GET, Method::PATCH] {
        let answer = app.json(method, PATH, None, &json!({ "theme": "dark" })).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Luna").await);
    let first = ana.get(&app, PATH).await.json();
    assert_eq!(
        (&first["theme"], &first["currency"], &first["quiet_hours"], &first["digest"]),
        (&json!("system"), &json!("ARS"), &Value::Null, &json!("daily"))
    );
    assert_eq!(first["notices"]["order_paid"], json!({ "in_app": true, "email": "now" }));

    let wrong = json!({
        "locale": "fr", "theme": "pink", "currency": "EUR", "time_zone": "Mars/Olympus", "digest": "hourly",
        "notices": { "lottery": {}, "order_paid": { "email": "pigeon" } }, "quiet_hours": { "from": "x", "to": "25:00" },
    });
    let refused = ana.patch(&app, PATH, wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&refused).len(), 9, "{}", refused.text);
    assert!(
        refused.json()["errors"].as_array().unwrap().iter().all(|error| error["message"] != error["code"])
    );
    assert_eq!(ana.get(&app, PATH).await.json(), first);

    let change = json!({
        "theme": "dark", "time_zone": "America/Bogota", "quiet_hours": { "from": "22:00", "to": "08:00" },
        "notices": { "order_paid": { "in_app": false } }, "user_id": "somebody else", "roles": ["admin"],
    });
    let changed = ana.patch(&app, PATH, change).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    let changed = changed.json();
    assert_eq!(changed["notices"]["order_paid"], json!({ "in_app": false, "email": "now" }));
    assert_eq!(ana.patch(&app, PATH, json!({})).await.json(), changed);
    assert_eq!(
        ana.patch(&app, PATH, json!({ "quiet_hours": null })).await.json()["quiet_hours"],
        Value::Null
    );
    assert_eq!(eva.get(&app, PATH).await.json(), first);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn language_and_theme_hold_from_the_next_page_on_and_in_every_browser(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let (mut here, mut there) = (browser_of(&app, &ana), browser_of(&app, &ana));
    assert!(there.get("/panel").await.text.contains("data-theme=\"system\""));
    let page = here.get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    let fields = [
        ("locale", "en"),
        ("theme", "dark"),
        ("currency", "USD"),
        ("time_zone", "America/Lima"),
        ("digest", "weekly"),
        ("quiet", "true"),
        ("quiet_hours.from", "23:00"),
        ("quiet_hours.to", "07:30"),
    ];
    // Whoever leaves a select out has chosen nothing: it is said at its field, and the rest stands as typed.
    let refused = here.post(PAGE, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"23:00\""), "what was typed is still there");
    let emails: Vec<String> = domain::notifications::NotificationKind::ALL
        .iter()
        .map(|kind| format!("notices.{}.email", kind.name()))
        .collect();
    let all: Vec<_> = fields.into_iter().chain(emails.iter().map(|name| (name.as_str(), "never"))).collect();
    let saved = here.post(PAGE, &all).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    for browser in [&mut here, &mut there] {
        let text = browser.get("/panel").await.text;
        assert!(
            text.contains("<html lang=\"en\"") && text.contains("data-theme=\"dark\""),
            "{}",
            &text[..300]
        );
    }
    here.cookies.remove("__Host-access");
    let signed_out = here.get("/").await.text;
    assert!(
        signed_out.contains("<html lang=\"en\" data-theme=\"dark\""),
        "the browser remembers: {}",
        &signed_out[..200]
    );
    let kept = ana.get(&app, PATH).await.json();
    assert_eq!(kept["quiet_hours"], json!({ "from": "23:00", "to": "07:30" }));
    assert_eq!(kept["notices"]["order_paid"], json!({ "in_app": false, "email": "never" }));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_short_form_of_the_footer_serves_strangers_and_members(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let mut stranger = app.browser();
    let answer = stranger.post("/preferencias", &[("theme", "dark"), ("back", "/buscar?q=logo")]).await;
    assert_eq!(
        (answer.status, &answer.headers["location"]),
        (StatusCode::SEE_OTHER, &"/buscar?q=logo".parse().unwrap())
    );
    assert!(stranger.get("/").await.text.contains("data-theme=\"dark\""));
    let away = stranger.post("/preferencias", &[("theme", "light"), ("back", "//evil.example")]).await;
    assert_eq!(away.headers["location"], "/");

    let ana = app.person("Ana Gómez").await;
    let mut browser = browser_of(&app, &ana);
    browser.post("/preferencias", &[("locale", "pt-BR"), ("back", "/")]).await;
    assert!(browser.get("/").await.text.contains("<html lang=\"pt-BR\""));
    assert_eq!(ana.get(&app, PATH).await.json()["locale"], "pt-BR");
    assert_eq!(ana.get(&app, PATH).await.json()["theme"], "system", "what was not pressed stays");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn pages_show_times_on_the_readers_clock_and_their_currency_first(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    sqlx::query("update notifications set created_at = '2026-11-23T02:30:00Z'")
        .execute(&app.services.db)
        .await
        .unwrap();
    let mut browser = browser_of(&app, &ana);
    assert!(browser.get("/panel/notificaciones").await.text.contains("22 nov, 23:30"));
    ana.patch(&app, PATH, json!({ "time_zone": "Europe/Madrid", "currency": "USD" })).await;
    assert!(browser.get("/panel/notificaciones").await.text.contains("23 nov, 03:30"));
    assert!(browser.get("/buscar").await.text.contains("<option value=\"USD\" selected"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_first_steps_are_counted_until_nothing_is_left(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let mut browser = browser_of(&app, &ana);
    assert!(browser.get("/panel").await.text.contains("0 de 4"));
    ana.patch(&app, "/api/v1/me/profile", json!({ "title": "Ilustradora", "bio": "Dibujo desde chica." }))
        .await;
    assert!(browser.get("/panel").await.text.contains("1 de 4"));
    sqlx::query("update users set email_verified_at = now()").execute(&app.services.db).await.unwrap();
    let picture = "with f as (insert into files (id, owner_id, purpose, storage_key, name, content_type, bytes, is_public, created_at)
                     select gen_random_uuid(), user_id, 'avatar', 'k', 'yo.webp', 'image/webp', 1, true, now() from user_profiles
                     returning id)
                   update user_profiles set avatar_file_id = (select id from f)";
    sqlx::query(picture).execute(&app.services.db).await.unwrap();
    assert!(browser.get("/panel").await.text.contains("3 de 4"));
    let eva = app.person("Eva Luna").await;
    ana.post(&app, "/api/v1/me/favorites", json!({ "handle": eva.handle })).await;
    assert!(!browser.get("/panel").await.text.contains("primeros-pasos"), "the profile is worth showing");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_pages_of_the_house_stand_in_three_languages_and_the_footer_leads_to_them(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let home = app.get("/").await.text;
    for (path, words) in [
        ("/ayuda", ["comisión del 10 %", "fee of 10%", "comissão de 10 %"]),
        ("/terminos", ["Pago protegido", "Protected payment", "Pagamento protegido"]),
        ("/privacidad", ["Cookies y registros", "Cookies and records", "Cookies e registros"]),
    ] {
        assert!(home.contains(&format!("href=\"{path}\"")), "{path}");
        for (language, words) in ["es-AR", "en", "pt-BR"].into_iter().zip(words) {
            let page = app.get(&format!("{path}?lang={language}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text.contains(words), "{path} in {language}");
        }
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_document_is_masked_everywhere_and_refused_to_a_second_account(pool: PgPool) {
    const DOCUMENT: &str = "/api/v1/me/document";
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Luna").await);
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        assert_eq!(app.json(method, DOCUMENT, None, &json!({})).await.status, StatusCode::UNAUTHORIZED);
    }
    let put = async |who: &Person, kind: &str, number: &str| {
        app.json(Method::PUT, DOCUMENT, Some(&who.token), &json!({ "kind": kind, "number": number })).await
    };
    assert_eq!(ana.get(&app, DOCUMENT).await.status, StatusCode::NOT_FOUND);
    assert_eq!(fields(&put(&ana, "passport", "1").await), ["kind"]);
    assert_eq!(fields(&put(&ana, "cuit", "20-12345678-5").await), ["number"]);
    let kept = put(&ana, "cuit", "20-12345678-6").await;
    assert_eq!((kept.status, kept.json()), (StatusCode::OK, json!({ "kind": "cuit", "number": "••••6786" })));
    let taken = put(&eva, "cuit", "20123456786").await;
    assert_eq!(
        (taken.status, &taken.json()["errors"][0]["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("document_taken"))
    );

    let mut browser = browser_of(&app, &ana);
    let handle = &ana.handle;
    let mut texts = vec![
        app.get(&format!("/api/v1/users/{handle}")).await.text,
        app.get(&format!("/u/{handle}")).await.text,
        ana.get(&app, "/auth/me").await.text,
        ana.get(&app, "/api/v1/me/profile").await.text,
        kept.text,
    ];
    for page in ["/panel/perfil/identidad", "/panel", "/panel/perfil", PAGE] {
        texts.push(browser.get(page).await.text);
    }
    assert!(texts.iter().all(|text| !text.contains("12345678")));
    assert!(texts[5].contains("••••6786"));
    let by_form = browser.post("/panel/perfil/identidad", &[("kind", "dni"), ("number", "12.345.678")]).await;
    assert_eq!(by_form.status, StatusCode::SEE_OTHER, "{}", by_form.text);
    assert_eq!(ana.delete(&app, DOCUMENT).await.status, StatusCode::NO_CONTENT);
    assert_eq!(put(&eva, "cuit", "20123456786").await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_way_out_of_a_mail_changes_nothing_until_its_button_is_pressed(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let page = app.get("/baja?de=x.y.z").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("action=\"/baja?de=x.y.z\""), "{}", page.text);
    let one_click = http::Request::post("/baja?de=x.y.z")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click".into())
        .unwrap();
    assert_eq!(app.send(one_click).await.status, StatusCode::NOT_FOUND, "a forged one");
}
