//! Every route of the router × everybody who may knock (matrix.txt says what each is told). The routes are read from the
//! router itself: one that the table does not know fails the test, as does a row whose route is gone.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Router, body::Body};
use http::{Method, Request, StatusCode, header};
use services::{audit::Origin, data};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{market::Market, people::Person, support::TestApp, uploads::upload};

/// The columns of the table. The contract, the gig and the file are the client's and the seller's; `other` has no part in them.
const EVERYBODY: [&str; 6] = ["nobody", "other", "client", "seller", "moderator", "admin"];

struct Row {
    method: Method,
    /// With the names of fixtures in braces.
    path: String,
    expected: Vec<String>,
}

/// Read when it runs: a new row needs no new build.
fn table() -> Vec<Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/matrix.txt");
    let text = std::fs::read_to_string(file).expect("the table");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut words = line.split_whitespace().map(str::to_owned);
            let method = words.next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("{line}"));
            Row { method, path: words.next().unwrap_or_else(|| panic!("{line}")), expected: words.collect() }
        })
        .collect()
}

/// `/gigs/{slug}` and `/gigs/{gig}` are the same route.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    for (index, part) in path.split(['{', '}']).enumerate() {
        shape.push_str(if index % 2 == 0 { part } else { "{}" });
    }
    shape
}

/// Method and shape of each route: the paths as the router lists them, the methods as it offers them to who asks for another.
async fn routes(app: &TestApp) -> BTreeSet<(String, String)> {
    let mut routes = BTreeSet::new();
    for path in paths(&app.router) {
        let example: String = path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let request = Request::builder().method("PURGE").uri(example).body(Body::empty()).expect("a request");
        let answer = app.send(request).await;
        let allowed =
            answer.headers.get(header::ALLOW).and_then(|value| value.to_str().ok()).unwrap_or("ANY");
        for method in allowed.split(',').filter(|method| !matches!(*method, "HEAD" | "OPTIONS")) {
            routes.insert((method.to_owned(), shape(&path)));
        }
    }
    routes
}

/// The router shows its paths to who debugs it, and to nobody else.
fn paths(router: &Router) -> BTreeSet<String> {
    let shown = format!("{router:?}");
    let paths = shown.split("RouteId(").filter_map(|rest| rest.split_once("): \"")?.1.split('"').next());
    // axum keeps its fallback under a path of its own.
    paths.filter(|path| path.starts_with('/') && !path.contains("__private")).map(str::to_owned).collect()
}

/// What stands in the table's braces.
type Fixtures = BTreeMap<&'static str, String>;

async fn fixtures(market: &Market) -> Fixtures {
    let (app, db) = (&market.app, &market.app.services.db);
    let contract = market.paid().await;
    let seller = Person { token: market.seller.clone(), handle: market.seller_handle.clone() };
    let file = upload(app, Some(&seller), "delivery", "a.pdf", b"%PDF-1.7 a").await.json()["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    sqlx::query(
        "insert into deliveries (id, milestone_id, number, message, file_ids, created_at)
         select gen_random_uuid(), id, 99, 'x', array[$1::uuid], now() from milestones where contract_id = $2::uuid",
    )
    .bind(&file)
    .bind(&contract)
    .execute(db)
    .await
    .expect("a delivery");
    let viewer = services::auth::authenticate(&app.services, &market.seller).await.expect("the seller");
    let export = data::request_export(&app.services, &Origin::default(), &viewer).await.expect("an archive");
    data::make_next_export(&app.services).await.expect("made");
    let notification: Uuid = sqlx::query_scalar("select id from notifications where user_id = $1 limit 1")
        .bind(viewer.user_id.get())
        .fetch_one(db)
        .await
        .expect("a notice");
    BTreeMap::from([
        ("contract", contract),
        ("gig", market.gig.to_string()),
        ("slug", "logo".into()),
        ("handle", market.seller_handle.clone()),
        ("file", file),
        ("export", export.id.to_string()),
        ("session", viewer.session_id.to_string()),
        ("notification", notification.to_string()),
        ("category", "ilustracion".into()),
        ("number", "1".into()),
        ("step", "approve".into()),
        ("event", "pause".into()),
        ("nothing", Uuid::now_v7().to_string()),
        ("rest", "x.css".into()),
    ])
}

