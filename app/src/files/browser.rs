//! What only a browser can do with files.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Document, Element, Event, FormData, HtmlFormElement, HtmlInputElement, ProgressEvent, SubmitEvent, Url,
    XmlHttpRequest, XmlHttpRequestResponseType,
};

use super::Told;

fn file_field(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// An address at which this page can show the picture that is chosen in a field.
pub fn chosen_picture(field: &str) -> Option<String> {
    let file = file_field(field)?.files()?.get(0)?;
    Url::create_object_url_with_blob(&file).ok()
}

/// Frees what such an address holds.
pub fn forget(address: &str) {
    let _ = Url::revoke_object_url(address);
}

/// A request on its way, with what listens to it.
pub struct Upload {
    request: XmlHttpRequest,
    _progress: Closure<dyn Fn(ProgressEvent)>,
    _end: Closure<dyn Fn(Event)>,
}

/// Ends it early; nothing more is told.
pub fn stop(upload: Upload) {
    upload.request.set_onload(None);
    upload.request.set_onerror(None);
    // Of a request that has ended there is nothing left to stop.
    let _ = upload.request.abort();
}

/// Sends the form that is being submitted in the background, where files are chosen in this field of it. Where the server
/// leads on, the browser goes.
pub fn upload(field: &str, event: &SubmitEvent, tell: impl Fn(Told) + Clone + 'static) -> Option<Upload> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    if file_field(field)?.files()?.length() == 0 {
        return None;
    }
    let (fields, mut address) = (FormData::new_with_form(&form).ok()?, form.action());
    if let Some(button) = event.submitter() {
        let attribute = |name| button.get_attribute(name);
        if let Some(name) = attribute("name") {
            fields.append_with_str(&name, &attribute("value").unwrap_or_default()).ok()?;
        }
        address = attribute("formaction").unwrap_or(address);
    }
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", &address).ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Document);
    let progress = {
        let tell = tell.clone();
        Closure::new(move |event: ProgressEvent| {
            tell(Told::Sent(event.loaded() * 100.0 / event.total().max(1.0)));
        })
    };
    let end = {
        let request = request.clone();
        Closure::new(move |_: Event| tell(outcome(&request)))
    };
    request.upload().ok()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    request.set_onload(Some(end.as_ref().unchecked_ref()));
    request.set_onerror(Some(end.as_ref().unchecked_ref()));
    request.send_with_opt_form_data(Some(&fields)).ok()?;
    Some(Upload { request, _progress: progress, _end: end })
}

/// What the server made of it: a page to go to, or the page with the form again and what is wrong.
fn outcome(request: &XmlHttpRequest) -> Told {
    let page = request.response().ok().and_then(|page| page.dyn_into::<Document>().ok());
    let Some(page) = page else { return Told::Failed };
    if request.status() == Ok(200) {
        let gone = window().location().assign(&request.response_url());
        return if gone.is_ok() { Told::Taken } else { Told::Failed };
    }
    let errors = errors_on(&page).unwrap_or_default();
    if errors.is_empty() { Told::Failed } else { Told::Refused(errors) }
}

/// The summary's links, else the one sentence about the whole form.
fn errors_on(page: &Document) -> Option<Vec<(String, String)>> {
    let links = page.query_selector_all(".error-summary a, form > [role=alert]").ok()?;
    let errors = (0..links.length()).filter_map(|index| {
        let link: Element = links.get(index)?.dyn_into().ok()?;
        let field = link.get_attribute("href").unwrap_or_default();
        Some((field.trim_start_matches('#').to_owned(), link.text_content()?))
    });
    Some(errors.collect())
}
