//! What is on record stays on record, for the server as for its owner.

use domain::{
    auth::{Registration, SignIn},
    locale::Locale,
};
use sqlx::{PgPool, postgres::PgPoolOptions};

use super::*;
use crate::{Services, auth, testing};

const PASSWORD: &str = "mate y bizcochitos";

/// The services as the role that the server can run as.
async fn as_server(db: &PgPool) -> Services {
    let options = db.connect_options().as_ref().clone().options([("role", "laburemos_server")]);
    let pool = PgPoolOptions::new().max_connections(3).connect_with(options).await.unwrap();
    Services::with_db(testing::settings(), pool).unwrap()
}

/// SQLSTATE of a refused statement.
async fn refusal(db: &PgPool, statement: &'static str) -> Option<String> {
    let error = sqlx::query(statement).execute(db).await.err()?;
    error.as_database_error()?.code().map(Into::into)
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn as_its_own_role_the_server_adds_to_the_record_and_changes_nothing_of_it(db: PgPool) {
    let services = as_server(&db).await;
    let origin = Origin {
        address: "203.0.113.7".into(),
        user_agent: "A phone".into(),
        request_id: "request-7".into(),
    };
    let email = format!("ana-{}@example.com", uuid::Uuid::now_v7());
    let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    auth::register(&services, &origin, Locale::EsAr, registration).await.unwrap();
    let wrong = SignIn::parse(&email, "mate y facturas").unwrap();
    auth::sign_in(&services, &origin, wrong).await.unwrap_err();
    let right = SignIn::parse(&email, PASSWORD).unwrap();
    let signed_in = auth::sign_in(&services, &origin, right).await.unwrap();
    auth::refresh(&services, &origin, &signed_in.tokens.refresh_token).await.unwrap();
    auth::sign_out(&services, &origin, &signed_in.viewer, false).await.unwrap();

    let rows: Vec<(String, String, String)> =
        sqlx::query_as("select action, address, request_id from audit_log order by id")
            .fetch_all(&services.db)
            .await
            .unwrap();
    let actions: Vec<&str> = rows.iter().map(|(action, ..)| action.as_str()).collect();
    assert_eq!(actions, ["registered", "sign_in_refused", "signed_in", "signed_out"]);
    assert!(rows.iter().all(|(_, address, request)| address == "203.0.113.7" && request == "request-7"));

    for statement in [
        "update audit_log set action = 'nothing'",
        "delete from audit_log",
        "truncate audit_log",
        "alter table audit_log disable trigger all",
        "drop table audit_log",
        "create table other (id int)",
    ] {
        assert_eq!(refusal(&services.db, statement).await.as_deref(), Some("42501"), "{statement}");
    }
    // The owner has the privilege; the trigger refuses all the same.
    for statement in ["update audit_log set action = 'nothing'", "delete from audit_log"] {
        assert_eq!(refusal(&db, statement).await.as_deref(), Some("23000"), "{statement}");
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_servers_role_can_work_with_every_table(db: PgPool) {
    let closed: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class
         where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
           and not (has_table_privilege('laburemos_server', oid, 'select')
                    and has_table_privilege('laburemos_server', oid, 'insert'))",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert!(closed.is_empty(), "{closed:?}");
}
