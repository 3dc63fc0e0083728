//! House rules that the compiler does not keep: the layers, what each may touch, and the look of the files.
//!
//! Each rule is a function from files to faults. It is held against the project, where it must find none, and against a
//! small file that breaks it, where it must.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{collections::BTreeSet, fs, ops::Not as _, path::Path, process::Command};

use regex::Regex;

/// A text file of the project.
struct File {
    /// From the project's root, with `/` between folders.
    path: String,
    content: String,
}

/// What a rule finds: each fault names the file, the line and what to do.
type Faults = Vec<String>;

/// The layers that are pure.
const PURE: [&str; 13] = [
    "text",
    "article",
    "claim",
    "teaching",
    "classroom",
    "review",
    "figure",
    "anchor",
    "suggest",
    "compare",
    "report",
    "exchange",
    "app",
];

/// The layers that may touch files.
const WITH_FILES: [&str; 4] = ["read", "store", "library", "cli"];

impl File {
    fn new(path: &str, content: &str) -> Self {
        Self { path: path.to_owned(), content: content.to_owned() }
    }

    fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// The layer of a file under `src/`; `None` for the binary, the library's root and everything outside.
    fn layer(&self) -> Option<&str> {
        let (layer, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(layer)
    }

    /// The source without line comments, so that words about a thing are not taken for the thing.
    fn code(&self) -> String {
        self.content.lines().map(without_comment).collect::<Vec<_>>().join("\n")
    }
}

fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '/' if !in_string && line[at..].starts_with("//") => return &line[..at],
            _ => {}
        }
    }
    line
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

/// Every text file of the project: those under version control or, in a copy without it, all but build output.
fn project() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed =
        Command::new("git").args(["ls-files", "-z", "-c", "-o", "--exclude-standard"]).current_dir(root).output();
    let mut paths: Vec<String> = match listed {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).split_terminator('\0').map(str::to_owned).collect()
        }
        _ => walk(root, ""),
    };
    paths.sort();
    let read = |path: String| Some(File { content: fs::read_to_string(root.join(&path)).ok()?, path });
    let files: Vec<File> = paths.into_iter().filter_map(read).collect();
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "the project’s own files are found");
    files
}

fn walk(root: &Path, folder: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(root.join(folder)).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        match entry.file_type() {
            Ok(sort) if sort.is_dir() && !matches!(name.as_str(), "target" | ".git") => paths.extend(walk(root, &path)),
            Ok(sort) if sort.is_file() => paths.push(path),
            _ => {}
        }
    }
    paths
}

/// The lines of these files that a pattern matches, as faults.
fn matching<'f>(files: impl IntoIterator<Item = &'f File>, pattern: &str, what_to_do: &str) -> Faults {
    let pattern = regex(pattern);
    let mut faults = Faults::new();
    for file in files {
        let lines = if file.is_rust() { file.code() } else { file.content.clone() };
        let found = lines.lines().enumerate().filter(|(_, line)| pattern.is_match(line));
        faults
            .extend(found.map(|(number, line)| format!("{}:{}: {what_to_do}: {}", file.path, number + 1, line.trim())));
    }
    faults
}

fn under_src(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.is_rust() && file.path.starts_with("src/"))
}

/// The layers in the order of the table in `src/lib.rs`, from the ground up.
fn layers(files: &[File]) -> Vec<String> {
    let root = files.iter().find(|file| file.path == "src/lib.rs").expect("src/lib.rs");
    let row = regex(r"(?m)^//! \| \[`(\w+)`\] \|");
    row.captures_iter(&root.content).map(|row| row[1].to_owned()).collect()
}

fn layer_table(files: &[File]) -> Faults {
    let root = files.iter().find(|file| file.path == "src/lib.rs").expect("src/lib.rs");
    let module = regex(r"(?m)^pub mod (\w+);");
    let modules: Vec<String> = module.captures_iter(&root.content).map(|found| found[1].to_owned()).collect();
    let listed: BTreeSet<String> = layers(files).into_iter().collect();
    let declared: BTreeSet<String> = modules.into_iter().collect();
    let odd = listed.symmetric_difference(&declared);
    odd.map(|layer| format!("src/lib.rs: the table of layers and the modules differ in {layer}")).collect()
}

