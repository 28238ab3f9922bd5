//! The frame in which a picture is moved and brought nearer until the right part of it shows.

use domain::files::{Crop, Square};
use leptos::{
    ev,
    prelude::*,
    web_sys::{Element, HtmlImageElement},
};

use crate::files::browser;

/// In permille of the frame, for one press of an arrow key.
const STEP: i32 = 50;
/// Percent that the picture is nearer after `+`.
const NEARER: u16 = 10;
const NEAREST: u16 = 100 * Crop::NEAREST;

/// Once a picture is chosen in a file field, shows it in a frame: dragged by pointer or moved by arrow keys, nearer by a slider or
/// `+` and `−`. What the frame shows is told to the form by hidden fields; the server cuts.
#[island(lazy)]
pub fn CropFrame(
    /// Id of the file field.
    field: String,
    /// What the frame is called.
    label: String,
    /// How it is moved.
    hint: String,
    /// Of the slider.
    zoom_label: String,
) -> impl IntoView {
    let address = RwSignal::new(String::new());
    // In pixels, once the browser has read it.
    let picture = RwSignal::new((0, 0));
    let crop = RwSignal::new(Crop::default());
    let zoom = RwSignal::new(100);

    Effect::new(move |_| {
        let field = field.clone();
        let show = {
            let field = field.clone();
            move || {
                browser::forget(&address.get_untracked());
                picture.set((0, 0));
                crop.set(Crop::default());
                zoom.set(100);
                address.set(browser::chosen_picture(&field).unwrap_or_default());
            }
        };
        // It may have been chosen before this woke up.
        show();
        let listener = window_event_listener(ev::change, move |event| {
            if event_target::<Element>(&event).id() == field {
                show();
            }
        });
        on_cleanup(move || listener.remove());
    });
    view! {
        {move || {
            let (label, hint, zoom_label) = (label.clone(), hint.clone(), zoom_label.clone());
            let address = address.get();
            (!address.is_empty()).then(|| view! { <Frame address picture crop zoom label hint zoom_label/> })
        }}
    }
}

#[component]
fn Frame(
    address: String,
    picture: RwSignal<(u32, u32)>,
    crop: RwSignal<Crop>,
    zoom: RwSignal<u16>,
    label: String,
    hint: String,
    zoom_label: String,
) -> impl IntoView {
    // Where a drag began, and what the frame showed then.
    let drag = RwSignal::new(None::<(i32, i32, Crop)>);
    let zoom_to = move |percent: u16| {
        let percent = percent.clamp(100, NEAREST);
        zoom.set(percent);
        crop.update(|crop| *crop = crop.zoomed(picture.get_untracked(), percent));
    };
    let move_by =
        move |right, down| crop.update(|crop| *crop = crop.moved(picture.get_untracked(), right, down));
    let nearer_by_key = move |event: &ev::KeyboardEvent| {
        match event.key().as_str() {
            "+" | "=" => zoom_to(zoom.get_untracked() + NEARER),
            "-" => zoom_to(zoom.get_untracked() - NEARER),
            _ => return,
        }
        event.prevent_default();
    };
    let key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowLeft" => move_by(-STEP, 0),
            "ArrowRight" => move_by(STEP, 0),
            "ArrowUp" => move_by(0, -STEP),
            "ArrowDown" => move_by(0, STEP),
            _ => return nearer_by_key(&event),
        }
        event.prevent_default();
    };
    let down = move |event: ev::PointerEvent| {
        // Followed also where the pointer leaves the frame.
        let _ = event_target::<Element>(&event).set_pointer_capture(event.pointer_id());
        drag.set(Some((event.client_x(), event.client_y(), crop.get_untracked())));
    };
    let follow = move |event: ev::PointerEvent| {
        let Some((x, y, before)) = drag.get_untracked() else { return };
        let share = |pixels: i32| pixels * 1000 / event_target::<Element>(&event).client_width().max(1);
        // The picture goes with the pointer, so the square goes the other way.
        crop.set(before.moved(
            picture.get_untracked(),
            share(x - event.client_x()),
            share(y - event.client_y()),
        ));
    };
    let up = move |event: ev::PointerEvent| {
        let Some((x, y, _)) = drag.get_untracked() else { return };
        drag.set(None);
        if (event.client_x(), event.client_y()) == (x, y) {
            // Not dragged but tapped: that point becomes the middle.
            let frame = event_target::<Element>(&event);
            let from_middle = |at: i32, edge: i32| at * 1000 / edge.max(1) - 500;
            move_by(
                from_middle(event.offset_x(), frame.client_width()),
                from_middle(event.offset_y(), frame.client_height()),
            );
        }
    };
    let measure = move |event: ev::Event| {
        let image = event_target::<HtmlImageElement>(&event);
        picture.set((image.natural_width(), image.natural_height()));
    };
    let place = move || {
        let Square { x, y, side } = crop.get().square(picture.get());
        let percent = |pixels: u32| format!("{}%", f64::from(pixels) * 100.0 / f64::from(side));
        (percent(picture.get().0), format!("-{}", percent(x)), format!("-{}", percent(y)))
    };
    let fields = Crop::default().fields().map(|(name, _)| {
        let value =
            move || crop.get().fields().into_iter().find(|field| field.0 == name).map(|field| field.1);
        view! { <input type="hidden" name=name value=value/> }
    });
    view! {
        // What the browser can't read is no picture; the server will say so.
        <div class="crop" hidden=move || picture.get().0 == 0>
            <div class="crop-frame" role="application" tabindex="0" aria-label=label aria-describedby="crop-hint"
                on:keydown=key on:pointerdown=down on:pointermove=follow on:pointerup=up on:pointercancel=move |_| drag.set(None)>
                <img src=address alt="" draggable="false" on:load=measure
                    style:width=move || place().0 style:left=move || place().1 style:top=move || place().2/>
            </div>
            <div class="field">
                <p class="hint" id="crop-hint">{hint}</p>
                <label for="crop-zoom">{zoom_label}</label>
                <input type="range" id="crop-zoom" class="range" min="100" max=NEAREST.to_string() step="5" prop:value=move || zoom.get()
                    aria-valuetext=move || format!("{} %", zoom.get())
                    on:input=move |event| zoom_to(event_target_value(&event).parse().unwrap_or(100))
                    on:keydown=move |event| nearer_by_key(&event)/>
            </div>
            {fields}
        </div>
    }
    .into_any()
}
