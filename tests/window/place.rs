//! What is around a window: folders and files of its own, a person who answers its dialogs, a bell that threads ring.

use std::{
    cell::RefCell,
    collections::VecDeque,
    path::{Path, PathBuf},
    rc::Rc,
    sync::{Arc, Condvar, Mutex},
    time::Duration,
};

use claimlight::{
    store::Folders,
    ui::{Answer, DialogOutcome, DialogRequest, Dialogs, RichClipboard},
};
use tempfile::TempDir;

use crate::support::Window;

/// What the tests read: a line for a headline, paragraphs that fit on a line each, words that come again.
pub(crate) const ARTICLE: &str = "Boats in port\n\n\
    The harbour is shut. \"We had a choice,\" she said, \"and we made it.\"\n\n\
    The boats stay in. The boats rot.\n\n\
    Nobody asked the crews. The boats wait.\n";

/// Words by two people who are named.
pub(crate) const QUOTED: &str =
    "Boats in port\n\n\"We had a choice,\" said Mara Lind.\n\n\"The boats rot,\" said Orla Venn.\n";

/// The article as a page of the web, between what stands on every page of its publisher.
const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><title>Boats in port | The Pier Gazette</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Boats in port",
"author": {"@type": "Person", "name": "Ines Prado"}, "publisher": {"@type": "Organization", "name": "The Pier Gazette"},
"datePublished": "2026-03-04T08:00:00Z"}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/imprint">Imprint</a></li></ul></nav>
<article><h1>Boats in port</h1>
<p>The harbour is shut, and has been since the storm that came up the coast on the night before last, as the harbour office said.</p>
<p>"We had a choice," she said, "and we made it." Nobody knows how long the boats will have to stay where they are now.</p>
<p>The boats stay in. The boats rot. Nobody asked the crews, who have waited for three weeks, and who will go on waiting, they say.</p>
</article>
<footer><p><a href="/imprint">Imprint</a> and <a href="/privacy">privacy</a></p></footer></body></html>
"#;

/// The longest that anything on another thread is waited for; only a fault takes as long.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Folders and files that outlive a window, so that another can be opened on them.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A path for a file here.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file with this content.
    pub(crate) fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        path
    }

    /// A folder with two articles.
    pub(crate) fn folder_of_two(&self) -> PathBuf {
        let folder = self.path("two");
        std::fs::create_dir(&folder).expect("a folder");
        for (name, content) in [("a.txt", "The first.\n"), ("b.txt", "The second.\n"), (".hidden.txt", "Nothing.\n")] {
            std::fs::write(folder.join(name), content).expect("a file");
        }
        folder
    }

    /// A page that was saved from the web: an article with things beside it.
    pub(crate) fn page(&self) -> PathBuf {
        self.file("boats.html", PAGE)
    }

    /// Where settings and journals are kept.
    pub(crate) fn folders(&self) -> Folders {
        Folders::within(self.path("own"))
    }

    /// A window on the article, which is shown when this returns.
    pub(crate) fn open_article(&self) -> Window {
        self.open(&self.file("boats.txt", ARTICLE))
    }

    /// A window on a file, which is shown when this returns.
    pub(crate) fn open(&self, path: &Path) -> Window {
        let mut window = self.begin(Some(path.to_owned()));
        window.wait_for("the document", |state| state.document.is_some());
        window
    }

    /// A window that begins with a file or with the sample.
    pub(crate) fn begin(&self, file: Option<PathBuf>) -> Window {
        Window::new(self.folders(), file, Signs::Bundled)
    }

    /// As [`Self::open`], on a file with signs that the bundled fonts lack and a real window finds in the system’s.
    pub(crate) fn open_with_any_signs(&self, path: &Path) -> Window {
        let mut window = Window::new(self.folders(), Some(path.to_owned()), Signs::Any);
        window.wait_for("the document", |state| state.document.is_some());
        window
    }
}

/// Which signs a window may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signs {
    /// Those of the bundled fonts; another fails the test.
    Bundled,
    /// Any; those that no font has are shown as boxes.
    Any,
}

/// Answers dialogs with what was laid out beforehand; without that, cancels.
#[derive(Clone, Default)]
pub(crate) struct Person {
    pub(crate) outcomes: Rc<RefCell<VecDeque<DialogOutcome>>>,
    pub(crate) asked: Rc<RefCell<Vec<DialogRequest>>>,
}

impl Dialogs for Person {
    fn ask(&mut self, request: DialogRequest, answer: Answer) {
        self.asked.borrow_mut().push(request);
        answer(self.outcomes.borrow_mut().pop_front().unwrap_or(DialogOutcome::Cancelled));
    }
}

/// What another program has copied with its form.
#[derive(Clone, Default)]
pub(crate) struct Copied(Arc<Mutex<Option<String>>>);

impl Copied {
    pub(crate) fn hold(&self, html: &str) {
        *self.0.lock().expect("no panic elsewhere") = Some(html.to_owned());
    }
}

impl RichClipboard for Copied {
    fn html(&self) -> Option<String> {
        self.0.lock().expect("no panic elsewhere").clone()
    }
}

/// Tells when a thread has asked for a frame.
#[derive(Default)]
pub(crate) struct Bell {
    rung: Mutex<bool>,
    rings: Condvar,
}

impl Bell {
    pub(crate) fn ring(&self) {
        *self.rung.lock().expect("no panic elsewhere") = true;
        self.rings.notify_all();
    }

    pub(crate) fn hush(&self) {
        *self.rung.lock().expect("no panic elsewhere") = false;
    }

    /// Returns whether it has rung since it was hushed, or does in time.
    pub(crate) fn wait(&self) -> bool {
        let rung = self.rung.lock().expect("no panic elsewhere");
        let (rung, _) = self.rings.wait_timeout_while(rung, PATIENCE, |rung| !*rung).expect("no panic elsewhere");
        *rung
    }
}