fn layer_order(files: &[File]) -> Faults {
    let layers = layers(files);
    let height = |layer: &str| layers.iter().position(|other| other == layer);
    let mut faults = Faults::new();
    for file in under_src(files) {
        let Some(own) = file.layer() else {
            continue;
        };
        let code = file.code();
        if code.contains("super::super") {
            faults.push(format!("{}: name what is two modules up by its path from `crate`", file.path));
        }
        let mut used = first_names(&code, "crate::");
        if file.path.matches('/').count() == 2 && file.path.ends_with("/mod.rs") {
            used.extend(first_names(&code, "super::"));
        }
        for layer in used {
            if height(&layer).is_some_and(|theirs| height(own).is_none_or(|own| theirs > own)) {
                faults.push(format!("{}: `{own}` may not know `{layer}`, which is above it", file.path));
            }
        }
    }
    faults
}

/// The names that directly follow a path's root, also inside braces: of `crate::{a::{b, c}, d}` those are `a` and `d`.
fn first_names(code: &str, root: &str) -> BTreeSet<String> {
    let name_of = |path: &str| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(root) {
        let rest = &code[at + root.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(name_of(rest));
            continue;
        };
        let mut depth = 1_usize;
        let mut item = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => names.extend([name_of(&std::mem::take(&mut item))]),
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if !(c == ',' && depth == 1) {
                item.push(c);
            }
        }
        names.insert(name_of(&item));
    }
    names
}

fn toolkit(files: &[File]) -> Faults {
    let others = under_src(files).filter(|file| file.layer() != Some("ui") && file.path != "src/main.rs");
    matching(others, r"\b(egui|eframe)\b", "only src/ui and src/main.rs may know the window toolkit")
}

fn dialogs(files: &[File]) -> Faults {
    let with: Vec<&str> = under_src(files)
        .filter(|file| regex(r"\brfd::|\buse rfd\b").is_match(&file.code()))
        .map(|file| file.path.as_str())
        .collect();
    (with.len() != 1).then(|| format!("one file opens the system’s dialogs, not {with:?}")).into_iter().collect()
}

fn file_access(files: &[File]) -> Faults {
    let others = under_src(files).filter(|file| file.layer().is_none_or(|layer| !WITH_FILES.contains(&layer)));
    matching(
        others,
        r"\bstd::fs\b|\bfs::\w|\bstd::\{(.*\W)?fs\b|\bFile::\w|\bOpenOptions\b|\btempfile\b",
        "this layer may not touch files",
    )
}

fn purity(files: &[File]) -> Faults {
    let pure = under_src(files).filter(|file| file.layer().is_some_and(|layer| PURE.contains(&layer)));
    matching(
        pure,
        r"\bInstant\b|\bSystemTime\b|\b(Timestamp|Zoned)::now\b|\bthread\b|\brand::|\bRandomState\b|\bUuid::(now_v7|new_v4)\b|\bstd::(env|process|net)\b",
        "a pure layer gets times, ids and the like as arguments",
    )
}

fn headers(files: &[File]) -> Faults {
    let bare = files.iter().filter(|file| file.is_rust() && !file.content.starts_with("//! "));
    bare.map(|file| format!("{}: say in a first line `//! …` what the file is for", file.path)).collect()
}

fn leftovers(files: &[File]) -> Faults {
    // The words are written apart so that this file does not find itself.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!(r"#\[", "ignore")];
    let pattern = regex(&words.join("|"));
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let found = file.content.lines().enumerate().filter(|(_, line)| pattern.is_match(line));
        faults.extend(found.map(|(number, _)| format!("{}:{}: finish it or open an issue", file.path, number + 1)));
    }
    faults
}

fn lint_exceptions(files: &[File]) -> Faults {
    let rust = files.iter().filter(|file| file.is_rust());
    matching(
        rust,
        concat!(r"#!?\[", r"allow\("),
        "write #[expect(…, reason = \"…\")], which reports itself when it is not needed",
    )
}

