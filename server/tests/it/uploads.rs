//! Uploads: who may, what is taken in, what is refused, and how it comes out again.

use axum::body::Body;
use http::{Request, StatusCode, header};
use serde_json::json;
use sqlx::PgPool;

use crate::{
    people::{Person, fields},
    support::{Answer, TestApp},
};

/// A picture of one white pixel.
const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\
      \x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63\
      \xe0\x8e\xe9\xff\x0f\x00\x03\x62\x01\xf6\xaf\x14\x0a\x6c\x00\x00\x00\x00\x49\x45\x4e\x44\
      \xae\x42\x60\x82";

/// Black, 60 × 20.
pub const WIDE: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x3c\
      \x00\x00\x00\x14\x01\x00\x00\x00\x00\xf9\x78\x63\x84\x00\x00\x00\x0c\x49\x44\x41\
      \x54\x78\xda\x63\x60\x18\x7a\x00\x00\x00\xb4\x00\x01\xb1\xaf\x5c\x4c\x00\x00\x00\
      \x00\x49\x45\x4e\x44\xae\x42\x60\x82";

pub async fn upload(
    app: &TestApp,
    person: Option<&Person>,
    purpose: &str,
    name: &str,
    bytes: &[u8],
) -> Answer {
    upload_with(app, person, &[("purpose", purpose)], name, bytes).await
}

