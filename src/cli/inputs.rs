//! Files and folders of the command line, and names for what is made of them.

use std::{collections::HashSet, path::Path};

pub(super) use crate::read::expanded;

/// The name of a file without its folders and extensions.
pub(super) fn stem(file: &Path) -> String {
    if file == Path::new("-") {
        return "standard-input".to_owned();
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let known = [".claims.json", ".json", ".txt", ".md", ".html"].iter().find_map(|end| name.strip_suffix(end));
    known.map_or_else(
        || Path::new(&name).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
        str::to_owned,
    )
}

/// Names that are all different.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The name itself, or the same with a number behind it.
    pub(super) fn different(&mut self, name: &str) -> String {
        let numbered = (1_usize..).map(|number| if number == 1 { name.to_owned() } else { format!("{name}-{number}") });
        let free = numbered.into_iter().find(|name| self.0.insert(name.to_lowercase()));
        free.unwrap_or_default()
    }
}

/// A name that came out of a file as one that a file may have: no folders, nothing hidden, not too long.
pub(super) fn harmless(name: &str) -> String {
    const LONGEST: usize = 80;
    // Names that one system keeps for its devices, whatever stands behind the dot.
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let fits = |sign: char| if sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.' | ' ') { sign } else { '_' };
    let kept: String = name.trim().chars().map(fits).take(LONGEST).collect();
    let kept = kept.trim_matches(['.', ' ']);
    let first = kept.split('.').next().unwrap_or_default().to_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| first.strip_prefix(port).is_some_and(|rest| rest.len() == 1));
    match kept {
        "" => "review".to_owned(),
        kept if DEVICES.contains(&first.as_str()) || is_port => format!("_{kept}"),
        kept => kept.to_owned(),
    }
}
