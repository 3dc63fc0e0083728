//! `claimlight import --from FORMAT FILE…`

use std::{
    fs,
    io::{self, Read as _},
    mem::discriminant,
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::{
    Console, Outcome,
    export::formats,
    inputs::{self, Names},
    progress::Meter,
    read_article, read_review, standard_input,
};
use crate::{
    article::Article,
    claim::Tag,
    exchange::{self, Format, ImportOptions, Imported, ImportedReview, Labelled, Mapping, NamedFile, Note, Watch},
    read as reading,
    review::{Review, Stamp},
    store::{self, Carried, ExportError},
};

/// What `claimlight import` is asked for.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The files, or folders with some; - reads the standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format
    #[arg(long, value_parser = formats(Format::reads))]
    from: Format,
    /// The file for the review or, where there are several, the folder; the standard output without it
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// What labels stand for, such as PER=quote,Opinion=commentary,*=assertion; usual names are known
    #[arg(long, value_name = "RULES", value_parser = Mapping::parse)]
    map: Option<Mapping>,
    /// The article, or a review of it, for formats that come without the text; may be given for each article
    #[arg(long, value_name = "FILE")]
    article: Vec<PathBuf>,
    /// Whose work it is, where the file does not say
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

/// Makes reviews of other programs' annotations.
///
/// # Errors
/// When the result cannot be written on the standard output.
pub(super) fn run(arguments: &Arguments, console: &mut Console<'_>) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let articles = match articles(&arguments.article) {
        Ok(articles) => articles,
        Err((path, fault)) => {
            console.error(&path, fault);
            return Ok(Outcome::InputAtFault);
        }
    };
    let options = ImportOptions {
        mapping: arguments.map.clone().unwrap_or_default(),
        articles,
        reviewer: arguments.reviewer.clone().unwrap_or_default(),
    };
    let extension = format!(".{}", arguments.from.extension().rsplit('.').next().unwrap_or_default());
    let is_wanted = |path: &Path| {
        let name = path.to_string_lossy().to_lowercase();
        name.ends_with(&extension) && !name.ends_with(crate::read::REVIEW_ENDING)
    };
    let files = inputs::expanded(&arguments.files, &is_wanted, &mut |path, reason| {
        console.error(path, reason);
        outcome = Outcome::InputAtFault;
    });
    let mut reviews: Vec<(PathBuf, ImportedReview)> = Vec::new();
    let mut codebooks: Vec<(PathBuf, Vec<Labelled>)> = Vec::new();
    for file in files {
        let mut meter = Meter::new(console);
        let imported = import(&file, arguments.from, &options, &mut Watch::new(&mut |progress| meter.show(progress)));
        meter.clear();
        let Imported { reviews: read, notes, .. } = match imported {
            Ok(mut imported) => {
                if imported.is_codebook() {
                    codebooks.push((file.clone(), std::mem::take(&mut imported.labels)));
                }
                imported
            }
            Err(fault) => {
                console.error(&file, fault);
                outcome = Outcome::InputAtFault;
                continue;
            }
        };
        let all: Vec<&Note> = notes.iter().chain(read.iter().flat_map(|review| &review.notes)).collect();
        if all.iter().any(|note| note.is_left_out()) {
            outcome = Outcome::InputAtFault;
        }
        say(&file, &all, console);
        reviews.extend(read.into_iter().map(|review| (file.clone(), review)));
    }
    // A review on the standard output stands there alone.
    let has_room = reviews.is_empty() || arguments.output.is_some();
    for (file, codes) in &codebooks {
        say_codes(file, codes, has_room, console)?;
    }
    if !keep(arguments, &reviews, console)? {
        outcome = Outcome::InputAtFault;
    }
    Ok(outcome)
}

/// The articles that were given, each by itself or with a review of it.
fn articles(paths: &[PathBuf]) -> Result<Vec<Article>, (PathBuf, String)> {
    let read = |path: &PathBuf| {
        if reading::is_review(path) {
            read_review(path).map(|decoded| decoded.review.article().clone())
        } else {
            read_article(path).map(|reading| reading.article).map_err(|fault| fault.to_string())
        }
    };
    paths.iter().map(|path| read(path).map_err(|fault| (path.clone(), fault))).collect()
}

