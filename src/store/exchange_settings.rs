//! What is kept of exports and imports: what was chosen last, and what foreign labels stand for.
//!
//! Everything is kept by its name in files, so that a name of a newer version is passed over.

use serde::{Deserialize, Serialize};

/// What is kept of exports and imports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExchangeSettings {
    /// The format of the last export, by its name; empty before the first.
    pub format: String,
    /// Which claims it wrote, by the name of the scope; empty before the first.
    pub scope: String,
    /// Whether JSON Lines kept letters as they are.
    pub letters: bool,
    /// Whether proposals went along as predictions.
    pub proposals: bool,
    /// What foreign labels stand for, the names each once and in their order.
    pub presets: Vec<LabelPreset>,
}

/// What the labels of other files stand for, under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LabelPreset {
    /// Its name.
    pub name: String,
    /// The labels and, by their names, the tags; a label without one is left out.
    pub labels: Vec<(String, Option<String>)>,
}

impl ExchangeSettings {
    /// How many presets are kept.
    pub const MAX_PRESETS: usize = 64;

    /// Keeps a preset, in the place of one that has its name.
    pub fn keep(&mut self, preset: LabelPreset) {
        self.forget(&preset.name);
        let at = self.presets.partition_point(|other| other.name < preset.name);
        self.presets.insert(at, preset);
        self.presets.truncate(Self::MAX_PRESETS);
    }

    /// Forgets the preset with this name.
    pub fn forget(&mut self, name: &str) {
        self.presets.retain(|other| other.name != name);
    }

    /// The preset with this name.
    pub fn preset(&self, name: &str) -> Option<&LabelPreset> {
        self.presets.iter().find(|preset| preset.name == name)
    }

    /// The preset that says of each of these labels what it stands for; of several the one with the fewest others.
    pub fn fitting(&self, labels: &[String]) -> Option<&LabelPreset> {
        let knows = |preset: &&LabelPreset| labels.iter().all(|label| preset.knows(label));
        self.presets.iter().filter(knows).min_by_key(|preset| preset.labels.len())
    }
}

impl LabelPreset {
    /// Whether it says what a label stands for, letter case aside.
    pub fn knows(&self, label: &str) -> bool {
        self.of(label).is_some()
    }

    /// What it says about a label, letter case aside: the name of a tag, or that it is left out.
    pub fn of(&self, label: &str) -> Option<Option<&str>> {
        let label = label.trim().to_lowercase();
        let (_, tag) = self.labels.iter().find(|(known, _)| known.trim().to_lowercase() == label)?;
        Some(tag.as_deref())
    }
}
