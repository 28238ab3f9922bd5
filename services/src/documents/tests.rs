//! A document belongs to one account, and nobody reads it in the database, the log or the audit log.

use domain::documents::DocumentInput;
use sqlx::PgPool;

use super::*;
use crate::testing::{person, services};

fn document(kind: &str, number: &str) -> IdentityDocument {
    IdentityDocument::parse(&DocumentInput { kind: kind.into(), number: number.into() }).expect("a document")
}

fn is_taken(outcome: &Result<(), Error>) -> bool {
    matches!(outcome, Err(Error::Invalid(errors)) if errors.0[0].code == "document_taken")
}

#[sqlx::test(migrations = "../migrations")]
async fn a_document_of_another_account_is_refused_until_it_is_given_up(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let origin = Origin::default();
    let dni = document("dni", "12.345.678");
    assert_eq!(find(&services, &ana).await.unwrap(), None);
    put(&services, &ana, &origin, &dni).await.unwrap();
    put(&services, &ana, &origin, &dni).await.unwrap();
    assert!(is_taken(&put(&services, &eva, &origin, &document("dni", "12345678")).await));
    assert_eq!(find(&services, &eva).await.unwrap(), None);
    assert_eq!(find(&services, &ana).await.unwrap().map(|mine| mine.masked()), Some("••••5678".into()));

    put(&services, &ana, &origin, &document("cuit", "20-12345678-6")).await.unwrap();
    assert!(is_taken(&put(&services, &eva, &origin, &dni).await), "her CUIT holds her DNI");
    put(&services, &ana, &origin, &document("cuit", "30-50001091-2")).await.unwrap();
    put(&services, &eva, &origin, &dni).await.unwrap();
    delete(&services, &eva, &origin).await.unwrap();
    assert!(matches!(delete(&services, &eva, &origin).await, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "../migrations")]
async fn of_two_accounts_that_claim_a_document_at_once_one_gets_it(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let (origin, dni) = (Origin::default(), document("dni", "12345678"));
    let (first, second) =
        tokio::join!(put(&services, &ana, &origin, &dni), put(&services, &eva, &origin, &dni));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert!(is_taken(&first) || is_taken(&second));
}

#[sqlx::test(migrations = "../migrations")]
async fn the_number_stands_nowhere_and_a_moved_row_does_not_open(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    put(&services, &ana, &Origin::default(), &document("dni", "12345678")).await.unwrap();
    let stored: Vec<u8> = sqlx::query_scalar("select document || document_hash from user_documents")
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert!(!stored.windows(4).any(|part| part == b"5678"));
    let audit: String = sqlx::query_scalar("select string_agg(audit_log::text, ' ') from audit_log")
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert!(audit.contains("document_set") && !audit.contains("5678"), "{audit}");

    sqlx::query("update user_documents set user_id = $1")
        .bind(eva.user_id.get())
        .execute(&services.db)
        .await
        .unwrap();
    assert!(matches!(find(&services, &eva).await, Err(Error::Internal(_))));
}
