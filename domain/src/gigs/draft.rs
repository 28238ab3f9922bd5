//! A gig as it is typed, and as it is once every given field is good. Drafts may lack things; publishing demands all.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Faq, Gig, Package, Tier};
use crate::{
    FieldError, FieldErrors,
    categories::Category,
    ids::FileId,
    money::{Currency, Money},
    patch::Patch,
    text,
};

pub const MAX_TAGS: usize = 10;
pub const MAX_FAQ: usize = 10;
/// Pictures beside the cover.
pub const MAX_GALLERY: usize = 8;

/// A gig's title: one line of 10 to 100 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GigTitle(String);

impl GigTitle {
    pub const MIN: usize = 10;
    pub const MAX: usize = 100;

    pub fn parse(text: &str) -> Result<Self, FieldError> {
        line("title", text, Self::MIN, Self::MAX).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A gig as a body of the API or a form gives it; nothing is judged yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct GigInput {
    /// 10–100 characters.
    pub title: String,
    /// Markdown, 50–2000 characters.
    pub description: String,
    /// Slug.
    pub category: String,
    /// At most 10, each 2–30 characters.
    pub tags: Vec<String>,
    /// At most one per tier, all in one currency.
    pub packages: Vec<PackageInput>,
    /// At most 10.
    pub faq: Vec<Faq>,
    /// Of `POST /uploads` with purpose `gig_cover`.
    pub cover_file_id: Option<FileId>,
    /// Of `POST /uploads` with purpose `gig_gallery`; at most 8.
    pub gallery_file_ids: Vec<FileId>,
}

/// A package as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PackageInput {
    pub tier: Tier,
    /// 3–60 characters.
    pub name: String,
    /// 10–500 characters.
    pub description: String,
    pub price: Option<Money>,
    /// 1–365.
    pub delivery_days: Option<i32>,
    /// 0–20.
    pub revisions: Option<i32>,
}

/// The fields of a gig that a change names; the others stay, and `null` clears one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct GigPatch {
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub title: Patch<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub description: Patch<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub category: Patch<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub tags: Patch<Vec<String>>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<PackageInput>>))]
    pub packages: Patch<Vec<PackageInput>>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Faq>>))]
    pub faq: Patch<Vec<Faq>>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<FileId>))]
    pub cover_file_id: Patch<FileId>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<FileId>>))]
    pub gallery_file_ids: Patch<Vec<FileId>>,
    /// The version that the change was made from; a newer one answers 409.
    pub version: Option<i32>,
}

/// A gig whose given fields are all good.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GigDraft {
    pub title: GigTitle,
    /// Empty while it is missing.
    pub description: String,
    pub category: &'static Category,
    pub tags: Vec<String>,
    /// By tier, in one currency.
    pub packages: Vec<Package>,
    pub faq: Vec<Faq>,
    pub cover_file_id: Option<FileId>,
    pub gallery_file_ids: Vec<FileId>,
}

