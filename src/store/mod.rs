//! To come.
#![expect(missing_docs, reason = "stand-in")]

use std::path::PathBuf;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowPlace {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub maximised: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub theme: Theme,
    pub zoom_percent: u16,
    pub reviewer: String,
    pub recent: Vec<PathBuf>,
    pub hint_done: bool,
    pub window: Option<WindowPlace>,
    pub list_width: Option<f32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom_percent: 100,
            reviewer: String::new(),
            recent: Vec::new(),
            hint_done: false,
            window: None,
            list_width: None,
        }
    }
}
