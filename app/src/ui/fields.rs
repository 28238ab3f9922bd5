//! What is filled in. A field is its label, hint, control and error, tied together for screen readers.
//! The id of a field is its name unless told otherwise, so that the error summary can link to it.

use leptos::prelude::*;

use super::{Icon, OptionalText};

/// What a field shows around its control.
struct Frame {
    id: String,
    label: String,
    /// The word for "optional", beside the label of a field that may stay empty.
    optional: Option<String>,
    hint: Option<String>,
    error: Option<String>,
}

impl Frame {
    fn new(
        name: &str,
        id: OptionalText,
        label: String,
        optional: OptionalText,
        hint: OptionalText,
        error: OptionalText,
    ) -> Self {
        Self {
            id: id.0.unwrap_or_else(|| name.to_owned()),
            label,
            optional: optional.0,
            hint: hint.0,
            error: error.0,
        }
    }

    /// The ids of the hint and the error, for `aria-describedby`.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    fn around(self, control: AnyView) -> AnyView {
        let Self { id, label, optional, hint, error } = self;
        view! {
            <div class="field">
                <label for=id.clone()>{label}{optional.map(|text| view! { <span class="optional">" "{text}</span> })}</label>
                {hint.map(|text| view! { <p class="hint" id=format!("{id}-hint")>{text}</p> })}
                {control}
                {error.map(|text| view! { <FieldMessage id=format!("{id}-error") text/> })}
            </div>
        }
        .into_any()
    }

    /// The same for several controls under one question.
    fn around_group(self, controls: AnyView) -> AnyView {
        let described_by = self.described_by();
        let Self { id, label, optional, hint, error } = self;
        view! {
            <fieldset class="field" id=id.clone() tabindex="-1" aria-describedby=described_by>
                <legend>{label}{optional.map(|text| view! { <span class="optional">" "{text}</span> })}</legend>
                {hint.map(|text| view! { <p class="hint" id=format!("{id}-hint")>{text}</p> })}
                {controls}
                {error.map(|text| view! { <FieldMessage id=format!("{id}-error") text/> })}
            </fieldset>
        }
        .into_any()
    }
}

#[component]
fn FieldMessage(id: String, text: String) -> impl IntoView {
    view! { <p class="error" id=id><Icon name="alert"/><span>{text}</span></p> }
}

/// One line of text, or what `type` says: `email`, `password`, `number`, `search`, `url`, `date`.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] optional: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(default = "text")] r#type: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] maxlength: Option<usize>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional, into)] placeholder: OptionalText,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, optional, hint, error);
    let control = view! {
        <input
            class="input"
            id=frame.id.clone()
            name=name
            type=r#type
            value=value
            required=required
            maxlength=maxlength.map(|most| most.to_string())
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder.0
            autofocus=autofocus
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
        />
    }
    .into_any();
    frame.around(control)
}

/// Several lines of text. Leptos 0.8 does not escape what stands inside a `<textarea>`; this is the one place that writes one.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] optional: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional)] required: bool,
    #[prop(optional)] maxlength: Option<usize>,
    #[prop(optional)] rows: Option<u32>,
    #[prop(optional, into)] placeholder: OptionalText,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, optional, hint, error);
    let control = view! {
        <textarea
            class="input"
            id=frame.id.clone()
            name=name
            required=required
            maxlength=maxlength.map(|most| most.to_string())
            rows=rows.map(|rows| rows.to_string())
            placeholder=placeholder.0
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
        >
            {escape_textarea(&value)}
        </textarea>
    }
    .into_any();
    frame.around(control)
}

/// Text as it may stand between `<textarea>` and its end. Browsers drop one line break at the start, so one is given.
fn escape_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// One of several: an option of a select, a radio button.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
    /// How many there are of it, in a list of filters.
    pub count: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, count: None }
    }

    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hint = Some(text.into());
        self
    }

    #[must_use]
    pub fn count(mut self, text: impl Into<String>) -> Self {
        self.count = Some(text.into());
        self
    }
}

fn select_options(choices: Vec<Choice>, value: &str) -> Vec<impl IntoView + use<>> {
    choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect()
}

/// One of many, folded away. `groups` puts headings between them (a category and what is in it).
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] options: Vec<Choice>,
    #[prop(optional)] groups: Vec<(String, Vec<Choice>)>,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] optional: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional)] required: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, optional, hint, error);
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(heading, choices)| view! { <optgroup label=heading>{select_options(choices, &value)}</optgroup> })
        .collect();
    let control = view! {
        <div class="select">
            <select
                class="input"
                id=frame.id.clone()
                name=name
                required=required
                autocomplete=autocomplete
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
            >
                {select_options(options, &value)}
                {groups}
            </select>
            <Icon name="chevron-down"/>
        </div>
    }
    .into_any();
    frame.around(control)
}

