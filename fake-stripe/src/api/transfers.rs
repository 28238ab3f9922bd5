//! `/v1/transfers`, `/v1/balance`, `/v1/events`
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

use crate::api::Answer;
use crate::error::ApiError;
use crate::form::Form;
use crate::state::Shared;
use crate::table::{Row as _, Table};

/// `POST /v1/transfers`
pub async fn create(State(shared): State<Shared>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.create_transfer(&form))?.json()))
}

/// `GET /v1/transfers/{id}`
pub async fn get(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.transfers.find(&id))?.json()))
}

/// `GET /v1/transfers`, also by `transfer_group` and `destination`
pub async fn list(State(shared): State<Shared>, form: Form) -> Answer {
    let group = form.text("transfer_group");
    let destination = form.text("destination");
    let page = shared.change(|store| {
        store.transfers.page("/v1/transfers", &form, |transfer| {
            (group.is_none() || transfer.transfer_group.as_deref() == group)
                && destination.is_none_or(|id| transfer.destination == id)
        })
    })?;
    Ok(Json(page))
}

/// `POST /v1/transfers/{id}`: description, metadata
pub async fn update(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    shared.change(|store| {
        let mut transfer = store.transfers.find(&id)?;
        transfer.metadata = form.metadata("metadata", &transfer.metadata)?;
        transfer.description = form.string("description").or(transfer.description);
        store.transfers.put(transfer.clone());
        Ok(Json(transfer.json()))
    })
}

/// `POST /v1/transfers/{id}/reversals`
pub async fn reverse(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.reverse_transfer(&id, &form))?.json()))
}

/// `GET /v1/transfers/{id}/reversals`
pub async fn list_reversals(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    let transfer = shared.change(|store| store.transfers.find(&id))?;
    let mut reversals = Table::default();
    transfer.reversals.into_iter().for_each(|reversal| reversals.put(reversal));
    Ok(Json(reversals.page(&format!("/v1/transfers/{id}/reversals"), &form, |_| true)?))
}

/// `GET /v1/transfers/{id}/reversals/{reversal}`
pub async fn get_reversal(
    State(shared): State<Shared>,
    Path((id, reversal_id)): Path<(String, String)>,
) -> Answer {
    let transfer = shared.change(|store| store.transfers.find(&id))?;
    let reversal = transfer.reversals.iter().find(|reversal| reversal.id == reversal_id);
    Ok(Json(reversal.ok_or_else(|| ApiError::missing("transfer_reversal", &reversal_id))?.json()))
}

/// `GET /v1/balance`; with the header `Stripe-Account`, of that account
pub async fn balance(State(shared): State<Shared>, headers: HeaderMap) -> Answer {
    let account = headers.get("stripe-account").and_then(|value| value.to_str().ok());
    let balance = shared.change(|store| match account {
        Some(id) => store.accounts.find(id).map(|account| account.balance),
        None => Ok(store.balance.clone()),
    })?;
    let amounts = |value: fn(i64) -> i64| -> Vec<Value> {
        balance
            .iter()
            .map(|(currency, amount)| {
                json!({"amount": value(*amount), "currency": currency, "source_types": {"card": value(*amount)}})
            })
            .collect()
    };
    Ok(Json(json!({
        "object": "balance",
        "available": amounts(|amount| amount),
        "livemode": false,
        "pending": amounts(|_| 0),
    })))
}

/// `GET /v1/events/{id}`
pub async fn get_event(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.events.find(&id))?.json()))
}

/// `GET /v1/events`, also by `type` and `types[]`
pub async fn list_events(State(shared): State<Shared>, form: Form) -> Answer {
    let wanted = form.text("type");
    let types = form.texts("types");
    let page = shared.change(|store| {
        store.events.page("/v1/events", &form, |event| {
            wanted.is_none_or(|wanted| event.event_type == wanted)
                && (types.is_empty() || types.contains(&event.event_type.as_str()))
        })
    })?;
    Ok(Json(page))
}
