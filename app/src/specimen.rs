//! `/_diseno`: every component of the design system in every state, for the eye and for the screenshot comparison of the
//! browser suite. Outside production only; its sample words are the one place where texts are not translated.

use domain::money::{Currency, Money};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    context::page,
    errors::NotFoundPage,
    ui::{
        Avatar, AvatarSize, Badge, Breadcrumbs, Breakdown, BreakdownLine, Button, ButtonKind, ButtonSize,
        Card, CategoryTile, Checkbox, Choice, Crumb, Dialog, Disclosure, EmptyState, ErrorSummary, FileField,
        GigCard, Icon, IconButton, IconLink, LinkButton, MoneyField, MoreLink, Notice, Numbers, PackageCard,
        Pagination, Person, PriceFrom, RadioGroup, Rating, RatingField, ReviewCard, SelectField, Skeleton,
        Stars, Steps, Tab, Table, Tabs, TextArea, TextField, Timeline, TimelineItem, Toast, Tone,
    },
};

const fn pesos(units: i64) -> Money {
    Money::new(units * 100, Currency::Ars)
}

/// All of it, one section per group. In production there is no such page.
#[component]
pub fn SpecimenPage() -> impl IntoView {
    if page().is_production {
        return view! { <NotFoundPage/> }.into_any();
    }
    view! {
        <Title text="Diseño"/>
        <Meta name="robots" content="noindex"/>
        <div class="page wrap specimen">
            <h1>"Sistema de diseño"</h1>
            <Specimen title="Texto"><Words/></Specimen>
            <Specimen title="Botones y enlaces"><Buttons/></Specimen>
            <Specimen title="Campos"><Fields/></Specimen>
            <Specimen title="Elecciones"><Choices/></Specimen>
            <Specimen title="Tarjetas, insignias, personas"><Displays/></Specimen>
            <Specimen title="Dinero y tablas"><Amounts/></Specimen>
            <Specimen title="Avisos y guías"><Answers/></Specimen>
            <Specimen title="Lo que pasó"><Events/></Specimen>
            <Specimen title="Servicios"><Gigs/></Specimen>
            <Specimen title="Íconos"><Icons/></Specimen>
        </div>
    }
    .into_any()
}

#[component]
fn Specimen(title: &'static str, children: Children) -> impl IntoView {
    view! { <section><h2>{title}</h2>{children()}</section> }.into_any()
}

#[component]
fn Words() -> impl IntoView {
    view! {
        <div class="stack">
            <h1>"Encontrá quien lo haga bien"</h1>
            <h2>"Recién publicados"</h2>
            <h3>"Qué incluye este paquete"</h3>
            <p class="lead">"Freelancers de toda Latinoamérica, con precio claro y pago protegido."</p>
            <p>"Un párrafo corrido con un "<a href="#">"enlace"</a>", algo "<strong>"importante"</strong>" y cifras: 1.234.567."</p>
            <p class="muted">"Texto secundario."</p>
            <p class="fine">"Letra chica que igual se lee."</p>
        </div>
    }
    .into_any()
}

#[component]
fn Buttons() -> impl IntoView {
    let kinds = [
        (ButtonKind::Primary, "Publicar servicio"),
        (ButtonKind::Secondary, "Guardar borrador"),
        (ButtonKind::Quiet, "Cancelar"),
        (ButtonKind::Danger, "Eliminar"),
    ];
    let rows: Vec<_> = kinds
        .into_iter()
        .map(|(kind, text)| {
            view! {
                <div class="row">
                    <Button kind r#type="button">{text}</Button>
                    <Button kind r#type="button" size=ButtonSize::Small icon="plus">{text}</Button>
                    <Button kind r#type="button" size=ButtonSize::Large>{text}</Button>
                    <Button kind r#type="button" busy=true>{text}</Button>
                    <Button kind r#type="button" disabled=true>{text}</Button>
                </div>
            }
        })
        .collect();
    view! {
        {rows}
        <div class="row">
            <LinkButton href="#">"Ver paquetes"</LinkButton>
            <LinkButton href="#" kind=ButtonKind::Secondary icon="chat">"Consultar"</LinkButton>
            <MoreLink href="#" text="Ver todos"/>
            <IconButton icon="heart" label="Guardar" r#type="button"/>
            <IconLink icon="bell" href="#" label="Avisos"/>
        </div>
    }
    .into_any()
}