impl GigInput {
    /// Reads a form whose fields are named like the errors: `title`, `tags` (commas between), `currency`,
    /// `packages.basic.price` (as people type amounts), `faq.0.question`. Its pictures are the caller's to add.
    /// Returns what was read and what could not be read as a number.
    pub fn from_form<'a>(value: impl Fn(&str) -> &'a str) -> (Self, FieldErrors) {
        let mut errors = FieldErrors::default();
        let currency: Currency = value("currency").parse().unwrap_or_default();
        let mut number = |field: String| match value(&field).trim() {
            "" => None,
            typed => errors.collect(typed.parse().map_err(|_| FieldError::new(field, "invalid_number"))),
        };
        let mut packages: Vec<PackageInput> = Tier::ALL
            .into_iter()
            .map(|tier| {
                let field = |name: &str| format!("packages.{}.{name}", tier.name());
                PackageInput {
                    tier,
                    name: value(&field("name")).to_owned(),
                    description: value(&field("description")).to_owned(),
                    price: None,
                    delivery_days: number(field("delivery_days")),
                    revisions: number(field("revisions")),
                }
            })
            .collect();
        for package in &mut packages {
            let field = format!("packages.{}.price", package.tier.name());
            let typed = value(&field);
            if !typed.trim().is_empty() {
                let price = Money::parse("price", typed, currency).map_err(|error| rename(field, error));
                package.price = errors.collect(price);
            }
        }
        let tags = value("tags").split(',').map(str::trim).filter(|tag| !tag.is_empty());
        let input = Self {
            title: value("title").to_owned(),
            description: value("description").to_owned(),
            category: value("category").to_owned(),
            tags: tags.map(str::to_owned).collect(),
            packages,
            faq: (0..MAX_FAQ)
                .map(|index| Faq {
                    question: value(&format!("faq.{index}.question")).to_owned(),
                    answer: value(&format!("faq.{index}.answer")).to_owned(),
                })
                .collect(),
            ..Self::default()
        };
        (input, errors)
    }

    /// The name and the value of every field of a form that shows a gig again; the other way round than `from_form`.
    pub fn to_form(&self) -> Vec<(String, String)> {
        let currency = self.packages.iter().find_map(|package| package.price).map(|price| price.currency);
        let ids: Vec<String> = self.gallery_file_ids.iter().map(ToString::to_string).collect();
        let mut fields = vec![
            ("title".to_owned(), self.title.clone()),
            ("description".to_owned(), self.description.clone()),
            ("category".to_owned(), self.category.clone()),
            ("tags".to_owned(), self.tags.join(", ")),
            ("currency".to_owned(), currency.unwrap_or_default().code().to_owned()),
            ("cover_file_id".to_owned(), self.cover_file_id.map(|id| id.to_string()).unwrap_or_default()),
            ("gallery_file_ids".to_owned(), ids.join(",")),
        ];
        let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
        for package in &self.packages {
            let field = |name: &str| format!("packages.{}.{name}", package.tier.name());
            fields.push((field("name"), package.name.clone()));
            fields.push((field("description"), package.description.clone()));
            fields.push((field("price"), package.price.map(Money::to_input).unwrap_or_default()));
            fields.push((field("delivery_days"), number(package.delivery_days)));
            fields.push((field("revisions"), number(package.revisions)));
        }
        for (index, entry) in self.faq.iter().enumerate() {
            fields.push((format!("faq.{index}.question"), entry.question.clone()));
            fields.push((format!("faq.{index}.answer"), entry.answer.clone()));
        }
        fields
    }

    /// Judges all fields in one go. Title and category are demanded even of a draft: without them its owner
    /// could not tell it from others.
    pub fn parse(&self) -> Result<GigDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.collect(GigTitle::parse(&self.title));
        let category = errors.collect(match self.category.trim() {
            "" => Err(FieldError::new("category", "required")),
            slug => Category::find_by_slug(slug).ok_or_else(|| FieldError::new("category", "invalid_choice")),
        });
        let description = match self.description.trim() {
            "" => Some(String::new()),
            typed => errors.collect(text::bounded("description", typed, 50, 2000)),
        };
        let tags = errors.collect(parse_tags(&self.tags)).unwrap_or_default();
        let packages = parse_packages(&self.packages, &mut errors);
        let faq = parse_faq(&self.faq, &mut errors);
        let mut gallery = self.gallery_file_ids.clone();
        let mut seen = HashSet::new();
        gallery.retain(|id| seen.insert(*id));
        if gallery.len() > MAX_GALLERY {
            errors.push(FieldError::new("gallery_file_ids", "too_many").with("max", MAX_GALLERY));
        }
        match (title, category, description) {
            (Some(title), Some(category), Some(description)) if errors.is_empty() => Ok(GigDraft {
                title,
                description,
                category,
                tags,
                packages,
                faq,
                cover_file_id: self.cover_file_id,
                gallery_file_ids: gallery,
            }),
            _ => Err(errors),
        }
    }
}

impl GigPatch {
    /// The gig with the named fields replaced.
    pub fn apply(self, gig: &Gig) -> GigInput {
        let current = GigInput::from(gig);
        GigInput {
            title: self.title.given().unwrap_or(current.title),
            description: self.description.given().unwrap_or(current.description),
            category: self.category.given().unwrap_or(current.category),
            tags: self.tags.given().unwrap_or(current.tags),
            packages: self.packages.given().unwrap_or(current.packages),
            faq: self.faq.given().unwrap_or(current.faq),
            cover_file_id: self.cover_file_id.over(current.cover_file_id),
            gallery_file_ids: self.gallery_file_ids.given().unwrap_or(current.gallery_file_ids),
        }
    }
}

impl From<&Gig> for GigInput {
    fn from(gig: &Gig) -> Self {
        let packages = gig.packages.iter().map(|package| PackageInput {
            tier: package.tier,
            name: package.name.clone(),
            description: package.description.clone(),
            price: Some(package.price),
            delivery_days: Some(package.delivery_days),
            revisions: Some(package.revisions),
        });
        Self {
            title: gig.title.clone(),
            description: gig.description.clone(),
            category: gig.category.clone(),
            tags: gig.tags.clone(),
            packages: packages.collect(),
            faq: gig.faq.clone(),
            cover_file_id: gig.cover_file_id,
            gallery_file_ids: gig.gallery.iter().map(|picture| picture.file_id).collect(),
        }
    }
}

impl GigDraft {
    /// Whether it can be published, else what is missing.
    pub fn check_complete(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.description.is_empty() {
            errors.push(FieldError::new("description", "required"));
        }
        if self.packages.first().is_none_or(|package| package.tier != Tier::Basic) {
            for name in ["name", "description", "price", "delivery_days"] {
                errors.push(FieldError::new(format!("packages.basic.{name}"), "required"));
            }
        }
        errors.into_result()
    }

    /// The cheapest package's price.
    pub fn from_price(&self) -> Option<Money> {
        self.packages.iter().map(|package| package.price).min_by_key(|price| price.amount)
    }

