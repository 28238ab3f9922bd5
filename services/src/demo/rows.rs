//! Rows as they travel to the database: one JSON array per table and batch, which PostgreSQL reads with `json_to_recordset`.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

#[derive(Serialize)]
pub struct FileRow {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub purpose: &'static str,
    pub storage_key: String,
    pub name: String,
    pub bytes: i64,
    pub width: u32,
    pub height: u32,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct PersonRow<'a> {
    pub id: Uuid,
    pub email: &'a str,
    pub handle: &'a str,
    pub name: &'a str,
    pub title: &'a str,
    pub bio: &'a str,
    pub city: &'a str,
    pub country: &'a str,
    pub languages: &'a [&'static str],
    pub skills: &'a [&'static str],
    pub availability: &'static str,
    /// In centavos; who only buys has none.
    pub hourly_rate: Option<i64>,
    pub avatar_file_id: Option<Uuid>,
    pub locale: &'static str,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct PieceRow<'a> {
    pub file_id: Uuid,
    pub user_id: Uuid,
    pub title: &'a str,
}

#[derive(Serialize)]
pub struct GigRow<'a> {
    pub id: Uuid,
    pub seller_id: Uuid,
    pub category_id: i32,
    pub slug: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub tags: &'a [&'static str],
    pub faq: Value,
    pub cover_file_id: Option<Uuid>,
    pub gallery_file_ids: Vec<Uuid>,
    pub currency: &'static str,
    pub from_price: i64,
    pub min_delivery_days: i32,
    pub rating_sum: i32,
    pub rating_count: i32,
    pub published_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct PackageRow<'a> {
    pub gig_id: Uuid,
    pub tier: &'static str,
    pub name: &'a str,
    pub description: &'a str,
    pub price: i64,
    pub currency: &'static str,
    pub delivery_days: i32,
    pub revisions: i32,
}

#[derive(Serialize)]
pub struct ContractRow {
    pub id: Uuid,
    pub client_id: Uuid,
    pub seller_id: Uuid,
    pub gig_id: Uuid,
    pub title: String,
    pub snapshot: Value,
    pub currency: &'static str,
    pub fee_basis_points: i32,
    pub created_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

#[derive(Serialize)]
pub struct MilestoneRow {
    pub id: Uuid,
    pub contract_id: Uuid,
    pub title: String,
    pub amount: i64,
    pub delivery_days: i32,
    pub revisions_left: i32,
    pub work_state: &'static str,
    pub money_state: &'static str,
    pub version: i32,
    pub payment_due_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub review_ends_at: Option<DateTime<Utc>>,
    pub clears_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub approved_at: Option<DateTime<Utc>>,
    pub timer_event: Option<&'static str>,
    pub timer_at: Option<DateTime<Utc>>,
    pub payment_attempt: i32,
    pub transfer_attempt: i32,
}

#[derive(Serialize)]
pub struct PaymentRow {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub amount: i64,
    pub currency: &'static str,
    pub status: &'static str,
    pub checkout_session_id: String,
    pub payment_intent_id: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct EventRow {
    pub contract_id: Uuid,
    pub milestone_id: Uuid,
    pub at: DateTime<Utc>,
    pub actor: &'static str,
    pub actor_id: Option<Uuid>,
    pub event: &'static str,
    pub from_state: &'static str,
    pub to_state: &'static str,
    pub details: Value,
}

#[derive(Serialize)]
pub struct DeliveryRow {
    pub id: Uuid,
    pub milestone_id: Uuid,
    pub number: i32,
    pub message: &'static str,
    pub links: Vec<String>,
    pub answers: Vec<String>,
    pub created_at: DateTime<Utc>,
}

#[derive(Serialize)]
pub struct ReviewRow {
    pub id: Uuid,
    pub contract_id: Uuid,
    pub author_id: Uuid,
    pub subject_id: Uuid,
    pub gig_id: Option<Uuid>,
    pub rating: i32,
    pub comment: String,
    pub reply: Option<&'static str>,
    pub created_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

#[derive(Serialize)]
pub struct NoticeRow {
    pub id: Uuid,
    pub user_id: Uuid,
    pub kind: &'static str,
    pub params: Value,
    pub path: String,
    pub created_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}
