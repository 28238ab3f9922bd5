//! The pages that Stripe would host: checkout, the bank's 3-D Secure page, onboarding, the seller's dashboard.
//! Plain forms and redirects; nothing needs JavaScript.
mod page;
mod texts;

use axum::Router;
use axum::extract::{Form, FromRequestParts, Path, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::cards::Card;
use crate::hosted::page::FormState;
use crate::hosted::texts::Texts;
use crate::objects::checkout_sessions::SessionStatus;
use crate::objects::payment_intents::{IntentStatus, Payer};
use crate::objects::{CheckoutSession, PayOutcome};
use crate::state::Shared;

/// All hosted pages.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/c/pay/{id}", get(show_checkout).post(pay))
        .route("/c/pay/{id}/3ds", get(show_bank).post(answer_bank))
        .route("/setup/{account}/{link}", get(show_setup).post(finish_setup))
        .route("/express/{account}", get(show_dashboard))
}

/// A visit to the page of a session: the session, and the language to show it in.
struct Visit {
    session: CheckoutSession,
    texts: &'static Texts,
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Self::Rejection> {
        let id = Path::<String>::from_request_parts(parts, shared).await;
        let session = id.ok().and_then(|Path(id)| shared.change(|store| store.sessions.find(&id)).ok());
        let Some(session) = session else { return Err(missing(&parts.headers)) };
        let texts = Texts::choose(session.locale.as_deref(), accept_language(&parts.headers));
        Ok(Self { session, texts })
    }
}

fn accept_language(headers: &HeaderMap) -> Option<&str> {
    headers.get(ACCEPT_LANGUAGE)?.to_str().ok()
}

fn missing(headers: &HeaderMap) -> Response {
    let texts = Texts::choose(None, accept_language(headers));
    page::notice_page(StatusCode::NOT_FOUND, texts, texts.missing_title, texts.missing_text, None)
}

/// What a session that cannot be paid any more shows.
fn show_ended(session: &CheckoutSession, texts: &Texts) -> Option<Response> {
    match session.status {
        SessionStatus::Open => None,
        SessionStatus::Complete => {
            let next = session.return_url();
            Some(page::notice_page(
                StatusCode::OK,
                texts,
                texts.complete_title,
                texts.complete_text,
                Some((&next, texts.continue_to)),
            ))
        }
        SessionStatus::Expired => {
            let next = session.cancel_url.as_deref().map(|url| (url, texts.back));
            Some(page::notice_page(StatusCode::OK, texts, texts.expired_title, texts.expired_text, next))
        }
    }
}

async fn show_checkout(State(shared): State<Shared>, Visit { session, texts }: Visit) -> Response {
    show_ended(&session, texts).unwrap_or_else(|| {
        page::pay_page(&session, texts, &shared.settings().merchant, &FormState::default())
    })
}

/// The fields of the checkout form, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    #[serde(rename = "card_number")]
    number: String,
    #[serde(rename = "card_expiry")]
    expiry: String,
    #[serde(rename = "card_cvc")]
    cvc: String,
    #[serde(rename = "card_name")]
    name: String,
}

async fn pay(
    State(shared): State<Shared>,
    Visit { session, texts }: Visit,
    Form(typed): Form<Typed>,
) -> Response {
    let merchant = &shared.settings().merchant;
    let mut form = FormState { name: typed.name, expiry: typed.expiry, ..FormState::default() };
    let now = shared.read(crate::state::Store::now);
    let card = Card::parse(&typed.number);
    let cvc = typed.cvc.trim();
    form.number_problem = card.is_err().then_some(texts.bad_number);
    form.expiry_problem = (!is_in_future(&form.expiry, now)).then_some(texts.bad_expiry);
    let is_cvc = (3..=4).contains(&cvc.len()) && cvc.bytes().all(|byte| byte.is_ascii_digit());
    form.cvc_problem = (!is_cvc).then_some(texts.bad_cvc);
    form.name_problem = form.name.trim().is_empty().then_some(texts.bad_name);
    let card = match card {
        Ok(card) if form.is_fine() => card,
        _ => {
            form.alert = Some(texts.errors_above);
            return page::pay_page(&session, texts, merchant, &form);
        }
    };
    let payer = Payer { name: Some(form.name.trim().to_owned()), email: None };
    match shared.change(|store| store.pay_session(&session.id, &card, &payer)) {
        Ok(PayOutcome::Declined(decline)) => {
            form.alert = Some(texts.decline(&decline));
            page::pay_page(&session, texts, merchant, &form)
        }
        Ok(outcome) => go_on(&session, outcome),
        Err(error) => error.into_response(),
    }
}

