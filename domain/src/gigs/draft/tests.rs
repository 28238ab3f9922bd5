//! What of a gig is accepted, what is refused, and at which field.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

fn package(tier: Tier) -> PackageInput {
    PackageInput {
        tier,
        name: "Logo esencial".into(),
        description: "Una propuesta de logo en vectores".into(),
        price: Some(Money::new(25_000_00, Currency::Ars)),
        delivery_days: Some(3),
        revisions: Some(2),
    }
}

fn complete() -> GigInput {
    GigInput {
        title: "Diseño de logo para tu emprendimiento".into(),
        description: "Diseño el logo de tu marca desde cero, con entrega en todos los formatos.".into(),
        category: "diseno-de-logos-e-identidad-de-marca".into(),
        tags: vec!["logo".into(), "marca".into()],
        packages: vec![package(Tier::Basic)],
        faq: vec![Faq { question: "¿Incluye los vectores?".into(), answer: "Sí, en SVG y PDF.".into() }],
        ..GigInput::default()
    }
}

fn errors_of(input: &GigInput) -> Vec<(String, String)> {
    let errors = input.parse().expect_err("should be refused");
    errors.0.into_iter().map(|error| (error.field.into_owned(), error.code.into_owned())).collect()
}

fn error(field: &str, code: &str) -> (String, String) {
    (field.into(), code.into())
}

#[test]
fn a_complete_gig_can_be_published() {
    let draft = complete().parse().unwrap();
    assert_eq!(draft.check_complete(), Ok(()));
    assert_eq!(draft.from_price(), Some(Money::new(25_000_00, Currency::Ars)));
    assert_eq!(draft.delivery_days(), Some(3));
}

#[test]
fn a_draft_needs_only_title_and_category_and_publishing_names_the_rest() {
    let draft = GigInput {
        title: "Edición de video".into(),
        category: "edicion-de-video".into(),
        ..GigInput::default()
    };
    let missing = draft.parse().unwrap().check_complete().unwrap_err();
    let fields: Vec<_> = missing.0.iter().map(|error| error.field.as_ref()).collect();
    assert_eq!(
        fields,
        [
            "description",
            "packages.basic.name",
            "packages.basic.description",
            "packages.basic.price",
            "packages.basic.delivery_days"
        ]
    );
    assert_eq!(errors_of(&GigInput::default()), [error("title", "required"), error("category", "required")]);
}

#[test]
fn every_wrong_field_is_named_in_one_go() {
    let input = GigInput {
        title: "Corto".into(),
        description: "Muy poco".into(),
        category: "inexistente".into(),
        tags: vec!["x".into()],
        packages: vec![PackageInput {
            name: "ab".into(),
            description: "corta".into(),
            price: Some(Money::new(1, Currency::Ars)),
            delivery_days: Some(366),
            revisions: Some(21),
            tier: Tier::Standard,
        }],
        faq: vec![Faq::default(), Faq { question: "¿Qué incluye?".into(), answer: String::new() }],
        gallery_file_ids: (0..9).map(|n| FileId(uuid::Uuid::from_u128(n))).collect(),
        cover_file_id: None,
    };
    assert_eq!(
        errors_of(&input),
        [
            error("title", "too_short"),
            error("category", "invalid_choice"),
            error("description", "too_short"),
            error("tags", "too_short"),
            error("packages.standard.name", "too_short"),
            error("packages.standard.description", "too_short"),
            error("packages.standard.price", "too_small"),
            error("packages.standard.delivery_days", "too_large_number"),
            error("packages.standard.revisions", "too_large_number"),
            error("faq.1.answer", "required"),
            error("gallery_file_ids", "too_many"),
        ]
    );
}

#[test]
fn packages_share_one_currency_and_a_tier_comes_once() {
    let mut input = complete();
    input
        .packages
        .push(PackageInput { price: Some(Money::new(50_00, Currency::Usd)), ..package(Tier::Premium) });
    assert_eq!(errors_of(&input), [error("packages.premium.price", "mixed_currencies")]);
    input.packages = vec![package(Tier::Basic), package(Tier::Basic)];
    assert_eq!(errors_of(&input), [error("packages.basic.tier", "duplicate")]);
}

#[test]
fn tags_that_differ_only_in_accents_or_case_count_once() {
    let mut input = complete();
    input.tags = ["#Diseño", "diseno", " DISEÑO ", "logo", ""].map(String::from).into();
    assert_eq!(input.parse().unwrap().tags, ["Diseño", "logo"]);
    input.tags = (0..11).map(|n| format!("etiqueta {n}")).collect();
    assert_eq!(errors_of(&input), [error("tags", "too_many")]);
}

#[test]
fn a_form_is_read_and_shown_again_without_loss() {
    let input = complete();
    let fields: HashMap<String, String> = input.to_form().into_iter().collect();
    assert_eq!(fields["packages.basic.price"], "25000");
    let (again, errors) = GigInput::from_form(|field| fields.get(field).map_or("", String::as_str));
    assert!(errors.is_empty());
    assert_eq!(again.parse(), input.parse());
}

#[test]
fn numbers_of_a_form_that_cannot_be_read_are_errors_at_their_fields() {
    let (_, errors) = GigInput::from_form(|field| match field {
        "packages.basic.price" => "gratis",
        "packages.basic.delivery_days" => "tres",
        _ => "",
    });
    let fields: Vec<_> = errors.0.iter().map(|error| (error.field.as_ref(), error.code.as_ref())).collect();
    assert_eq!(
        fields,
        [("packages.basic.delivery_days", "invalid_number"), ("packages.basic.price", "invalid_amount")]
    );
}

proptest! {
    #[test]
    fn whatever_is_accepted_is_within_the_limits(title in ".{0,120}", description in ".{0,60}", tag in ".{0,40}") {
        let input = GigInput { title, description, tags: vec![tag], ..complete() };
        if let Ok(draft) = input.parse() {
            prop_assert!((10..=100).contains(&draft.title.as_str().chars().count()));
            prop_assert!(draft.description.is_empty() || draft.description.chars().count() >= 50);
            prop_assert!(draft.tags.iter().all(|tag| (2..=30).contains(&tag.chars().count())));
            prop_assert!(!draft.title.as_str().contains('\n'));
        }
    }
}
