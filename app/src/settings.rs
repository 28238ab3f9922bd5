//! `/panel/ajustes`: the frame of the pages where one's account is set up. Each page is its feature's own.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::page,
    ui::{Tab, Tabs},
};

/// Which page of the settings stands in the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsTab {
    Account,
    Security,
    Preferences,
    Data,
}

impl SettingsTab {
    pub const ALL: [Self; 4] = [Self::Account, Self::Security, Self::Preferences, Self::Data];

    pub const fn path(self) -> &'static str {
        match self {
            Self::Account => "/panel/ajustes",
            Self::Security => "/panel/ajustes/seguridad",
            Self::Preferences => "/panel/ajustes/preferencias",
            Self::Data => "/panel/ajustes/datos",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Security => "security",
            Self::Preferences => "preferences",
            Self::Data => "data",
        }
    }
}

/// Heading and tabs around one page of the settings.
#[component]
pub fn SettingsFrame(current: SettingsTab, children: Children) -> impl IntoView {
    let locale = page().locale;
    let tabs = SettingsTab::ALL
        .map(|tab| Tab::new(tab.path(), t!(locale, &format!("settings.tabs.{}", tab.name())), tab == current))
        .to_vec();
    view! {
        <Title text=t!(locale, &format!("settings.tabs.{}", current.name()))/>
        <div class="page wrap">
            <div class="page-head"><h1>{t!(locale, "settings.title")}</h1></div>
            <Tabs label=t!(locale, "settings.title") tabs/>
            <div class="form-page settings">{children()}</div>
        </div>
    }
    .into_any()
}
