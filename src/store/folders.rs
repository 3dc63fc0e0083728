//! Where the program keeps what is its own.

use std::path::PathBuf;

/// The environment variable that names the folder for settings, for tests and for use from a portable drive.
const CONFIG_VARIABLE: &str = "CLAIMLIGHT_CONFIG_DIR";
/// The environment variable that names the folder for journals, backups and locks.
const STATE_VARIABLE: &str = "CLAIMLIGHT_STATE_DIR";

/// The folders for settings and for journals, backups and locks. Either may be unknown, as for a user without a home; then
/// nothing is kept there, and whoever needed it says so.
///
/// They are the user's own and on this machine: a journal or a lock beside a document would be carried to other machines by
/// whatever keeps that folder in step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// For the settings.
    pub config: Option<PathBuf>,
    /// For journals, backups and locks.
    pub state: Option<PathBuf>,
}

impl Folders {
    /// The folders the system gives to programs, unless the environment names others.
    pub fn of_system() -> Self {
        let project = directories::ProjectDirs::from("", "", "claimlight");
        let named = |variable| std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let config = named(CONFIG_VARIABLE).or_else(|| Some(project.as_ref()?.config_dir().to_owned()));
        // Only some systems have a folder for state; elsewhere local data is what comes closest.
        let of_project = || {
            let project = project.as_ref()?;
            Some(project.state_dir().unwrap_or_else(|| project.data_local_dir()).to_owned())
        };
        Self { config, state: named(STATE_VARIABLE).or_else(of_project) }
    }

    /// Both folders inside another.
    pub fn within(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self { config: Some(folder.join("config")), state: Some(folder.join("state")) }
    }

    /// The folder of journals.
    pub(super) fn journals(&self) -> Option<PathBuf> {
        Some(self.state.as_ref()?.join("journals"))
    }

    /// The folder of what was dismissed.
    pub(super) fn dismissed(&self) -> Option<PathBuf> {
        Some(self.state.as_ref()?.join("dismissed"))
    }

    /// The folder of lock files.
    pub(super) fn locks(&self) -> Option<PathBuf> {
        Some(self.state.as_ref()?.join("locks"))
    }

    /// The folder of backups, which has one for each document.
    pub(super) fn backups(&self) -> Option<PathBuf> {
        Some(self.state.as_ref()?.join("backups"))
    }
}

/// Makes a folder that only the user can look into, unless it is there.
pub(super) fn make_private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}