fn fill(path: &str, fixtures: &Fixtures) -> String {
    let mut filled = String::new();
    for (index, part) in path.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            filled.push_str(part);
        } else {
            filled.push_str(fixtures.get(part).unwrap_or_else(|| panic!("no fixture is called {part}")));
        }
    }
    filled
}

/// One request with nothing in it: what is told is who may, not what is missing.
async fn knock(app: &TestApp, method: &Method, path: &str, token: Option<&str>) -> StatusCode {
    const FORM_TOKEN: &str = "matrix-matrix-matrix-mat";
    let is_api = path.starts_with("/api/") || path.starts_with("/auth/");
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ACCEPT, if is_api { "*/*" } else { "text/html" });
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = if *method == Method::GET {
        Body::empty()
    } else if is_api {
        request = request.header(header::CONTENT_TYPE, "application/json");
        Body::from("{}")
    } else {
        request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("__Host-csrf={FORM_TOKEN}"));
        Body::from(format!("csrf={FORM_TOKEN}"))
    };
    app.send(request.body(body).expect("a request")).await.status
}

/// Another session for each knock: some end it.
async fn token(app: &TestApp, user: Uuid) -> String {
    let (session, now) = (Uuid::now_v7(), app.services.clock.now());
    sqlx::query(
        "insert into user_sessions (id, user_id, created_at, last_seen_at, authenticated_at, has_second_factor, expires_at)
         values ($1, $2, $3, $3, $3, true, $3 + interval '1 day')",
    )
    .bind(session)
    .bind(user)
    .bind(now)
    .execute(&app.services.db)
    .await
    .expect("a session");
    app.services.tokens.access_token(user.into(), session.into(), now).expect("a token")
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn every_route_tells_everybody_what_the_table_says(pool: PgPool) {
    let market = Market::open(pool).await;
    let app = &market.app;
    let table = table();
    let known: BTreeSet<(String, String)> =
        table.iter().map(|row| (row.method.to_string(), shape(&row.path))).collect();
    let routed = routes(app).await;
    assert!(routed.len() > 60, "the router shows its routes: {routed:?}");
    let list = |routes: Vec<&(String, String)>| {
        routes.iter().map(|(method, path)| format!("{method} {path}\n")).collect::<Vec<_>>().concat()
    };
    let unknown = list(routed.difference(&known).collect());
    let gone = list(known.difference(&routed).collect());

    let fixtures = fixtures(&market).await;
    let mut people = vec![None];
    for token in [&market.stranger, &market.client, &market.seller] {
        let viewer = services::auth::authenticate(&app.services, token).await.expect("a person");
        people.push(Some(viewer.user_id.get()));
    }
    for role in ["moderator", "admin"] {
        let handle = app.person(role).await.handle;
        let user: Uuid = sqlx::query_scalar(
            "update users set roles = array[$2] from user_profiles where user_id = id and handle = $1 returning id",
        )
        .bind(handle)
        .bind(role)
        .fetch_one(&app.services.db)
        .await
        .expect("a role");
        people.push(Some(user));
    }
    let (mut cells, mut wrong) = (0, Vec::new());
    for row in &table {
        let path = fill(&row.path, &fixtures);
        let mut told = Vec::new();
        for person in &people {
            let token = match person {
                Some(user) => Some(token(app, *user).await),
                None => None,
            };
            told.push(knock(app, &row.method, &path, token.as_deref()).await.as_u16().to_string());
        }
        cells += told.len();
        // Files of the site are there or not as it was built, for everybody alike.
        let is_right = if row.expected == ["public"] {
            told.iter().all(|status| *status == told[0] && ["200", "307", "404"].contains(&status.as_str()))
        } else {
            told == row.expected
        };
        if !is_right {
            wrong.push(format!("{} {} {}", row.method, row.path, told.join(" ")));
        }
    }
    let wrong = wrong.join("\n");
    assert!(
        unknown.is_empty() && gone.is_empty() && wrong.is_empty(),
        "matrix.txt does not know\n{unknown}it still has\n{gone}and {EVERYBODY:?} are told otherwise:\n{wrong}"
    );
    #[expect(clippy::print_stdout, reason = "the number of cells is asked for")]
    {
        println!("authorisation matrix: {} routes, {cells} cells", table.len());
    }
}
