//! The HTML of the hosted pages: no script, one style sheet of their own, every value escaped.
use std::fmt::Write as _;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::response::{Html, IntoResponse, Response};

use crate::hosted::texts::Texts;
use crate::money;
use crate::objects::{Account, CheckoutSession};

/// What was typed and what is wrong with it.
#[derive(Default)]
pub struct FormState {
    pub name: String,
    pub expiry: String,
    pub number_problem: Option<&'static str>,
    pub expiry_problem: Option<&'static str>,
    pub cvc_problem: Option<&'static str>,
    pub name_problem: Option<&'static str>,
    /// The bank's no, or "check the fields".
    pub alert: Option<&'static str>,
}

impl FormState {
    /// Whether nothing is wrong with any field.
    pub fn is_fine(&self) -> bool {
        [self.number_problem, self.expiry_problem, self.cvc_problem, self.name_problem]
            .iter()
            .all(Option::is_none)
    }
}

/// Text that is safe in HTML and in attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A whole page.
pub fn page(status: StatusCode, texts: &Texts, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\"><title>{title}</title>\
         <style>{style}</style></head><body><p class=\"banner\" role=\"note\">{test_mode}</p>{body}</body></html>",
        language = texts.language,
        title = escape(title),
        style = include_str!("page.css"),
        test_mode = texts.test_mode,
    );
    let headers = [
        (CACHE_CONTROL, "no-store"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
        ),
    ];
    (status, headers, Html(html)).into_response()
}