#[component]
fn Fields() -> impl IntoView {
    view! {
        <ErrorSummary autofocus=false title="Hay 2 cosas para corregir" errors=vec![
            ("specimen_wrong".into(), "Poné un título de al menos 10 letras".into()),
            ("specimen_price".into(), "Poné un precio desde $ 1.000".into()),
        ]/>
        <div class="fields wide">
            <TextField name="specimen_title" label="Título" hint="Decí qué hacés, con tus palabras." value="Diseño el logo de tu marca"/>
            <TextField name="specimen_wrong" label="Título" value="Logos" error="Poné un título de al menos 10 letras"/>
            <TextField name="specimen_optional" label="Teléfono" optional="(opcional)" placeholder="341 555 0000" inputmode="tel"/>
            <MoneyField name="specimen_amount" label="Precio" currency="ARS" value="15000"/>
            <MoneyField name="specimen_price" label="Precio" currency="USD" value="3" error="Poné un precio desde US$ 5"/>
            <SelectField name="specimen_category" label="Categoría" value="b" groups=vec![
                ("Artes gráficas".into(), vec![Choice::new("a", "Ilustración"), Choice::new("b", "Diseño de logos")]),
            ]/>
            <TextArea name="specimen_about" label="Descripción" hint="Entre 50 y 2000 letras." value="Te diseño una marca que se sostiene sola."/>
            <FileField name="specimen_cover" label="Portada" icon="image" hint="JPG, PNG o WebP, hasta 10 MB."/>
        </div>
    }
    .into_any()
}

#[component]
fn Choices() -> impl IntoView {
    let visible = || {
        vec![
            Choice::new("all", "Todos").hint("Aparece en la búsqueda"),
            Choice::new("me", "Borrador").hint("Solo lo ves vos"),
        ]
    };
    view! {
        <div class="fields">
            <div>
                <Checkbox name="specimen_terms" label="Acepto los términos" checked=true hint="Los podés leer cuando quieras."/>
                <Checkbox name="specimen_news" label="Quiero recibir novedades" count="12"/>
                <Checkbox name="specimen_must" label="Confirmo la entrega" error="Confirmalo para seguir"/>
            </div>
            <RadioGroup name="specimen_days" label="Entrega" value="3" options=vec![
                Choice::new("1", "Hasta 24 horas").count("12"),
                Choice::new("3", "Hasta 3 días").count("148"),
            ]/>
            <RatingField name="specimen_stars" label="Puntaje" value="4" names=["Malo", "Regular", "Bien", "Muy bien", "Excelente"].map(String::from)/>
        </div>
        <RadioGroup name="specimen_visible" label="¿Quién puede verlo?" value="all" cards=true options=visible()/>
    }
    .into_any()
}