/// What is in a file; of more than is imported, one byte too many, so that it shows.
fn bounded(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(exchange::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn import(file: &Path, format: Format, options: &ImportOptions, watch: &mut Watch<'_>) -> Result<Imported, String> {
    let bytes = if file == Path::new("-") {
        standard_input(exchange::MAX_BYTES as u64).map_err(|fault| fault.to_string())?
    } else {
        bounded(file).map_err(|fault| format!("It could not be read: {fault}"))?
    };
    let name = match file.file_name() {
        Some(name) if file != Path::new("-") => name.to_string_lossy().into_owned(),
        _ => format!("standard-input.{}", format.extension()),
    };
    let mut files = vec![NamedFile { name: name.clone(), bytes }];
    if format == Format::Brat {
        let text = exchange::brat_text_name(&name);
        let beside = file.with_file_name(&text);
        if file != Path::new("-") && beside.exists() {
            let bytes = bounded(&beside).map_err(|fault| format!("“{text}” could not be read: {fault}"))?;
            files.push(NamedFile { name: text, bytes });
        }
    }
    let mut stamp = Stamp { now: Timestamp::now(), new_id: &mut Uuid::now_v7 };
    exchange::import(&files, format, options, &mut stamp, watch).map_err(|fault| fault.to_string())
}

/// Says what there is to know, of each sort so much and how much more there is.
fn say(file: &Path, notes: &[&Note], console: &mut Console<'_>) {
    const OF_A_SORT: usize = 20;
    let mut counts: Vec<(std::mem::Discriminant<exchange::NoteKind>, usize)> = Vec::new();
    for note in notes {
        let sort = discriminant(&note.kind);
        let place = counts.iter().position(|(known, _)| *known == sort).unwrap_or_else(|| {
            counts.push((sort, 0));
            counts.len() - 1
        });
        counts[place].1 += 1;
        match counts[place].1 {
            count if count > OF_A_SORT => console.detail(file, note),
            _ if note.is_left_out() => console.error(file, note),
            _ => console.warning(file, note),
        }
    }
    for (_, count) in counts.into_iter().filter(|(_, count)| *count > OF_A_SORT) {
        console.warning(file, format_args!("And {} more of this sort; --verbose says which", count - OF_A_SORT));
    }
}

/// Says of each code of a codebook what it would stand for, a line of JSON a code. There is nothing else to import in one.
fn say_codes(file: &Path, codes: &[Labelled], has_room: bool, console: &mut Console<'_>) -> io::Result<()> {
    console.warning(file, "A codebook: no claims in it, so no review was made");
    if !has_room {
        console.warning(file, "Give it without other files to see what its codes stand for");
        return Ok(());
    }
    for code in codes {
        let line = json!({ "code": code.label, "tag": code.tag.map(Tag::name), "about": code.about });
        writeln!(console.out(), "{line}")?;
    }
    let unsaid = codes.iter().filter(|code| code.tag.is_none()).count();
    if unsaid > 0 {
        console
            .warning(file, format_args!("Codes that stand for no tag: {unsaid}. Say what for, as in --map CODE=quote"));
    }
    Ok(())
}

/// Writes the reviews where they belong; what is wrong has been said when it gives `false`.
fn keep(arguments: &Arguments, reviews: &[(PathBuf, ImportedReview)], console: &mut Console<'_>) -> io::Result<bool> {
    let encoded = |review: &Review| store::encode(review, &Carried::default());
    let (folder, single) = match (&arguments.output, reviews) {
        (_, []) => return Ok(true),
        (None, [(file, one)]) => {
            return match encoded(&one.review) {
                Ok(bytes) => console.out().write_all(&bytes).map(|()| true),
                Err(fault) => {
                    console.error(file, fault);
                    Ok(false)
                }
            };
        }
        (None, several) => {
            let file = &several[0].0;
            console.error(file, format_args!("There are {} reviews. Give a folder with --output", several.len()));
            return Ok(false);
        }
        (Some(path), [_]) if !path.is_dir() && !path.to_string_lossy().ends_with(['/', '\\']) => (path, true),
        (Some(path), _) => (path, false),
    };
    if !single && let Err(fault) = fs::create_dir_all(folder) {
        console.error(folder, format_args!("The folder could not be made: {fault}. Choose another"));
        return Ok(false);
    }
    let mut names = Names::default();
    let mut all_written = true;
    for (file, imported) in reviews {
        let name = names.different(&inputs::harmless(&imported.name));
        let path = if single { folder.clone() } else { folder.join(format!("{name}.claims.json")) };
        let result = encoded(&imported.review)
            .map_err(|fault| fault.to_string())
            .and_then(|bytes| store::export_review(&path, &bytes, arguments.force).map_err(|fault| explained(&fault)));
        match result {
            Ok(_) => console.detail(file, format_args!("Written to {}", path.display())),
            Err(fault) => {
                console.error(file, fault);
                all_written = false;
            }
        }
    }
    Ok(all_written)
}

fn explained(fault: &ExportError) -> String {
    match fault {
        ExportError::Exists(_) => format!("{fault} with --force"),
        _ => fault.to_string(),
    }
}