/// Where the browser goes after an attempt.
fn go_on(session: &CheckoutSession, outcome: PayOutcome) -> Response {
    let own = format!("/c/pay/{}", session.id);
    let next = match outcome {
        PayOutcome::Complete => session.return_url(),
        PayOutcome::NeedsAuthentication => format!("{own}/3ds"),
        PayOutcome::Declined(_) | PayOutcome::Expired => own,
    };
    Redirect::to(&next).into_response()
}

/// Reads `12 / 34`, `12/2034` or `1234`; a card is good until the end of its month.
fn is_in_future(expiry: &str, now: i64) -> bool {
    let digits: String = expiry.chars().filter(char::is_ascii_digit).collect();
    let (Some(month), Some(year)) = (digits.get(..2), digits.get(2..)) else { return false };
    let (Ok(month), Ok(year)) = (month.parse::<u32>(), year.parse::<i32>()) else { return false };
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    let Some(today) = chrono::DateTime::from_timestamp(now, 0) else { return false };
    let this_month = (chrono::Datelike::year(&today), chrono::Datelike::month(&today));
    (1..=12).contains(&month) && (year, month) >= this_month && year < 2100
}

async fn show_bank(State(shared): State<Shared>, Visit { session, texts }: Visit) -> Response {
    if let Some(ended) = show_ended(&session, texts) {
        return ended;
    }
    let waits = shared.read(|store| {
        let intent = session.payment_intent.as_deref().and_then(|id| store.intents.get(id));
        intent.is_some_and(|intent| intent.status == IntentStatus::RequiresAction)
    });
    if waits {
        page::bank_page(&session, texts, &shared.settings().merchant)
    } else {
        Redirect::to(&format!("/c/pay/{}", session.id)).into_response()
    }
}

#[derive(Deserialize)]
struct BankAnswer {
    outcome: String,
}

async fn answer_bank(
    State(shared): State<Shared>,
    Visit { session, texts }: Visit,
    Form(answer): Form<BankAnswer>,
) -> Response {
    match shared.change(|store| store.authenticate_session(&session.id, answer.outcome == "complete")) {
        Ok(PayOutcome::Declined(decline)) => {
            let form = FormState { alert: Some(texts.decline(&decline)), ..FormState::default() };
            page::pay_page(&session, texts, &shared.settings().merchant, &form)
        }
        Ok(outcome) => go_on(&session, outcome),
        // Nobody is waiting for the bank any more.
        Err(_) => Redirect::to(&format!("/c/pay/{}", session.id)).into_response(),
    }
}

async fn show_setup(
    State(shared): State<Shared>,
    Path((account, link)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let texts = Texts::choose(None, accept_language(&headers));
    let found = shared.change(|store| {
        let link = store.account_links.find(&link).ok()?;
        Some((store.accounts.find(&account).ok()?, link.is_good(store.now()), link))
    });
    match found {
        None => missing(&headers),
        Some((_, false, link)) => Redirect::to(&link.refresh_url).into_response(),
        Some((account, true, link)) => {
            let action = format!("/setup/{}/{}", account.id, link.id);
            page::setup_page(&action, &account, texts, &shared.settings().merchant)
        }
    }
}

async fn finish_setup(
    State(shared): State<Shared>,
    Path((account, link)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let done = shared.change(|store| {
        let mut link = store.account_links.find(&link)?;
        if link.is_used {
            return Ok(link);
        }
        store.activate_account(&account)?;
        link.is_used = true;
        store.account_links.put(link.clone());
        Ok::<_, crate::error::ApiError>(link)
    });
    match done {
        Ok(link) => Redirect::to(&link.return_url).into_response(),
        Err(_) => missing(&headers),
    }
}

async fn show_dashboard(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let texts = Texts::choose(None, accept_language(&headers));
    match shared.change(|store| store.accounts.find(&id)) {
        Ok(account) => page::dashboard_page(&account, texts),
        Err(_) => missing(&headers),
    }
}

#[cfg(test)]
mod tests {
    use super::is_in_future;

    #[test]
    fn a_card_is_good_until_the_end_of_its_month() {
        let july_2026 = 1_784_000_000;
        assert!(is_in_future("07/26", july_2026));
        assert!(is_in_future("12 / 2034", july_2026));
        assert!(!is_in_future("06/26", july_2026));
        assert!(!is_in_future("13/30", july_2026));
        assert!(!is_in_future("", july_2026));
    }
}