#[component]
fn Displays() -> impl IntoView {
    let badges: Vec<_> =
        Tone::ALL.into_iter().map(|tone| view! { <Badge tone icon=tone.icon() text="Estado"/> }).collect();
    view! {
        <div class="row">{badges}</div>
        <div class="row">
            <Avatar name="Marina López" size=AvatarSize::Small/>
            <Avatar name="Tobías Ferreyra"/>
            <Avatar name="Camila Duarte" size=AvatarSize::Large/>
            <Person name="Nahuel Quiroga" detail="Rosario, Argentina" href="#"/>
            <Rating value="4,9" count="128" label="4,9 de 5 estrellas, 128 opiniones"/>
            <Stars value=4 label="4 de 5 estrellas"/>
        </div>
        <div class="fields">
            <Card><h3>"Con línea"</h3><p class="muted">"Lo que va junto."</p></Card>
            <Card tint=true><h3>"Sobre celeste"</h3><p class="muted">"Lo que acompaña."</p></Card>
            <Card float=true><h3>"Con sombra"</h3><p class="muted">"Lo que flota."</p></Card>
            <div class="card"><Skeleton shape="cover"/><Skeleton/><Skeleton shape="short"/></div>
        </div>
        <EmptyState picture="empty-search" title="No encontramos nada con eso" text="Probá con menos palabras o mirá todas las categorías.">
            <LinkButton href="#">"Ver todo"</LinkButton>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Amounts() -> impl IntoView {
    view! {
        <Numbers numbers=[("Disponible", "$ 128.400"), ("Protegido en curso", "$ 64.000"), ("Terminados", "214"), ("Puntaje", "4,9")]
            .map(|(label, value)| (label.into(), value.into())).to_vec()/>
        <div class="fields">
            <Card>
                <PriceFrom from="desde" money=pesos(15_000) large=true/>
                <PriceFrom from="desde" money=pesos(15_000)/>
            </Card>
            <Card>
                <Breakdown lines=vec![
                    BreakdownLine::new("Paquete estándar", pesos(32_000)),
                    BreakdownLine::new("Comisión (10 %)", pesos(-3_200)),
                    BreakdownLine::total("Recibe Marina", pesos(28_800)),
                ]/>
                <p class="protected"><Icon name="shield"/><span>"$ 32.000 protegidos hasta tu aprobación."</span></p>
            </Card>
        </div>
        <Table label="Movimientos">
            <thead><tr><th scope="col">"Fecha"</th><th scope="col">"Concepto"</th><th scope="col" class="num">"Importe"</th></tr></thead>
            <tbody>
                <tr><td>"17 nov"</td><td>"Pago protegido"</td><td class="num">{"$\u{a0}32.000"}</td></tr>
                <tr><td>"21 nov"</td><td>"Pago liberado"</td><td class="num">{"$\u{a0}28.800"}</td></tr>
            </tbody>
        </Table>
    }
    .into_any()
}

#[component]
fn Answers() -> impl IntoView {
    let notices: Vec<_> = Tone::ALL[..5]
        .iter()
        .map(|&tone| view! { <Notice tone title="Listo"><p>"Tu servicio ya aparece en la búsqueda."</p></Notice> })
        .collect();
    view! {
        <Breadcrumbs label="Ruta" crumbs=vec![Crumb::new("#", "Inicio"), Crumb::new("#", "Artes gráficas")]/>
        <Tabs label="Contratos" tabs=vec![Tab::new("#", "Como cliente", true).count("3"), Tab::new("#", "Como vendedor", false)]/>
        <div class="stack">{notices}</div>
        <div class="stack"><Toast tone=Tone::Success text="Guardamos los cambios"/></div>
        <div class="disclosures">
            <Disclosure summary="¿Entregás los archivos editables?" open=true><p>"Sí, en todos los paquetes."</p></Disclosure>
            <Disclosure summary="¿Hacés factura?"><p>"Sí."</p></Disclosure>
        </div>
        <div class="row"><Button kind=ButtonKind::Danger r#type="button" attr:popovertarget="specimen-dialog">"Eliminar servicio"</Button></div>
        <Dialog id="specimen-dialog" title="¿Eliminar este servicio?" close="Cerrar">
            <p>"Deja de aparecer en la búsqueda. Los contratos en curso siguen igual."</p>
            <div class="form-actions"><Button kind=ButtonKind::Danger r#type="button">"Eliminar"</Button></div>
        </Dialog>
        <Pagination label="Páginas" previous="#" next="#" previous_text="Anteriores" next_text="Siguientes"/>
    }
    .into_any()
}

#[component]
fn Events() -> impl IntoView {
    view! {
        <Steps label="Avance" current=2 steps=["Pagado", "En curso", "En revisión", "Aprobado"].map(String::from).to_vec()/>
        <section class="next-step">
            <p class="deadline soon"><Icon name="clock"/>"Hasta el martes 25 a las 18:00"</p>
            <h3>"Revisá la entrega de Marina"</h3>
            <p>"Si no respondés, se aprueba sola y el pago se libera."</p>
            <div class="form-actions">
                <Button r#type="button">"Aprobar entrega"</Button>
                <Button kind=ButtonKind::Secondary r#type="button">"Pedir cambios"</Button>
            </div>
        </section>
        <Timeline>
            <TimelineItem icon="lock" tone=Tone::Success title="Pagaste $ 32.000" at="17 nov, 10:02"><p class="muted">"El dinero quedó protegido."</p></TimelineItem>
            <TimelineItem icon="truck" tone=Tone::Info title="Marina entregó el trabajo" at="21 nov, 18:00">
                <div class="delivery">
                    <p>"Van las tres variantes en SVG."</p>
                    <p class="attachments"><a class="attachment" href="#"><Icon name="file"/><span>"logo.zip"</span><small>"14 MB"</small></a></p>
                </div>
            </TimelineItem>
            <TimelineItem icon="alert" tone=Tone::Warning title="Pediste cambios" at="22 nov, 9:10"/>
        </Timeline>
        <ul class="today"><li><a class="today-item warning" href="#">
            <Icon name="truck"/><span><b>"Entregá el logo de Café Andén"</b><small>"Vence hoy a las 18:00"</small></span><Icon name="chevron-right"/>
        </a></li></ul>
        <ul class="notification-list">
            <li class="notification unread"><Icon name="money"/><div><a href="#">"Tobías pagó: ya podés empezar"</a><p>"Logo para Café Andén"</p></div><time>"hace 1 h"</time></li>
            <li class="notification"><Icon name="star"/><div><a href="#">"Te dejaron una opinión"</a><p>"Logo para Café Andén"</p></div><time>"ayer"</time></li>
        </ul>
    }
    .into_any()
}

#[component]
fn Gigs() -> impl IntoView {
    let card = |title: &'static str, seller: &'static str, units: i64| {
        view! {
            <GigCard href="#" title=title cover="/mosaic.svg" seller=seller from="desde" money=pesos(units) delivery="Entrega en 3 días">
                <Rating value="4,9" count="128" label="4,9 de 5 estrellas"/>
            </GigCard>
        }
    };
    let package = |name: &'static str, units: i64, featured: Option<&'static str>| {
        view! {
            <PackageCard name=name money=pesos(units) description="Logo en alta con sus variantes." delivery="Entrega en 5 días" revisions="2 revisiones" featured=featured>
                <LinkButton href="#" block=true kind=if featured.is_some() { ButtonKind::Primary } else { ButtonKind::Secondary }>"Contratar"</LinkButton>
            </PackageCard>
        }
    };
    view! {
        <ul class="category-tiles">
            <li><CategoryTile href="#" name="Artes gráficas" detail="2.310 servicios" icon="artes" hue=2/></li>
            <li><CategoryTile href="#" name="Música y audio" detail="388 servicios" icon="musica" hue=7/></li>
        </ul>
        <div class="card-grid">
            {card("Diseño el logo y la identidad completa de tu marca", "Marina López", 15_000)}
            {card("Programo tu tienda", "Tobías Ferreyra", 120_000)}
        </div>
        <div class="packages">
            {package("Básico", 15_000, None)}
            {package("Estándar", 32_000, Some("El más elegido"))}
            {package("Premium", 68_000, None)}
        </div>
        <div>
            <ReviewCard author="Luz Benítez" at="hace 2 semanas" stars=5 stars_label="5 de 5 estrellas" comment="Entendió todo a la primera."
                reply=Some(("Respuesta de Marina".into(), "¡Gracias! Fue un gusto.".into()))/>
        </div>
    }
    .into_any()
}

#[component]
fn Icons() -> impl IntoView {
    let icons: Vec<_> =
        sprite_names().map(|name| view! { <span><Icon name class="large"/>{name}</span> }).collect();
    view! { <div class="swatches">{icons}</div> }.into_any()
}

/// The names of all drawings, as the sprite has them.
fn sprite_names() -> impl Iterator<Item = &'static str> {
    include_str!("../../public/icons.svg")
        .split("<symbol id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}