/// An amount of money as people type it, with its currency beside it.
#[component]
pub fn MoneyField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// As `Money::to_input` gives it, or as it was typed.
    #[prop(optional, into)]
    value: String,
    /// `ARS`, `USD`.
    #[prop(into)]
    currency: String,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] optional: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, optional, hint, error);
    let symbol = if currency == "USD" { "US$" } else { "$" };
    let control = view! {
        <div class="affix">
            <span aria-hidden="true">{symbol}</span>
            <input
                class="input"
                id=frame.id.clone()
                name=name
                value=value
                required=required
                inputmode="decimal"
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
            />
            <span>{currency}</span>
        </div>
    }
    .into_any();
    frame.around(control)
}

/// Files to send along; what is there already may be shown as children.
#[component]
pub fn FileField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// Which kinds, for the file dialog: `image/jpeg,image/png`.
    #[prop(optional, into)]
    accept: OptionalText,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] required: bool,
    #[prop(default = "upload")] icon: &'static str,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] optional: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, optional, hint, error);
    let control = view! {
        <div class="file">
            {match children {
                Some(children) => children(),
                None => view! { <Icon name=icon/> }.into_any(),
            }}
            <input
                type="file"
                id=frame.id.clone()
                name=name
                accept=accept.0
                multiple=multiple
                required=required
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
            />
        </div>
    }
    .into_any();
    frame.around(control)
}

/// One yes or no.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "true".to_owned(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
    /// How many there are of it, in a list of filters.
    #[prop(optional, into)]
    count: OptionalText,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let id = id.0.unwrap_or_else(|| name.clone());
    let described_by = error.0.as_ref().map(|_| format!("{id}-error"));
    view! {
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value
                    checked=checked
                    required=required
                    aria-invalid=described_by.as_ref().map(|_| "true")
                    aria-describedby=described_by.clone()
                />
                <span>{label}{hint.0.map(|text| view! { <small>{text}</small> })}</span>
                {count.0.map(|text| view! { <span class="count">{text}</span> })}
            </label>
            {error.0.map(|text| view! { <FieldMessage id=format!("{id}-error") text/> })}
        </div>
    }
    .into_any()
}

/// One of a few, all in sight. As cards where each needs a sentence, else as plain lines.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: String,
    options: Vec<Choice>,
    #[prop(optional)] cards: bool,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] optional: OptionalText,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, optional, hint, error);
    let class = if cards { "choice" } else { "check" };
    let options: Vec<_> = options
        .into_iter()
        .map(|choice| {
            let checked = choice.value == value;
            let text = if cards {
                view! { <b>{choice.label}</b> }.into_any()
            } else {
                choice.label.into_any()
            };
            view! {
                <label class=class>
                    <input type="radio" name=name.clone() value=choice.value checked=checked required=required/>
                    <span>{text}{choice.hint.map(|text| view! { <small>{text}</small> })}</span>
                    {choice.count.map(|text| view! { <span class="count">{text}</span> })}
                </label>
            }
        })
        .collect();
    let controls =
        if cards { view! { <div class="choices">{options}</div> }.into_any() } else { options.into_any() };
    frame.around_group(controls)
}

/// One to five stars, as radio buttons that work without script.
#[component]
pub fn RatingField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// The words for one to five stars, in this order.
    names: [String; 5],
    /// `"1"` to `"5"`, or nothing yet.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: OptionalText,
    #[prop(optional, into)] error: OptionalText,
) -> impl IntoView {
    let frame = Frame::new(&name, OptionalText::default(), label, OptionalText::default(), hint, error);
    // Five first: a star and those drawn after it light up together (style/fields.css).
    let stars: Vec<_> = (1..=5_u8)
        .zip(names)
        .rev()
        .map(|(stars, text)| {
            let id = format!("{name}-{stars}");
            let checked = value == stars.to_string();
            view! {
                <input class="visually-hidden" type="radio" id=id.clone() name=name.clone() value=stars.to_string() checked=checked/>
                <label for=id><Icon name="star"/><span class="visually-hidden">{text}</span></label>
            }
        })
        .collect();
    frame.around_group(view! { <div class="star-field">{stars}</div> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_into_a_text_area_cannot_end_it() {
        let html = view! { <TextArea name="about" label="About" value="</textarea><script>alert(1)</script> & more"/> }.to_html();
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(
            html.contains(">\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</textarea>"),
            "{html}"
        );
    }

    #[test]
    fn attributes_are_escaped_too() {
        let html = view! { <TextField name="title" label="<b>" value="\"><script>"/> }.to_html();
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn an_error_is_tied_to_its_control() {
        let html =
            view! { <TextField name="title" label="Title" hint="Ten letters" error="Too short"/> }.to_html();
        assert!(html.contains("aria-invalid=\"true\""), "{html}");
        assert!(html.contains("aria-describedby=\"title-hint title-error\""), "{html}");
        assert!(html.contains("id=\"title-error\""), "{html}");
    }
}
