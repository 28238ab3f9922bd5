//! The posts of the order page and of the contract room; each is one command of `services::contracts`.

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use domain::{
    Error,
    contracts::DeliveryInput,
    files::MAX_DELIVERY_BYTES,
    ids::{ContractId, FileId},
};
use services::{
    contracts::{self, Target},
    files, gigs,
    idempotency::Key,
    payments, reviews,
};

use super::users::rename;
use crate::{
    forms::{FileLimits, SentForm},
    render::see_other,
    state::AppState,
};

/// No form of ours has more fields of one name.
const MOST_NUMBERED: usize = 20;
/// How many of the largest files may come with one delivery.
const FILES_AT_ONCE: usize = 4;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(
            "/contratos/{id}/entregar",
            post(deliver).layer(FileLimits::layer(FILES_AT_ONCE, MAX_DELIVERY_BYTES)),
        )
        .route("/gigs/{slug}/contratar", post(order))
        .route("/contratos/{id}/pagar", post(pay))
        .route("/contratos/{id}/aprobar", post(approve))
        .route("/contratos/{id}/revision", post(request_revision))
        .route("/contratos/{id}/extender", post(extend))
        .route("/contratos/{id}/liberar", post(release))
        .route("/contratos/{id}/opinion", post(review))
        .route("/panel/billetera/cuenta", post(open_account))
}

fn room(id: ContractId) -> String {
    format!("/contratos/{id}")
}

fn target(id: ContractId, form: &SentForm) -> Target {
    Target { version: form.version(), key: Key::parse(form.value("key")).ok(), ..Target::first(id) }
}

/// A form that was sent before has done its work: the room as it is now answers the second press too, whatever it
/// holds. (Files that it brings again have other ids, so its request is not the same to the letter.)
fn once(id: ContractId, outcome: Result<Response, Error>) -> Result<Response, Error> {
    let was_sent = match &outcome {
        Err(Error::Invalid(errors)) => {
            errors.of("idempotency_key").is_some_and(|error| error.code == "idempotency_key_reused")
        }
        Err(Error::Conflict(conflict)) => conflict.code == "already_reviewed",
        _ => false,
    };
    if was_sent { Ok(see_other(&room(id))) } else { outcome }
}

async fn order(State(state): State<AppState>, Path(slug): Path<String>, form: SentForm) -> Response {
    let page = format!("/gigs/{slug}/contratar?paquete={}", form.value("tier"));
    let outcome = async {
        let viewer = form.viewer()?;
        let gig = gigs::get_by_slug(&state.services, Some(viewer), &slug).await?;
        let key = Key::parse(form.value("key"))?;
        let checkout = contracts::order(&state.services, viewer, gig.id, form.value("tier"), &key).await?;
        // Without an answer of the provider the room goes on with it.
        Ok(see_other(&checkout.checkout_url.unwrap_or_else(|| room(checkout.contract_id))))
    }
    .await;
    form.answer(&state, &page, &[], outcome).await
}

async fn pay(State(state): State<AppState>, Path(id): Path<ContractId>, form: SentForm) -> Response {
    let outcome = async {
        let checkout = contracts::pay(&state.services, form.viewer()?, &target(id, &form)).await?;
        Ok(see_other(&checkout.checkout_url.unwrap_or_else(|| room(id))))
    }
    .await;
    form.answer(&state, &room(id), &[], outcome).await
}

async fn deliver(State(state): State<AppState>, Path(id): Path<ContractId>, form: SentForm) -> Response {
    let mut stored: Vec<FileId> =
        form.value("file_ids").split(',').filter_map(|id| id.trim().parse().ok()).collect();
    let outcome = async {
        let viewer = form.viewer()?;
        // Somebody else's contract takes no files.
        contracts::get(&state.services, viewer, id).await?;
        form.check_files()?;
        for file in form.files("files") {
            let kept =
                files::store_document(&state.services, viewer.user_id, &file.name, file.bytes.to_vec()).await;
            stored.push(kept.map_err(|error| rename("files", error))?.id);
        }
        let numbered = |name: &str| {
            (0..MOST_NUMBERED)
                .map(|index| format!("{name}.{index}"))
                .take_while(|field| form.has(field))
                .map(|field| form.value(&field).to_owned())
                .collect()
        };
        let input = DeliveryInput {
            message: form.value("message").to_owned(),
            files: stored.clone(),
            links: numbered("links"),
            answers: numbered("answers"),
        };
        contracts::deliver(&state.services, viewer, &target(id, &form), &input).await?;
        Ok(see_other(&room(id)))
    }
    .await;
    let ids = stored.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    form.answer(&state, &room(id), &[("file_ids".to_owned(), ids)], once(id, outcome)).await
}

async fn approve(State(state): State<AppState>, Path(id): Path<ContractId>, form: SentForm) -> Response {
    let outcome = async {
        contracts::approve(&state.services, form.viewer()?, &target(id, &form), false).await?;
        Ok(see_other(&room(id)))
    }
    .await;
    form.answer(&state, &room(id), &[], once(id, outcome)).await
}

async fn request_revision(
    State(state): State<AppState>,
    Path(id): Path<ContractId>,
    form: SentForm,
) -> Response {
    let outcome = async {
        let (criterion, message) = (form.value("criterion"), form.value("message"));
        contracts::request_revision(&state.services, form.viewer()?, &target(id, &form), criterion, message)
            .await?;
        Ok(see_other(&room(id)))
    }
    .await;
    form.answer(&state, &room(id), &[], once(id, outcome)).await
}

async fn extend(State(state): State<AppState>, Path(id): Path<ContractId>, form: SentForm) -> Response {
    let outcome = async {
        contracts::extend(&state.services, form.viewer()?, &target(id, &form)).await?;
        Ok(see_other(&room(id)))
    }
    .await;
    form.answer(&state, &room(id), &[], once(id, outcome)).await
}

async fn release(State(state): State<AppState>, Path(id): Path<ContractId>, form: SentForm) -> Response {
    let outcome = async {
        contracts::release(&state.services, form.viewer()?, &target(id, &form)).await?;
        Ok(see_other(&room(id)))
    }
    .await;
    form.answer(&state, &room(id), &[], once(id, outcome)).await
}

async fn review(State(state): State<AppState>, Path(id): Path<ContractId>, form: SentForm) -> Response {
    let outcome = async {
        let (rating, comment) = (form.value("rating"), form.value("comment"));
        reviews::create(&state.services, form.viewer()?, id, rating, comment).await?;
        Ok(see_other(&room(id)))
    }
    .await;
    form.answer(&state, &room(id), &[], once(id, outcome)).await
}

/// Leads to the provider's page where a seller says where to be paid.
async fn open_account(State(state): State<AppState>, form: SentForm) -> Response {
    const WALLET: &str = "/panel/billetera";
    let outcome: Result<Response, Error> = async {
        let onboarding = payments::accounts::open(&state.services, form.viewer()?).await?;
        Ok(see_other(onboarding.onboarding_url.as_deref().unwrap_or(WALLET)))
    }
    .await;
    form.answer(&state, WALLET, &[], outcome).await
}
