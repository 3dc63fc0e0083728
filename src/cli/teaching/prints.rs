//! What `claimlight class --print FOLDER` writes.

use std::{fs, path::Path};

use super::{Against, class::Arguments, exported};
use crate::{
    classroom::{
        Which,
        print::{self, NotPrinted, Printed, Who},
    },
    cli::{Console, Outcome},
    store,
};

/// Writes the article with the class's shares, the pages of the pupils, and the key.
pub(super) fn all(arguments: &Arguments, printed: &Printed<'_>, console: &mut Console<'_>) -> Outcome {
    let which = if arguments.corrected { Which::Last } else { Which::First };
    let who = if arguments.nameless { Who::Nobody } else { printed.who };
    let pages = [
        ("article.html", print::article(&Printed { who, ..*printed }, which)),
        ("pupils.html", print::pupils(printed)),
        ("key.html", print::key(printed.expected, printed.masthead())),
    ];
    write(arguments, pages, console)
}

/// Writes the key alone.
pub(super) fn key(arguments: &Arguments, against: &Against<'_>, console: &mut Console<'_>) -> Outcome {
    write(arguments, [("key.html", print::key(&against.expected, against.masthead))], console)
}

fn write<const N: usize>(
    arguments: &Arguments,
    pages: [(&str, Result<String, NotPrinted>); N],
    console: &mut Console<'_>,
) -> Outcome {
    let folder = arguments.print.as_deref().unwrap_or(Path::new(""));
    if let Err(fault) = fs::create_dir_all(folder) {
        console.error(folder, format_args!("The folder could not be made: {fault}. Choose another"));
        return Outcome::InputAtFault;
    }
    let mut outcome = Outcome::Done;
    for (name, page) in pages {
        let path = folder.join(name);
        let written = page
            .map_err(|fault| fault.to_string())
            .and_then(|page| exported(store::export(&path, page.as_bytes(), arguments.force)));
        match written {
            Ok(()) => console.detail(&path, "Written"),
            Err(reason) => {
                console.error(&path, reason);
                outcome = Outcome::InputAtFault;
            }
        }
    }
    outcome
}
