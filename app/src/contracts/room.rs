//! `/contratos/<id>`: the next step on top with its deadline, one timeline, the money beside it.

use domain::{
    contracts::{ContractRoom, Event, MilestoneView, Side, Step, TimelineEntry, WorkState},
    ids::ContractId,
    locale::Locale,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use super::{list::tone_of, timeline::RoomTimeline};
use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    i18n,
    load::load,
    ui::{
        Badge, Breadcrumbs, Breakdown, BreakdownLine, Button, ButtonKind, Card, Choice, Crumb, Disclosure,
        ErrorSummary, FileField, Icon, LinkButton, Person, RadioGroup, RatingField, Stars, Steps, TextArea,
        TextField,
    },
};

/// How many fields for links a delivery shows.
const LINK_FIELDS: usize = 2;

#[component]
pub fn RoomPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let (services, viewer) = (services(), viewer());
    let found = async move {
        let viewer = viewer?;
        let id: ContractId = id.parse().map_err(|_| domain::Error::NotFound)?;
        let room = services::contracts::get(&services, &viewer, id).await?;
        let timeline = services::contracts::timeline(&services, &viewer, id).await?;
        Ok((room, timeline))
    };
    load(found, |(room, timeline)| view! { <Room room timeline/> })
}

#[component]
fn Room(room: ContractRoom, timeline: Vec<TimelineEntry>) -> impl IntoView {
    let locale = page().locale;
    let steps = ["paid", "working", "delivered", "approved", "reviews"]
        .map(|step| t!(locale, &format!("contracts.progress.{step}")));
    let current = match room.state {
        WorkState::AwaitingRequirements | WorkState::InProgress | WorkState::RevisionRequested => 1,
        WorkState::Delivered => 2,
        WorkState::Approved => 3,
        WorkState::Closed if room.reviews.mine.is_some() => 5,
        WorkState::Closed => 4,
        _ => 0,
    };
    let is_over = matches!(room.state, WorkState::Cancelled | WorkState::Expired);
    view! {
        <Title text=room.title.clone()/>
        <Meta name="robots" content="noindex"/>
        <div class="page wrap">
            <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs=vec![
                Crumb::new("/panel", t!(locale, "site.panel")),
                Crumb::new("/panel/contratos", t!(locale, "site.contracts")),
            ]/>
            <div class="room-head">
                <h1>{room.title.clone()}</h1>
                <Badge text=t!(locale, &format!("contracts.states.{}", room.state.name())) tone=tone_of(room.state)/>
                {(!is_over).then(|| view! { <Steps label=t!(locale, "contracts.progress.label") steps=steps.to_vec() current/> })}
            </div>
            <div class="columns">
                <div class="room">
                    <NextStep locale room=room.clone()/>
                    <Reviews locale room=room.clone()/>
                    <RoomTimeline locale room=room.clone() entries=timeline/>
                </div>
                <aside class="stack sticky"><Money locale room/></aside>
            </div>
        </div>
    }
}

/// What is to be done now, until when, and the forms to do it.
#[component]
fn NextStep(locale: Locale, room: ContractRoom) -> impl IntoView {
    let step = room.next.step;
    let other = room.other().name.clone();
    let class = match (step, room.next.is_yours) {
        (Step::Nothing, _) => "next-step done",
        (_, true) => "next-step",
        (_, false) => "next-step waiting",
    };
    let title = t!(locale, &format!("contracts.steps.{}.title", step.name()), other = other);
    let text = t!(locale, &format!("contracts.steps.{}.text", step.name()), other = other);
    let forms = room.current().map(|milestone| commands(locale, &room, milestone));
    view! {
        <section class=class id="paso" aria-labelledby="next-step">
            {room.next.deadline.map(|at| view! {
                <p class="deadline"><Icon name="clock"/>{t!(locale, "contracts.until", when = i18n::deadline(locale, at))}</p>
            })}
            <h2 id="next-step">{title}</h2>
            <p>{text}</p>
            {forms}
        </section>
    }
    .into_any()
}

