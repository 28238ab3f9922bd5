//! `/v1/payment_intents`, `/v1/charges`, `/v1/refunds`, `/v1/disputes`
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::api::Answer;
use crate::cards::Card;
use crate::error::ApiError;
use crate::form::Form;
use crate::money;
use crate::objects::checkout_sessions::amount_too_small;
use crate::objects::payment_intents::{Attempt, IntentData, Payer};
use crate::state::{Shared, Store};
use crate::table::Row as _;

/// `POST /v1/payment_intents`, with `confirm=true` and `payment_method=pm_card_visa` at once
pub async fn create_intent(State(shared): State<Shared>, form: Form) -> Answer {
    let amount = form.positive("amount")?.ok_or_else(|| ApiError::required("amount"))?;
    let currency = form.currency("currency")?;
    if amount < money::minimum(&currency) {
        return Err(amount_too_small(&currency, "amount"));
    }
    let data = IntentData::parse(&form, str::to_owned)?;
    shared.change(|store| {
        let intent = store.create_intent(amount, &currency, data, None);
        if form.text("confirm") == Some("true") {
            return confirm(store, &intent.id, &form, shared.public_url());
        }
        Ok(Json(intent.json()))
    })
}

/// `POST /v1/payment_intents/{id}/confirm`
pub async fn confirm_intent(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    shared.change(|store| confirm(store, &id, &form, shared.public_url()))
}

fn confirm(store: &mut Store, id: &str, form: &Form, public_url: &str) -> Answer {
    if store.intents.find(id)?.session.is_some() {
        return Err(ApiError::invalid("You cannot confirm the PaymentIntent of a Checkout Session."));
    }
    let card = Card::parse(form.required("payment_method")?)?;
    let url = format!("{public_url}/_control/payment_intents/{id}/authenticate");
    let attempt = store.attempt(id, &card, &Payer::default(), url)?;
    let intent = store.intents.find(id)?.json();
    match attempt {
        Attempt::Paid | Attempt::NeedsAuthentication => Ok(Json(intent)),
        Attempt::Declined(decline) => Err(ApiError::invalid(decline.message)
            .with_status(StatusCode::PAYMENT_REQUIRED, "card_error")
            .with_code(decline.code)
            .with_about("payment_intent", intent)),
    }
}

/// `GET /v1/payment_intents/{id}`
pub async fn get_intent(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.intents.find(&id))?.json()))
}

/// `GET /v1/payment_intents`
pub async fn list_intents(State(shared): State<Shared>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.intents.page("/v1/payment_intents", &form, |_| true))?))
}

/// `POST /v1/payment_intents/{id}`: description, metadata, transfer group
pub async fn update_intent(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    shared.change(|store| {
        let mut intent = store.intents.find(&id)?;
        intent.data.metadata = form.metadata("metadata", &intent.data.metadata)?;
        intent.data.description = form.string("description").or(intent.data.description);
        intent.data.transfer_group = form.string("transfer_group").or(intent.data.transfer_group);
        store.intents.put(intent.clone());
        Ok(Json(intent.json()))
    })
}

/// `POST /v1/payment_intents/{id}/capture`
pub async fn capture_intent(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    let amount = form.positive("amount_to_capture")?;
    shared.change(|store| {
        let amount = amount.unwrap_or(store.intents.find(&id)?.amount);
        Ok(Json(store.capture_intent(&id, amount)?.json()))
    })
}

/// `POST /v1/payment_intents/{id}/cancel`
pub async fn cancel_intent(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    let reason = form.text("cancellation_reason");
    if reason.is_some_and(|reason| {
        !matches!(reason, "abandoned" | "duplicate" | "fraudulent" | "requested_by_customer")
    }) {
        return Err(ApiError::invalid("Invalid cancellation_reason").with_param("cancellation_reason"));
    }
    Ok(Json(shared.change(|store| store.cancel_intent(&id, reason))?.json()))
}

/// `GET /v1/charges/{id}`
pub async fn get_charge(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.charges.find(&id))?.json()))
}

/// `GET /v1/charges`, also by `payment_intent` and `transfer_group`
pub async fn list_charges(State(shared): State<Shared>, form: Form) -> Answer {
    let intent = form.text("payment_intent");
    let group = form.text("transfer_group");
    let page = shared.change(|store| {
        store.charges.page("/v1/charges", &form, |charge| {
            intent.is_none_or(|id| charge.payment_intent == id)
                && (group.is_none() || charge.transfer_group.as_deref() == group)
        })
    })?;
    Ok(Json(page))
}

/// `POST /v1/refunds`
pub async fn create_refund(State(shared): State<Shared>, form: Form) -> Answer {
    Ok(Json(shared.change(|store| store.create_refund(&form))?.json()))
}

/// `GET /v1/refunds/{id}`
pub async fn get_refund(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.refunds.find(&id))?.json()))
}

/// `POST /v1/refunds/{id}`: metadata
pub async fn update_refund(State(shared): State<Shared>, Path(id): Path<String>, form: Form) -> Answer {
    shared.change(|store| {
        let mut refund = store.refunds.find(&id)?;
        refund.metadata = form.metadata("metadata", &refund.metadata)?;
        store.refunds.put(refund.clone());
        store.emit("refund.updated", refund.json());
        Ok(Json(refund.json()))
    })
}

/// `GET /v1/refunds`, also by `payment_intent` and `charge`
pub async fn list_refunds(State(shared): State<Shared>, form: Form) -> Answer {
    let intent = form.text("payment_intent");
    let charge = form.text("charge");
    let page = shared.change(|store| {
        store.refunds.page("/v1/refunds", &form, |refund| {
            intent.is_none_or(|id| refund.payment_intent == id) && charge.is_none_or(|id| refund.charge == id)
        })
    })?;
    Ok(Json(page))
}

/// `GET /v1/disputes/{id}`
pub async fn get_dispute(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.disputes.find(&id))?.json()))
}

/// `GET /v1/disputes`, also by `payment_intent` and `charge`
pub async fn list_disputes(State(shared): State<Shared>, form: Form) -> Answer {
    let intent = form.text("payment_intent");
    let charge = form.text("charge");
    let page = shared.change(|store| {
        store.disputes.page("/v1/disputes", &form, |dispute| {
            intent.is_none_or(|id| dispute.payment_intent == id)
                && charge.is_none_or(|id| dispute.charge == id)
        })
    })?;
    Ok(Json(page))
}

/// `POST /v1/disputes/{id}`: evidence, which nobody reads
pub async fn answer_dispute(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.answer_dispute(&id))?.json()))
}

/// `POST /v1/disputes/{id}/close`: we give in
pub async fn close_dispute(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    Ok(Json(shared.change(|store| store.close_dispute(&id, false))?.json()))
}
