//! Settings persist and never stand in the way.

use std::{fs, path::PathBuf};

use claimlight::{
    claim::{StatusGroup, Tag},
    review::{
        ClaimFilter,
        listing::{Column, Grouping, Sort},
    },
    store::{Folders, Settings, SettingsError, TableSettings, Theme, WindowPlace},
};

#[test]
fn settings_come_back_as_they_were_kept() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    assert_eq!(Settings::load(&folders).0, Settings::default());
    assert!(Settings::load(&folders).1.is_none(), "a first start is no fault");
    let mut settings = Settings {
        theme: Theme::Dark,
        zoom_percent: 130,
        reviewer: "Zoe\u{308} “Z”".to_owned(),
        window: Some(WindowPlace { x: -8.0, y: 0.5, width: 1200.0, height: 800.0, maximised: true }),
        list_width: Some(311.25),
        hint_done: true,
        ..Settings::default()
    };
    settings.remember(&PathBuf::from("/tmp/a.claims.json"));
    settings.save(&folders).unwrap();
    assert_eq!(Settings::load(&folders).0, settings);
}

#[test]
fn recent_files_are_each_there_once_the_latest_first() {
    let mut settings = Settings::default();
    for number in [1, 2, 3, 1] {
        settings.remember(&PathBuf::from(format!("{number}")));
    }
    assert_eq!(settings.recent, [PathBuf::from("1"), PathBuf::from("3"), PathBuf::from("2")]);
    (0..50).for_each(|number| settings.remember(&PathBuf::from(format!("{number}"))));
    assert_eq!(settings.recent.len(), Settings::MAX_RECENT);
}

#[test]
fn broken_settings_are_kept_aside_and_the_usual_ones_used() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let folder = folders.config.clone().unwrap();
    fs::create_dir_all(&folder).unwrap();
    for broken in ["", "{", "[1]", r#"{"theme": "pink"}"#, r#"{"zoom_percent": -4}"#, "\u{0}"] {
        fs::write(folder.join("settings.json"), broken).unwrap();
        let (settings, fault) = Settings::load(&folders);
        assert_eq!(settings, Settings::default());
        assert!(matches!(fault, Some(SettingsError::Broken { .. })), "{broken}");
        assert_eq!(fs::read_to_string(folder.join("settings.json.broken")).unwrap(), broken);
        assert!(Settings::load(&folders).1.is_none(), "said once");
    }
}

#[test]
fn values_out_of_range_are_brought_into_it_and_unknown_ones_ignored() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let folder = folders.config.clone().unwrap();
    fs::create_dir_all(&folder).unwrap();
    let written = r#"{"zoom_percent": 9000, "list_width": -3.0, "window": {"x": 0, "y": 0, "width": 0, "height": 5}, "of_tomorrow": 1}"#;
    fs::write(folder.join("settings.json"), written).unwrap();
    let (settings, fault) = Settings::load(&folders);
    assert!(fault.is_none());
    assert_eq!(settings, Settings { zoom_percent: 300, ..Settings::default() });
}

#[test]
fn without_a_folder_there_are_still_settings() {
    let nowhere = Folders::default();
    let (settings, fault) = Settings::load(&nowhere);
    assert_eq!(settings, Settings::default());
    assert!(matches!(fault, Some(SettingsError::NoFolder)));
    assert!(matches!(settings.save(&nowhere), Err(SettingsError::NoFolder)));
}

#[cfg(unix)]
#[test]
fn a_recent_path_that_is_no_unicode_does_not_keep_the_rest_from_being_kept() {
    use std::os::unix::ffi::OsStringExt as _;
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let mut settings = Settings { zoom_percent: 75, ..Settings::default() };
    settings.remember(&PathBuf::from(std::ffi::OsString::from_vec(vec![b'a', 0xFF])));
    settings.save(&folders).unwrap();
    assert_eq!(Settings::load(&folders).0.zoom_percent, 75);
}

#[test]
fn what_the_table_shows_and_saved_filters_come_back() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let filter = ClaimFilter {
        tags: vec![Tag::Quote, Tag::Commentary],
        groups: vec![StatusGroup::Checked],
        attribution: vec![None, Some("verbatim".to_owned())],
        content: vec![Some("true".to_owned())],
        speakers: vec![String::new(), "Zoe “Z”".to_owned()],
        flags: vec!["hedged".to_owned()],
        labels: vec!["of mine".to_owned()],
        words: " boats\n".to_owned(),
        counted: None,
    };
    let mut settings = Settings::default();
    settings.table.show(Column::Labels, true);
    settings.table.sort = Sort { column: Column::Speaker, descending: true };
    settings.table.grouping = Grouping::Status;
    settings.table.article_height = Some(240.0);
    settings.table.keep("Zoe’s", filter.clone());
    settings.table.keep("All", ClaimFilter::default());
    settings.save(&folders).unwrap();
    let (loaded, fault) = Settings::load(&folders);
    assert!(fault.is_none());
    assert_eq!(loaded, settings);
    assert_eq!(loaded.table.filters[1].filter, filter);
}

#[test]
fn settings_without_a_table_and_with_words_of_tomorrow_are_read() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::within(home.path());
    let folder = folders.config.clone().unwrap();
    fs::create_dir_all(&folder).unwrap();
    let rows = [
        (r#"{"zoom_percent": 120}"#, TableSettings::default()),
        (r#"{"table": {}}"#, TableSettings::default()),
        (r#"{"table": {"columns": ["mood"], "sort": "mood", "grouping": "mood"}}"#, TableSettings::default()),
        (r#"{"table": {"filters": [{"name": " "}], "article_height": -1}}"#, TableSettings::default()),
        (
            r#"{"table": {"columns": ["words", "mood", "number", "words"], "sort": "words", "grouping": "tag"}}"#,
            TableSettings {
                columns: vec![Column::Number, Column::Words],
                sort: Sort { column: Column::Words, descending: false },
                grouping: Grouping::Tag,
                ..TableSettings::default()
            },
        ),
    ];
    for (written, expected) in rows {
        fs::write(folder.join("settings.json"), written).unwrap();
        let (settings, fault) = Settings::load(&folders);
        assert!(fault.is_none(), "{written}");
        assert_eq!(settings.table, expected, "{written}");
    }
}