/// The form of each command that the reader may give now.
fn commands(locale: Locale, room: &ContractRoom, milestone: &MilestoneView) -> Vec<AnyView> {
    let address = |command: &str| format!("/contratos/{}/{command}", room.id);
    let version = milestone.version;
    let may = |event: Event| milestone.allowed.contains(&event);
    let mut forms: Vec<AnyView> = Vec::new();
    if may(Event::Pay) {
        forms.push(
            view! { <Command action=address("pagar") version text=t!(locale, "contracts.pay")/> }.into_any(),
        );
    }
    if may(Event::Deliver) {
        let criteria = room.snapshot.criteria.clone();
        forms.push(view! { <DeliverForm locale action=address("entregar") version criteria revision=milestone.revision.clone()/> }.into_any());
    }
    if may(Event::Approve) {
        forms.push(
            view! { <Command action=address("aprobar") version text=t!(locale, "contracts.approve")/> }
                .into_any(),
        );
    }
    if may(Event::RequestRevision) {
        let criteria = room.snapshot.criteria.clone();
        forms.push(view! { <RevisionForm locale action=address("revision") version criteria left=milestone.revisions_left/> }.into_any());
    }
    if may(Event::Extend) {
        forms.push(view! { <Command action=address("extender") version kind=ButtonKind::Quiet text=t!(locale, "contracts.extend")/> }.into_any());
    }
    if may(Event::Release) {
        forms.push(view! { <Command action=address("liberar") version kind=ButtonKind::Secondary text=t!(locale, "contracts.release")/> }.into_any());
    }
    if room.next.step == Step::AddPayoutAccount {
        forms.push(
            view! { <LinkButton href="/panel/billetera">{t!(locale, "contracts.add_account")}</LinkButton> }
                .into_any(),
        );
    }
    forms
}

/// What a command was given upon: the version that was seen, and a key of this rendering, so that the same page sent
/// twice is one command.
#[component]
fn Seen(version: i32) -> impl IntoView {
    let key = services::idempotency::Key::random();
    view! {
        <input type="hidden" name="version" value=version.to_string()/>
        <input type="hidden" name="key" value=key.as_str().to_owned()/>
    }
}

/// A command that needs nothing but its button.
#[component]
fn Command(action: String, version: i32, text: String, #[prop(optional)] kind: ButtonKind) -> impl IntoView {
    view! {
        <Form action=action>
            <Seen version/>
            <Button kind>{text}</Button>
        </Form>
    }
}

#[component]
fn DeliverForm(
    locale: Locale,
    action: String,
    version: i32,
    criteria: Vec<String>,
    revision: Option<domain::contracts::RevisionView>,
) -> impl IntoView {
    let state = FormState::of(&action);
    let kept = state.value("file_ids", "");
    let answers: Vec<_> = criteria
        .into_iter()
        .enumerate()
        .map(|(index, criterion)| {
            let name = format!("answers.{index}");
            view! {
                <TextField name=name.clone() label=criterion hint=t!(locale, "contracts.answer_hint")
                    value=state.value(&name, "") error=state.error(&name) maxlength=500/>
            }
        })
        .collect();
    let links: Vec<_> = (0..LINK_FIELDS)
        .map(|index| {
            let name = format!("links.{index}");
            view! {
                <TextField name=name.clone() label=t!(locale, "contracts.link", number = index + 1) optional=t!(locale, "site.optional")
                    r#type="url" value=state.value(&name, "") error=state.error("links").filter(|_| index == 0)
                    placeholder="https://"/>
            }
        })
        .collect();
    view! {
        {revision.map(|revision| view! {
            <div class="bubble">
                <p><b>{t!(locale, "contracts.criterion", text = revision.criterion)}</b></p>
                <p class="plain-text">{revision.message}</p>
            </div>
        })}
        <ErrorSummary title=t!(locale, "site.errors") errors=state.all_errors()/>
        <Form action=action class="form" multipart=true>
            <Seen version/>
            <input type="hidden" name="file_ids" value=kept.clone()/>
            <TextArea name="message" label=t!(locale, "contracts.message") value=state.value("message", "") error=state.error("message") rows=4/>
            <FileField name="files" label=t!(locale, "contracts.files") hint=t!(locale, "contracts.files_hint") multiple=true
                error=state.error("files")/>
            {(!kept.is_empty()).then(|| view! { <p class="hint">{t!(locale, "contracts.files_kept")}</p> })}
            {links}
            <fieldset class="form-group">
                <legend>{t!(locale, "contracts.answers")}</legend>
                {answers}
            </fieldset>
            <div class="form-actions"><Button icon="truck">{t!(locale, "contracts.deliver")}</Button></div>
        </Form>
    }
    .into_any()
}