fn white_space(files: &[File]) -> Faults {
    let house = |file: &&File| {
        [".rs", ".toml", ".md", ".json", ".yml", ".yaml", ".py", ".sh", "/run"]
            .iter()
            .any(|end| file.path.ends_with(end))
            && !file.path.starts_with("assets/fonts/")
    };
    let mut faults = Faults::new();
    for file in files.iter().filter(house) {
        let odd = |line: &str| line.contains('\t') || line.ends_with([' ', '\r']);
        let found = file.content.split('\n').enumerate().filter(|(_, line)| odd(line));
        faults
            .extend(found.map(|(number, _)| format!("{}:{}: a tab, or white space at the end", file.path, number + 1)));
    }
    faults
}

fn length(files: &[File]) -> Faults {
    let long = files.iter().filter(|file| file.is_rust() && file.content.lines().count() > 700);
    long.map(|file| format!("{}: more than 700 lines; think of parting a file at 500", file.path)).collect()
}

fn machine_paths(files: &[File]) -> Faults {
    let folders = concat!("(ho", "me|ro", "ot|wo", "rk|Us", "ers|m", "nt)");
    matching(files, &format!(r"(^|[^\w./-])/{folders}/|\b[A-Z]:\\\\?Users"), "a path of one machine")
}

fn dependency_reasons(files: &[File]) -> Faults {
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        let mut in_dependencies = false;
        for line in file.content.lines() {
            if line.starts_with('[') {
                in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
            } else if in_dependencies && regex(r"^[\w-]+\s*[.=]").is_match(line) && !regex(r"# \w.{7}").is_match(line) {
                faults.push(format!("{}: say after # what this dependency is for: {line}", file.path));
            }
        }
    }
    faults
}

/// Holds a rule against the project, and against files that break it, one fault each.
fn hold(rule: fn(&[File]) -> Faults, kept: &[(&str, &str)], broken: &[(&str, &str)]) {
    let faults = rule(&project());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (path, content) in kept {
        let faults = rule(&with_root(path, content));
        assert!(faults.is_empty(), "finds fault with {path}, {content}: {}", faults.join("\n"));
    }
    for (path, content) in broken {
        assert!(rule(&with_root(path, content)).is_empty().not(), "finds no fault with {path}: {content}");
    }
}

/// The file, and a library root with three layers unless it is one itself.
fn with_root(path: &str, content: &str) -> Vec<File> {
    let table = "//! | [`text`] | a |\n//! | [`review`] | b |\n//! | [`ui`] | c |\n";
    let root = format!("{table}\npub mod text;\n\npub mod review;\n\npub mod ui;\n");
    let file = File::new(path, content);
    if path == "src/lib.rs" { vec![file] } else { vec![File::new("src/lib.rs", &root), file] }
}

#[test]
fn the_table_of_layers_lists_the_modules() {
    hold(
        layer_table,
        &[("src/lib.rs", "//! | [`text`] | a |\n\npub mod text;\n")],
        &[
            ("src/lib.rs", "//! | [`text`] | a |\n\npub mod text;\npub mod review;\n"),
            ("src/lib.rs", "//! | [`text`] | a |\n//! | [`review`] | b |\npub mod text;\n"),
        ],
    );
}

#[test]
fn a_layer_knows_only_those_below_it() {
    hold(
        layer_order,
        &[
            ("src/review/a.rs", "use crate::text::Span;\nuse crate::{review::B, text::{self, review}};"),
            ("src/text/a.rs", "//! As [`crate::review`] needs it.\nuse super::span;"),
            ("src/main.rs", "use crate::ui;"),
        ],
        &[
            ("src/text/a.rs", "use crate::review::Review;"),
            ("src/text/a.rs", "fn f() { crate::ui::run() }"),
            ("src/text/a.rs", "use crate::{\n    text::{self, word},\n    review::{Review, Claims},\n};"),
            ("src/text/a/b.rs", "use super::super::super::review;"),
            ("src/text/mod.rs", "use super::review;"),
            ("src/unlisted/a.rs", "use crate::text;"),
        ],
    );
}

#[test]
fn only_the_user_interface_knows_the_window_toolkit() {
    hold(
        toolkit,
        &[
            ("src/ui/a.rs", "use egui::Ui;"),
            ("src/main.rs", "fn main() { eframe::run(); }"),
            ("tests/a.rs", "use egui::Ui;"),
        ],
        &[("src/text/a.rs", "use egui::Ui;"), ("src/cli/a.rs", "eframe::run_native();")],
    );
}

