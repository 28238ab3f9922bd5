//! What happened in a contract, in order.

use domain::{
    contracts::{ContractRoom, DeliveryView, Event, FileView, TimelineEntry},
    files::document_url,
    locale::Locale,
};
use leptos::prelude::*;

use crate::{
    i18n,
    ui::{Icon, Timeline, TimelineItem, Tone},
};

/// The room's timeline, newest last.
#[component]
pub fn RoomTimeline(locale: Locale, room: ContractRoom, entries: Vec<TimelineEntry>) -> impl IntoView {
    let items: Vec<_> = entries
        .iter()
        .filter(|entry| is_shown(entry.event))
        .map(|entry| item(locale, &room, entry))
        .collect();
    view! {
        <section class="stack">
            <h2>{t!(locale, "contracts.timeline")}</h2>
            <Timeline>{items}</Timeline>
        </section>
    }
    .into_any()
}

/// What only the machinery needs stays out of sight.
const fn is_shown(event: Event) -> bool {
    !matches!(event, Event::PaymentDue | Event::Pay)
}

fn item(locale: Locale, room: &ContractRoom, entry: &TimelineEntry) -> AnyView {
    let actor = entry.actor.map_or_else(String::new, |side| {
        if side == room.side { t!(locale, "contracts.you") } else { room.other().name.clone() }
    });
    let is_yours = entry.actor == Some(room.side);
    let key = format!("contracts.events.{}.{}", entry.event.name(), if is_yours { "you" } else { "other" });
    let title = t!(locale, &key, actor = actor);
    let (icon, tone) = match entry.event {
        Event::Paid | Event::Accept => ("lock", Tone::Success),
        Event::Deliver => ("truck", Tone::Info),
        Event::RequestRevision => ("edit", Tone::Warning),
        Event::Approve | Event::Transferred => ("check-circle", Tone::Success),
        Event::PaymentFailed | Event::Expire | Event::Decline | Event::TransferRefused => {
            ("alert", Tone::Danger)
        }
        _ => ("info", Tone::Neutral),
    };
    let details = &entry.details;
    let delivery = details.delivery.and_then(|number| {
        let mut deliveries = room.milestones.iter().flat_map(|milestone| milestone.deliveries.iter());
        deliveries.find(|delivery| delivery.number == number).cloned()
    });
    let amount = details.amount.map(|money| money.format(locale));
    let message = details.message.clone().filter(|_| delivery.is_none());
    let criterion = details.criterion.clone();
    view! {
        <TimelineItem icon tone title at=i18n::moment(locale, entry.at) datetime=entry.at.to_rfc3339()>
            {amount.map(|text| view! { <p class="muted price">{text}</p> })}
            {criterion.map(|text| view! { <p class="muted">{t!(locale, "contracts.criterion", text = text)}</p> })}
            {message.map(|text| view! { <div class="bubble"><p class="plain-text">{text}</p></div> })}
            {delivery.map(|delivery| view! { <Delivery locale delivery/> })}
        </TimelineItem>
    }
    .into_any()
}

#[component]
fn Delivery(locale: Locale, delivery: DeliveryView) -> impl IntoView {
    let message = services::markdown::to_html(&delivery.message);
    let links: Vec<_> = delivery
        .links
        .into_iter()
        .map(|link| view! {
            <a class="attachment" href=link.clone() rel="nofollow noopener ugc"><Icon name="globe"/><span>{link.clone()}</span></a>
        })
        .collect();
    let files: Vec<_> = delivery.files.into_iter().map(|file| view! { <Attachment locale file/> }).collect();
    let answers: Vec<_> = delivery
        .answers
        .into_iter()
        .map(|answer| view! { <div><dt>{answer.criterion}</dt><dd>{answer.answer}</dd></div> })
        .collect();
    view! {
        <div class="delivery">
            <div class="prose" inner_html=message></div>
            <p class="attachments">{files}{links}</p>
            <dl class="criteria">{answers}</dl>
        </div>
    }
    .into_any()
}

#[component]
fn Attachment(locale: Locale, file: FileView) -> impl IntoView {
    view! {
        <a class="attachment" href=document_url(file.id) download=file.name.clone()>
            <Icon name="file"/>
            <span>{file.name.clone()}</span>
            <small>{i18n::file_size(locale, file.bytes)}</small>
        </a>
    }
}
