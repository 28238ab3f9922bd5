//! On the server nothing is chosen and nothing sent.

use leptos::ev::SubmitEvent;

use super::Told;

pub fn chosen_picture(_field: &str) -> Option<String> {
    None
}

pub fn forget(_address: &str) {}

pub struct Upload;

pub fn stop(_upload: Upload) {}

pub fn upload(_field: &str, _event: &SubmitEvent, _tell: impl Fn(Told) + Clone + 'static) -> Option<Upload> {
    None
}