/// With these fields before the file.
async fn upload_with(
    app: &TestApp,
    person: Option<&Person>,
    said: &[(&str, &str)],
    name: &str,
    bytes: &[u8],
) -> Answer {
    let said = said.iter().map(|(field, value)| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
    });
    let file = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let mut body = said.chain([file]).collect::<Vec<_>>().concat().into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let mut request =
        Request::post("/api/v1/uploads").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    if let Some(person) = person {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", person.token));
    }
    app.send(request.body(Body::from(body)).expect("request")).await
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_cover_is_uploaded_and_shown_with_its_gig(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let stored = upload(&app, Some(&ana), "gig_cover", "tapa.png", PNG).await;
    assert_eq!(stored.status, StatusCode::CREATED, "{}", stored.text);
    let stored = stored.json();
    let picture = app.get(stored["url"].as_str().unwrap()).await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.headers[header::CONTENT_TYPE], "image/webp");
    assert_eq!(picture.headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(picture.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");

    let gig = ana.published_gig(&app, "Ilustración de personajes").await;
    let path = format!("/api/v1/gigs/{}", gig["id"].as_str().unwrap());
    let body = json!({ "cover_file_id": stored["id"] });
    let covered = ana.patch(&app, &path, body.clone()).await;
    assert_eq!(covered.json()["cover_url"], stored["url"], "{}", covered.text);
    assert_eq!(app.get("/api/v1/gigs").await.json()["items"][0]["cover_url"], stored["url"]);

    let theirs = eva.published_gig(&app, "Ilustración de paisajes").await;
    let stolen = eva.patch(&app, &format!("/api/v1/gigs/{}", theirs["id"].as_str().unwrap()), body).await;
    assert_eq!(
        (stolen.status, fields(&stolen)),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["cover_file_id".to_owned()])
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_avatar_is_cut_where_it_was_chosen(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let avatar = [("purpose", "avatar")];
    let cut = async |crop: &[(&str, &str)]| {
        upload_with(&app, Some(&ana), &[&avatar[..], crop].concat(), "yo.png", WIDE).await
    };
    for (crop, side) in [
        (&[][..], 20),
        (&[("focus", "100")], 20),
        (&[("crop_x", "250"), ("crop_y", "0"), ("crop_size", "500")], 10),
        (&[("crop_size", "200")], 4),
    ] {
        let stored = cut(crop).await;
        assert_eq!(stored.status, StatusCode::CREATED, "{}", stored.text);
        let stored = stored.json();
        assert_eq!((&stored["width"], &stored["height"]), (&json!(side), &json!(side)), "{crop:?}");
    }
    for (field, value) in
        [("crop_x", "1001"), ("crop_y", "-1"), ("crop_size", "0"), ("crop_size", "1e2"), ("focus", "left")]
    {
        let refused = cut(&[(field, value)]).await;
        assert_eq!(
            (refused.status, fields(&refused)),
            (StatusCode::UNPROCESSABLE_ENTITY, vec![field.to_owned()])
        );
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_is_no_picture_is_refused(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    assert_eq!(upload(&app, None, "gig_cover", "a.png", PNG).await.status, StatusCode::UNAUTHORIZED);
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let polyglot = b"GIF89a/*<script>alert(1)</script>*/=1;";
    for (purpose, bytes, field, code) in [
        ("gig_cover", &svg[..], "file", "wrong_file_type"),
        ("gig_cover", &polyglot[..], "file", "too_many_pixels"),
        ("avatar", &PNG[..40], "file", "unreadable"),
        ("delivery", &svg[..], "file", "wrong_file_type"),
        ("gig_cover", &b""[..], "file", "wrong_file_type"),
        ("../../etc", PNG, "purpose", "invalid_choice"),
        ("", PNG, "purpose", "invalid_choice"),
    ] {
        let refused = upload(&app, Some(&ana), purpose, "x.png", bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{purpose}: {}", refused.text);
        let error = &refused.json()["errors"][0];
        assert_eq!((error["field"].as_str(), error["code"].as_str()), (Some(field), Some(code)), "{purpose}");
    }
    let large = upload(&app, Some(&ana), "gig_cover", "x.png", &vec![0; 10 * 1024 * 1024 + 1]).await;
    assert_eq!(
        (large.status, &large.json()["errors"][0]["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("too_large"))
    );
    let no_form = ana.post(&app, "/api/v1/uploads", json!({})).await;
    assert_eq!(no_form.status, StatusCode::UNPROCESSABLE_ENTITY);
    for path in ["/files/../Cargo.toml", "/files/%2e%2e%2fx", "/files/a-400.webp", "/files/x.svg"] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn documents_are_downloads_for_their_people_only(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let stored = upload(&app, Some(&ana), "delivery", "../Diseño final.pdf", b"%PDF-1.7 hola").await;
    assert_eq!(stored.status, StatusCode::CREATED, "{}", stored.text);
    let url = stored.json()["url"].as_str().unwrap().to_owned();
    let link = ana.get(&app, &url).await;
    assert_eq!(
        (link.status, &link.headers[header::CACHE_CONTROL]),
        (StatusCode::SEE_OTHER, &"no-store".parse().unwrap())
    );
    let link = link.headers[header::LOCATION].to_str().unwrap().to_owned();
    assert!(link.starts_with(&format!("{url}?reader=")), "{link}");
    assert_eq!(app.get(&link).await.status, StatusCode::OK, "signed for a few minutes");
    assert_eq!(eva.get(&app, &link).await.status, StatusCode::NOT_FOUND, "and for one reader");
    assert_eq!(ana.get(&app, &format!("{link}0")).await.status, StatusCode::NOT_FOUND, "forged");
    let file = ana.get(&app, &link).await;
    assert_eq!((file.status, file.text.as_str()), (StatusCode::OK, "%PDF-1.7 hola"));
    assert_eq!(file.headers[header::CACHE_CONTROL], "private, no-store");
    assert_eq!(
        file.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"Dise_o final.pdf\"; filename*=UTF-8''Dise%C3%B1o%20final.pdf"
    );
    assert_eq!(eva.get(&app, &url).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&url).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ana.get(&app, "/archivos/nada").await.status, StatusCode::NOT_FOUND);
    let browser = Request::get(&url).header(header::ACCEPT, "text/html,*/*").body(Body::empty()).unwrap();
    let answer = app.send(browser).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_form_with_files_of_nobody_is_not_read(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let endless = futures_util::stream::pending::<Result<&[u8], std::io::Error>>();
    let request = Request::post("/panel/perfil")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    let answer = app.send(request.body(Body::from_stream(endless)).expect("request")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[header::LOCATION], "/ingresar?next=%2Fpanel%2Fperfil");
}