    /// The fastest package's delivery.
    pub fn delivery_days(&self) -> Option<i32> {
        self.packages.iter().map(|package| package.delivery_days).min()
    }
}

/// A text of one line: line breaks become spaces.
fn line(field: &'static str, typed: &str, min: usize, max: usize) -> Result<String, FieldError> {
    text::bounded(field, &typed.split_whitespace().collect::<Vec<_>>().join(" "), min, max)
}

fn rename(field: String, mut error: FieldError) -> FieldError {
    error.field = field.into();
    error
}

/// Without a leading `#`, and those that differ only in case or accents dropped.
fn parse_tags(typed: &[String]) -> Result<Vec<String>, FieldError> {
    let mut folded = HashSet::new();
    let mut tags = Vec::new();
    for tag in typed {
        let tag = tag.trim().trim_start_matches('#');
        if tag.is_empty() || !folded.insert(text::fold(tag)) {
            continue;
        }
        tags.push(line("tags", tag, 2, 30)?);
    }
    if tags.len() > MAX_TAGS {
        return Err(FieldError::new("tags", "too_many").with("max", MAX_TAGS));
    }
    Ok(tags)
}

fn parse_packages(typed: &[PackageInput], errors: &mut FieldErrors) -> Vec<Package> {
    let mut packages: Vec<Package> = Vec::new();
    for input in typed.iter().filter(|input| !input.is_empty()) {
        let tier = input.tier;
        let at = |name: &str| format!("packages.{}.{name}", tier.name());
        if packages.iter().any(|package| package.tier == tier) {
            errors.push(FieldError::new(at("tier"), "duplicate"));
            continue;
        }
        let name = line("name", &input.name, 3, 60).map_err(|error| rename(at("name"), error));
        let description = text::bounded("description", &input.description, 10, 500)
            .map_err(|e| rename(at("description"), e));
        let days = within(at("delivery_days"), input.delivery_days, 1, 365);
        let revisions = within(at("revisions"), input.revisions.or(Some(0)), 0, 20);
        let price = parse_price(at("price"), input.price).and_then(|price| {
            if packages.first().is_none_or(|first| first.price.currency == price.currency) {
                Ok(price)
            } else {
                Err(FieldError::new(at("price"), "mixed_currencies"))
            }
        });
        let parsed = (
            errors.collect(name),
            errors.collect(description),
            errors.collect(price),
            errors.collect(days),
            errors.collect(revisions),
        );
        if let (Some(name), Some(description), Some(price), Some(delivery_days), Some(revisions)) = parsed {
            packages.push(Package { tier, name, description, price, delivery_days, revisions });
        }
    }
    packages.sort_by_key(|package| package.tier);
    packages
}

impl PackageInput {
    /// A tier that was left blank in a form is not offered. The number of revisions alone says nothing: it is preset.
    fn is_empty(&self) -> bool {
        self.name.trim().is_empty()
            && self.description.trim().is_empty()
            && self.price.is_none()
            && self.delivery_days.is_none()
    }
}

fn parse_price(field: String, price: Option<Money>) -> Result<Money, FieldError> {
    let Some(price) = price else {
        return Err(FieldError::new(field, "required"));
    };
    let (min, max) = price.currency.contract_limits();
    let shown = |amount| Money::new(amount, price.currency).to_input();
    if price.amount < min {
        Err(FieldError::new(field, "too_small").with("min", shown(min)))
    } else if price.amount > max {
        Err(FieldError::new(field, "too_large_number").with("max", shown(max)))
    } else {
        Ok(price)
    }
}

fn within(field: String, number: Option<i32>, min: i32, max: i32) -> Result<i32, FieldError> {
    match number {
        None => Err(FieldError::new(field, "required")),
        Some(number) if number < min => Err(FieldError::new(field, "too_small").with("min", min)),
        Some(number) if number > max => Err(FieldError::new(field, "too_large_number").with("max", max)),
        Some(number) => Ok(number),
    }
}

fn parse_faq(typed: &[Faq], errors: &mut FieldErrors) -> Vec<Faq> {
    let mut entries = Vec::new();
    for (index, entry) in typed.iter().enumerate() {
        if entry.question.trim().is_empty() && entry.answer.trim().is_empty() {
            continue;
        }
        let question = line("question", &entry.question, 5, 150);
        let answer = text::bounded("answer", &entry.answer, 5, 1000);
        let question = errors.collect(question.map_err(|e| rename(format!("faq.{index}.question"), e)));
        let answer = errors.collect(answer.map_err(|e| rename(format!("faq.{index}.answer"), e)));
        if let (Some(question), Some(answer)) = (question, answer) {
            entries.push(Faq { question, answer });
        }
    }
    if entries.len() > MAX_FAQ {
        errors.push(FieldError::new("faq", "too_many").with("max", MAX_FAQ));
    }
    entries
}

#[cfg(test)]
mod tests;
