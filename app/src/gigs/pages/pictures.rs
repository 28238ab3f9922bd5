//! The pictures in the gig editor: buttons take them away and put them in order, and store nothing until the gig is saved.

use domain::{
    gigs::{GalleryPicture, MAX_GALLERY},
    ids::FileId,
    locale::Locale,
};
use leptos::prelude::*;

use super::editor::Values;
use crate::{
    arrange::ArrangeButtons,
    ui::{Button, ButtonKind, ButtonSize, FileField},
};

/// Which kinds the file dialog offers.
const KINDS: &str = "image/jpeg,image/png,image/webp,image/gif";

/// The cover and the gallery: what is there, and fields for more.
#[component]
pub fn PictureFields(
    locale: Locale,
    action: String,
    values: Values,
    /// Those that the form has, whether they are stored with the gig already or were just sent.
    pictures: Vec<GalleryPicture>,
) -> impl IntoView {
    let cover = values.ids("cover_file_id").first().copied();
    let gallery = values.ids("gallery_file_ids");
    let url_of = |id: FileId| {
        pictures.iter().find(|picture| picture.file_id == id).map(|picture| picture.url.url(400))
    };
    let target = format!("{action}#imagenes");
    let shown: Vec<(FileId, String)> = gallery.iter().filter_map(|id| Some((*id, url_of(*id)?))).collect();
    let (count, is_full) = (shown.len(), shown.len() >= MAX_GALLERY);
    let items: Vec<_> = shown
        .into_iter()
        .enumerate()
        .map(|(index, (id, url))| {
            let what = t!(locale, "gigs.editor.picture", number = index + 1);
            view! {
                <li>
                    <input type="hidden" name="gallery_file_ids" value=id.to_string()/>
                    <img class="cover" src=url alt=what.clone() width="600" height="400"/>
                    <ArrangeButtons id=id.to_string() what target=target.clone() is_first=index == 0 is_last=index + 1 == count/>
                </li>
            }
        })
        .collect();
    let cover_shown = cover.and_then(url_of).map(|url| {
        view! {
            <img class="cover" src=url alt=t!(locale, "gigs.editor.cover_now") width="600" height="400"/>
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="trash" name="arrange" value="remove:cover"
                attr:formaction=target.clone()>{t!(locale, "gigs.editor.cover_remove")}</Button>
        }
    });
    view! {
        <fieldset class="form-group" id="imagenes">
            <legend>{t!(locale, "gigs.editor.pictures")}</legend>
            <input type="hidden" name="cover_file_id" value=cover.map(|id| id.to_string()).unwrap_or_default()/>
            <div class="stack">
                {cover_shown}
                <FileField name="cover" label=t!(locale, "gigs.editor.cover") hint=t!(locale, "gigs.editor.cover_hint")
                    accept=KINDS icon="image" error=values.error("cover").or_else(|| values.error("cover_file_id"))/>
            </div>
            {(count > 0).then(|| view! { <ol class="thumbs">{items}</ol> })}
            {(!is_full).then(|| view! {
                <FileField name="gallery" label=t!(locale, "gigs.editor.gallery") hint=t!(locale, "gigs.editor.gallery_hint", max = MAX_GALLERY)
                    accept=KINDS icon="image" multiple=true
                    error=values.error("gallery").or_else(|| values.error("gallery_file_ids"))/>
            })}
            <Button kind=ButtonKind::Secondary icon="upload" name="arrange" value="add"
                attr:formaction=target>{t!(locale, "gigs.editor.pictures_send")}</Button>
        </fieldset>
    }
    .into_any()
}