#[component]
fn RevisionForm(
    locale: Locale,
    action: String,
    version: i32,
    criteria: Vec<String>,
    left: i32,
) -> impl IntoView {
    let state = FormState::of(&action);
    let options =
        criteria.into_iter().enumerate().map(|(index, text)| Choice::new(index.to_string(), text)).collect();
    view! {
        <Disclosure summary=i18n::count(locale, "contracts.request_revision", i64::from(left)) open=state.was_sent()>
            <Form action=action class="form">
                <Seen version/>
                <RadioGroup name="criterion" label=t!(locale, "contracts.which_criterion") options
                    value=state.value("criterion", "") error=state.error("criterion")/>
                <TextArea name="message" id="revision-message" label=t!(locale, "contracts.what_is_missing") value=state.value("message", "")
                    error=state.error("message") rows=4/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{t!(locale, "contracts.send_revision")}</Button></div>
            </Form>
        </Disclosure>
    }
    .into_any()
}

/// One's own review to write, and both once they can be read.
#[component]
fn Reviews(locale: Locale, room: ContractRoom) -> impl IntoView {
    let action = format!("/contratos/{}/opinion", room.id);
    let state = FormState::of(&action);
    let names = [1, 2, 3, 4, 5].map(|stars| t!(locale, &format!("reviews.names.{stars}")));
    let other = room.other().name.clone();
    let form = room.reviews.can_review.then(|| view! {
        <section class="card" id="opinion">
            <h2>{t!(locale, "reviews.write", other = other)}</h2>
            <p class="muted">{t!(locale, "reviews.hidden")}</p>
            <Form action=action class="form">
                <RatingField name="rating" label=t!(locale, "reviews.rating") names value=state.value("rating", "") error=state.error("rating")/>
                <TextArea name="comment" label=t!(locale, "reviews.comment") hint=t!(locale, "reviews.comment_hint")
                    value=state.value("comment", "") error=state.error("comment") maxlength=2000 rows=4/>
                <div class="form-actions"><Button>{t!(locale, "reviews.send")}</Button></div>
            </Form>
        </section>
    });
    let written: Vec<_> = [(room.reviews.mine.clone(), true), (room.reviews.theirs.clone(), false)]
        .into_iter()
        .filter_map(|(review, is_mine)| review.map(|review| (review, is_mine)))
        .map(|(review, is_mine)| {
            let heading = if is_mine { t!(locale, "reviews.mine") } else { t!(locale, "reviews.theirs", other = room.other().name) };
            let stars = u8::try_from(review.rating).unwrap_or(0);
            view! {
                <article class="review">
                    <h3>{heading}</h3>
                    <Stars value=stars label=t!(locale, "reviews.stars", stars = stars)/>
                    <p class="plain-text">{review.comment}</p>
                    {review.published_at.is_none().then(|| view! { <p class="muted">{t!(locale, "reviews.not_yet_public")}</p> })}
                </article>
            }
        })
        .collect();
    view! { {form} {(!written.is_empty()).then(|| view! { <section>{written}</section> })} }.into_any()
}

/// The price, our part, what is left for whom, and where it is now.
#[component]
fn Money(locale: Locale, room: ContractRoom) -> impl IntoView {
    let money = room.money;
    let percent = i18n::group_digits(locale, i64::from(money.fee_basis_points / 100));
    let price = match room.side {
        Side::Client => t!(locale, "order.you_pay"),
        Side::Seller => t!(locale, "contracts.client_pays", name = room.client.name),
    };
    let net = match room.side {
        Side::Client => t!(locale, "order.seller_receives", name = room.seller.name),
        Side::Seller => t!(locale, "contracts.you_receive"),
    };
    let place = t!(
        locale,
        &format!("contracts.money_states.{}", room.money_state.name()),
        amount = money.price.format(locale)
    );
    view! {
        <Card>
            <h2>{t!(locale, "order.money")}</h2>
            <Breakdown lines=vec![
                BreakdownLine::new(price, money.price),
                BreakdownLine::new(t!(locale, "order.fee", percent = percent), money.fee),
                BreakdownLine::total(net, money.net),
            ]/>
            <p class="protected"><Icon name="shield"/><span>{place}</span></p>
        </Card>
        <Card>
            <h2>{t!(locale, "contracts.who")}</h2>
            <Person name=room.client.name src=room.client.avatar_url detail=t!(locale, "contracts.client") href=format!("/u/{}", room.client.handle)/>
            <Person name=room.seller.name src=room.seller.avatar_url detail=t!(locale, "contracts.seller") href=format!("/u/{}", room.seller.handle)/>
            <p class="muted">{t!(locale, "order.package", name = room.snapshot.package)}</p>
            <p class="plain-text">{room.snapshot.description}</p>
        </Card>
    }
    .into_any()
}