#[test]
fn one_file_opens_the_systems_dialogs() {
    hold(dialogs, &[("src/ui/a.rs", "use rfd::FileDialog;")], &[("src/ui/a.rs", "use std::path;")]);
    let twice = [File::new("src/ui/a.rs", "use rfd::FileDialog;"), File::new("src/ui/b.rs", "rfd::FileDialog::new();")];
    assert_eq!(dialogs(&twice).len(), 1);
}

#[test]
fn only_layers_for_files_touch_files() {
    hold(
        file_access,
        &[("src/store/a.rs", "use std::fs;"), ("src/text/a.rs", "let offs = 1; let file = profile::of();")],
        &[
            ("src/ui/a.rs", "use std::fs;"),
            ("src/ui/a.rs", "use std::{fs, io};"),
            ("src/ui/a.rs", "use std::{collections::{A, B}, fs::File};"),
            ("src/text/a.rs", "File::open(path);"),
            ("src/app/a.rs", "OpenOptions::new();"),
        ],
    );
}

#[test]
fn pure_layers_have_no_clock_thread_or_chance() {
    hold(
        purity,
        &[
            ("src/store/a.rs", "Timestamp::now();"),
            ("src/text/a.rs", "//! no thread, no Instant\nuse jiff::Timestamp;"),
        ],
        &[
            ("src/text/a.rs", "let now = Instant::now();"),
            ("src/app/a.rs", "use std::time::SystemTime;"),
            ("src/review/a.rs", "Timestamp::now()"),
            ("src/claim/a.rs", "std::thread::sleep(x)"),
            ("src/article/a.rs", "Uuid::now_v7()"),
            ("src/article/a.rs", "Uuid::new_v4()"),
            ("src/text/a.rs", "rand::random()"),
        ],
    );
}

#[test]
fn every_source_says_what_it_is_for() {
    hold(headers, &[("tests/a.rs", "//! About.")], &[("src/text/a.rs", "use super::Span;"), ("benches/a.rs", "")]);
}

#[test]
fn nothing_is_left_to_do() {
    let kept = ("src/a.rs", "//! What is to do.");
    let words = [concat!("// TO", "DO"), concat!("// FIX", "ME"), concat!("// XX", "X"), concat!("#[", "ignore]")];
    hold(leftovers, &[kept], &words.map(|word| ("tests/a.rs", word)));
}

#[test]
fn lint_exceptions_are_expectations() {
    let broken = [concat!("#[", "allow(dead_code)]"), concat!("#![", "allow(dead_code)]")];
    hold(lint_exceptions, &[("src/a.rs", "#[expect(dead_code)]")], &broken.map(|line| ("src/a.rs", line)));
}

#[test]
fn lines_have_no_stray_white_space() {
    hold(
        white_space,
        &[("src/a.rs", "    a\n\n"), ("assets/a.txt", "a\tb")],
        &[("src/a.rs", "\ta"), ("README.md", "a \nb"), (".ci/run", "a\r\n")],
    );
}

#[test]
fn files_are_short() {
    let (most, more) = ("\n".repeat(700), "\n".repeat(701));
    hold(length, &[("src/a.rs", &most)], &[("tests/a.rs", &more)]);
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let paths = [
        concat!("cd /ho", "me/somebody"),
        concat!("`/wo", "rk/x`"),
        concat!(r"C:\Us", "ers"),
        concat!("\"/ro", "ot/a\""),
    ];
    let kept = [("README.md", "https://example.org/work/a"), (".ci/run", "cd /usr/share"), ("a.md", "network/home/x")];
    hold(machine_paths, &kept, &paths.map(|path| ("docs/a.md", path)));
}

#[test]
fn every_dependency_has_its_reason() {
    hold(
        dependency_reasons,
        &[("Cargo.toml", "[package]\nname = \"a\"\n[dependencies]\nserde = \"1\" # the review file")],
        &[
            ("Cargo.toml", "[dependencies]\nserde = \"1\""),
            ("Cargo.toml", "[dev-dependencies]\nserde = \"1\" #"),
            ("Cargo.toml", "[target.'cfg(unix)'.dependencies]\nserde.version = \"1\""),
        ],
    );
}