/// The page that asks for the card.
pub fn pay_page(session: &CheckoutSession, texts: &Texts, merchant: &str, form: &FormState) -> Response {
    let status = match (form.is_fine(), form.alert) {
        (true, None) => StatusCode::OK,
        (true, Some(_)) => StatusCode::PAYMENT_REQUIRED,
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let amount = money::format(session.amount_total, &session.currency, texts.is_english());
    let alert = form
        .alert
        .map(|text| format!("<p class=\"alert\" role=\"alert\" data-error>{text}</p>"))
        .unwrap_or_default();
    let email = session
        .customer_email
        .as_ref()
        .map(|email| format!("<p class=\"note\">{}: {}</p>", texts.email, escape(email)))
        .unwrap_or_default();
    let note = if session.intent_data.capture_method == "manual" {
        format!("<p class=\"note\">{}</p>", texts.authorize_note)
    } else {
        String::new()
    };
    let number = Field {
        name: "card_number",
        label: texts.card_number,
        value: "",
        problem: form.number_problem,
        attributes: "inputmode=\"numeric\" autocomplete=\"cc-number\" placeholder=\"4242 4242 4242 4242\" maxlength=\"23\"",
    };
    let expiry_hint = format!(
        "inputmode=\"numeric\" autocomplete=\"cc-exp\" placeholder=\"{}\" maxlength=\"9\"",
        texts.card_expiry_hint
    );
    let expiry = Field {
        name: "card_expiry",
        label: texts.card_expiry,
        value: &form.expiry,
        problem: form.expiry_problem,
        attributes: &expiry_hint,
    };
    let cvc = Field {
        name: "card_cvc",
        label: texts.card_cvc,
        value: "",
        problem: form.cvc_problem,
        attributes: "inputmode=\"numeric\" autocomplete=\"cc-csc\" placeholder=\"123\" maxlength=\"4\"",
    };
    let name = Field {
        name: "card_name",
        label: texts.card_name,
        value: &form.name,
        problem: form.name_problem,
        attributes: "autocomplete=\"cc-name\" maxlength=\"100\"",
    };
    let body = format!(
        "<main class=\"checkout\" data-session=\"{id}\"><section>{summary}{back}</section>\
         <section class=\"card\">{alert}<form method=\"post\" action=\"/c/pay/{id}\" novalidate>{number}\
         <div class=\"pair\">{expiry}{cvc}</div>{name}<button type=\"submit\" data-pay>{pay} {amount}</button></form>\
         {note}{email}{cards}</section></main>",
        id = escape(&session.id),
        summary = summary(session, texts, merchant, &amount),
        back = back(session, texts),
        number = number.html(),
        expiry = expiry.html(),
        cvc = cvc.html(),
        name = name.html(),
        pay = texts.pay,
        cards = test_cards(texts),
    );
    page(status, texts, &format!("{} · {merchant}", texts.title), &body)
}

fn summary(session: &CheckoutSession, texts: &Texts, merchant: &str, amount: &str) -> String {
    let mut items = String::new();
    for item in &session.items {
        let times = if item.quantity > 1 { format!("{} × ", item.quantity) } else { String::new() };
        let description = item
            .description
            .as_ref()
            .map(|text| format!("<small>{}</small>", escape(text)))
            .unwrap_or_default();
        let price = money::format(item.unit_amount * item.quantity, &session.currency, texts.is_english());
        // Writing to a string cannot fail.
        write!(items, "<li><span>{times}{}{description}</span><span>{price}</span></li>", escape(&item.name))
            .ok();
    }
    format!(
        "<p class=\"lead\">{}</p><p class=\"brand\">{}</p><h1>{}</h1><p class=\"amount\" data-amount=\"{}\" \
         data-currency=\"{}\">{amount}</p><ul class=\"items\">{items}<li class=\"sum\"><span>{}</span>\
         <span>{amount}</span></li></ul>",
        texts.pay_to,
        escape(merchant),
        session.items.first().map(|item| escape(&item.name)).unwrap_or_default(),
        session.amount_total,
        session.currency,
        texts.total,
    )
}

fn back(session: &CheckoutSession, texts: &Texts) -> String {
    session
        .cancel_url
        .as_ref()
        .map(|url| format!("<a class=\"back\" href=\"{}\" data-back>← {}</a>", escape(url), texts.back))
        .unwrap_or_default()
}

fn test_cards(texts: &Texts) -> String {
    format!(
        "<details><summary>{}</summary><dl><dt>4242 4242 4242 4242</dt><dd>{}</dd><dt>4000 0000 0000 0002</dt>\
         <dd>{}</dd><dt>4000 0000 0000 9995</dt><dd>{}</dd><dt>4000 0025 0000 3155</dt><dd>{}</dd></dl></details>",
        texts.test_cards, texts.test_pays, texts.test_declined, texts.test_funds, texts.test_3ds,
    )
}

/// The bank's page: it is you, or it is not.
pub fn bank_page(session: &CheckoutSession, texts: &Texts, merchant: &str) -> Response {
    let amount = money::format(session.amount_total, &session.currency, texts.is_english());
    let body = format!(
        "<main class=\"single\"><section class=\"card\"><p class=\"brand\">3-D Secure</p><h1>{}</h1>\
         <p>{} {} <strong>{amount}</strong></p><form method=\"post\" action=\"/c/pay/{}/3ds\">\
         <button type=\"submit\" name=\"outcome\" value=\"complete\" data-complete>{}</button>\
         <button type=\"submit\" name=\"outcome\" value=\"fail\" class=\"quiet\" data-fail>{}</button></form></section></main>",
        texts.bank_title,
        texts.bank_text,
        escape(merchant),
        escape(&session.id),
        texts.bank_complete,
        texts.bank_fail,
    );
    page(StatusCode::OK, texts, texts.bank_title, &body)
}

/// A page that only says something and shows the way on.
pub fn notice_page(
    status: StatusCode,
    texts: &Texts,
    title: &str,
    text: &str,
    next: Option<(&str, &str)>,
) -> Response {
    let next = next
        .map(|(url, label)| format!("<a class=\"button\" href=\"{}\" data-continue>{label}</a>", escape(url)))
        .unwrap_or_default();
    let body = format!(
        "<main class=\"single\"><section class=\"card\"><h1>{}</h1><p>{}</p>{next}</section></main>",
        escape(title),
        escape(text),
    );
    page(status, texts, title, &body)
}

/// The onboarding page of a connected account.
pub fn setup_page(action: &str, account: &Account, texts: &Texts, merchant: &str) -> Response {
    let holder = Field {
        name: "holder",
        label: texts.setup_holder,
        value: account.business_name.as_deref().unwrap_or("Ana Prueba"),
        problem: None,
        attributes: "autocomplete=\"name\" maxlength=\"100\"",
    };
    let bank_account = Field {
        name: "bank_account",
        label: texts.setup_bank_account,
        value: "000123456789",
        problem: None,
        attributes: "autocomplete=\"off\" maxlength=\"34\"",
    };
    let body = format!(
        "<main class=\"single\"><section class=\"card\"><p class=\"brand\">{}</p><h1>{}</h1><p>{}</p>\
         <form method=\"post\" action=\"{}\">{}{}<button type=\"submit\" data-activate>{}</button></form></section></main>",
        escape(merchant),
        texts.setup_title,
        texts.setup_text,
        escape(action),
        holder.html(),
        bank_account.html(),
        texts.setup_submit,
    );
    page(StatusCode::OK, texts, texts.setup_title, &body)
}

/// The seller's own dashboard: what the account holds.
pub fn dashboard_page(account: &Account, texts: &Texts) -> Response {
    let mut rows = String::new();
    for (currency, amount) in &account.balance {
        let amount = money::format(*amount, currency, texts.is_english());
        // Writing to a string cannot fail.
        write!(rows, "<li><span>{} ({currency})</span><span>{amount}</span></li>", texts.dashboard_balance)
            .ok();
    }
    let list = if rows.is_empty() {
        format!("<p>{}</p>", texts.dashboard_empty)
    } else {
        format!("<ul class=\"items\">{rows}</ul>")
    };
    let body = format!(
        "<main class=\"single\"><section class=\"card\"><h1>{}</h1><p class=\"lead\">{}</p>{list}</section></main>",
        texts.dashboard_title,
        escape(&account.id),
    );
    page(StatusCode::OK, texts, texts.dashboard_title, &body)
}

/// A field with its label and what is wrong with it.
struct Field<'a> {
    name: &'a str,
    label: &'a str,
    value: &'a str,
    problem: Option<&'a str>,
    /// Further attributes, already safe.
    attributes: &'a str,
}

impl Field<'_> {
    fn html(&self) -> String {
        let Self { name, label, attributes, .. } = self;
        let (invalid, problem) = match self.problem {
            Some(text) => (
                format!(" aria-invalid=\"true\" aria-describedby=\"{name}-problem\""),
                format!("<p class=\"problem\" id=\"{name}-problem\">{text}</p>"),
            ),
            None => (String::new(), String::new()),
        };
        format!(
            "<div class=\"field\"><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" type=\"text\" \
             value=\"{value}\" required {attributes}{invalid}>{problem}</div>",
            value = escape(self.value),
        )
    }
}
