//! What the program remembers for its user. Documents never live here.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    AssignSettings, ExchangeSettings, Folders, TableSettings,
    atomic::{self, AtomicError, Audience},
    folders,
};

/// The file's name in the folder for settings.
const FILE_NAME: &str = "settings.json";

/// The settings, each with a value that serves without any file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// The zoom, within [`Settings::ZOOM_PERCENT`].
    pub zoom_percent: u16,
    /// The reviewer's name, for new reviews.
    pub reviewer: String,
    /// The name by which a pupil was known last.
    pub pseudonym: String,
    /// The files opened last, the latest first, at most [`Settings::MAX_RECENT`].
    pub recent: Vec<PathBuf>,
    /// Where the window was.
    pub window: Option<WindowPlace>,
    /// The width of the list of claims in points; `None` for its usual one.
    pub list_width: Option<f32>,
    /// The width of the inspector in points; `None` for its usual one.
    pub inspector_width: Option<f32>,
    /// Whether the hint of the first start was followed or closed.
    pub hint_done: bool,
    /// What the table of claims shows, and the filters that were given names.
    pub table: TableSettings,
    /// What was exported last, and what labels of other programs stand for.
    pub exchange: ExchangeSettings,
    /// What the last assignment asked for.
    pub assigning: AssignSettings,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Where a window was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// The left edge.
    pub x: f32,
    /// The upper edge.
    pub y: f32,
    /// The width of its content.
    pub width: f32,
    /// The height of its content.
    pub height: f32,
    /// Whether it filled the screen.
    #[serde(default)]
    pub maximised: bool,
}

/// Why settings were not read or not kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// There is no folder to keep them in.
    #[error("The settings are not kept, because no settings folder is known. Set CLAIMLIGHT_CONFIG_DIR to name one")]
    NoFolder,
    /// The file could not be read.
    #[error("The settings in “{}” could not be read: {fault}. The usual ones are used", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
    /// The file is not what was written.
    #[error(
        "The settings in “{}” are broken: {fault}. The usual ones are used, and the broken file is kept as “{}”",
        path.display(), kept.display()
    )]
    Broken {
        /// The file.
        path: PathBuf,
        /// What the broken file is called now.
        kept: PathBuf,
        /// What is wrong with it.
        fault: serde_json::Error,
    },
    /// The file could not be written.
    #[error("The settings could not be kept: {0}. They hold until the program ends")]
    Unwritten(#[from] AtomicError),
    /// The folder could not be made.
    #[error("The settings could not be kept: the folder “{}” could not be made: {fault}", folder.display())]
    FolderNotMade {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        fault: io::Error,
    },
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            zoom_percent: 100,
            reviewer: String::new(),
            pseudonym: String::new(),
            recent: Vec::new(),
            window: None,
            list_width: None,
            inspector_width: None,
            hint_done: false,
            table: TableSettings::default(),
            exchange: ExchangeSettings::default(),
            assigning: AssignSettings::default(),
        }
    }
}

impl Settings {
    /// The least and the greatest zoom.
    pub const ZOOM_PERCENT: std::ops::RangeInclusive<u16> = 50..=300;

    /// How many recent files are kept.
    pub const MAX_RECENT: usize = 12;

    /// Reads the settings. There always are some; the second value says why they are not the user's own.
    pub fn load(folders: &Folders) -> (Self, Option<SettingsError>) {
        let Some(path) = file_in(folders) else { return (Self::default(), Some(SettingsError::NoFolder)) };
        let content = match fs::read(&path) {
            Ok(content) => content,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(fault) => return (Self::default(), Some(SettingsError::Unreadable { path, fault })),
        };
        match serde_json::from_slice::<Self>(&content) {
            Ok(settings) => (settings.within_limits(), None),
            Err(fault) => {
                let kept = path.with_extension("json.broken");
                // When it cannot be moved it stays, and the next save replaces it; there is nothing more to be done for it.
                let _ = fs::rename(&path, &kept);
                (Self::default(), Some(SettingsError::Broken { path, kept, fault }))
            }
        }
    }

    /// Keeps the settings, whole or not at all.
    ///
    /// # Errors
    /// When there is no folder for them or it cannot be written; the file is then as it was.
    pub fn save(&self, folders: &Folders) -> Result<(), SettingsError> {
        let path = file_in(folders).ok_or(SettingsError::NoFolder)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        folders::make_private(folder)
            .map_err(|fault| SettingsError::FolderNotMade { folder: folder.to_owned(), fault })?;
        let mut content = serde_json::to_vec_pretty(&self.clone().within_limits())
            .map_err(|fault| AtomicError::Write(fault.into()))?;
        content.push(b'\n');
        atomic::write(&path, &content, Audience::User)?;
        Ok(())
    }

    /// Puts a file at the head of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(Self::MAX_RECENT);
    }

    fn within_limits(mut self) -> Self {
        self.zoom_percent = self.zoom_percent.clamp(*Self::ZOOM_PERCENT.start(), *Self::ZOOM_PERCENT.end());
        // JSON has no way to write a path that is no Unicode.
        self.recent.retain(|path| path.to_str().is_some());
        self.recent.truncate(Self::MAX_RECENT);
        let is_size = |size: f32| size.is_finite() && size > 0.0;
        self.list_width = self.list_width.filter(|width| is_size(*width));
        self.inspector_width = self.inspector_width.filter(|width| is_size(*width));
        let is_place = |place: &WindowPlace| {
            is_size(place.width) && is_size(place.height) && place.x.is_finite() && place.y.is_finite()
        };
        self.window = self.window.filter(is_place);
        self.table.article_height = self.table.article_height.filter(|height| is_size(*height));
        self
    }
}

fn file_in(folders: &Folders) -> Option<PathBuf> {
    Some(folders.config.as_ref()?.join(FILE_NAME))
}
