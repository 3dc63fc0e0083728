//! The words of RTF: what a group is for, what ends or parts what is on the page, and what holds from here on.

use super::{Destination, Ends, Group, Kept, Rich, tables::of_code_page};
use crate::read::office::look::Look;

impl Rich<'_> {
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        if self.destination_word(word) {
            return;
        }
        let is_on = number != Some(0);
        match self.group().destination {
            Destination::Fonts => return self.fonts.word(word, number),
            Destination::Kept(Kept::Created | Kept::Revised) => {
                let place = ["yr", "mo", "dy"].iter().position(|name| *name == word);
                if let Some(part) = place.and_then(|place| self.date.get_mut(place)) {
                    *part = number.unwrap_or(0);
                }
                return;
            }
            Destination::Kept(_) if word == "par" || word == "line" => return self.put("\n"),
            Destination::Body if self.structure(word) => return,
            _ => {}
        }
        match word {
            "ansicpg" => match number.and_then(of_code_page) {
                Some(encoding) => self.encoding = encoding,
                None => self.unknown_page = number,
            },
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "deff" => self.default_font = number,
            "f" => self.set(|group| group.font = number),
            "uc" => self.set(|group| group.fallback = number.and_then(|count| count.try_into().ok()).unwrap_or(1)),
            "plain" => {
                let font = self.default_font;
                self.set(|group| {
                    *group = Group { font, hidden: false, deleted: false, inserted: false, ..*group };
                });
            }
            "pard" => self.set(|group| {
                *group = Group { style: None, outline: None, list: false, in_table: false, ..*group };
            }),
            "v" => self.set(|group| group.hidden = is_on),
            "deleted" | "revised" => self.change(word, is_on),
            "s" => self.set(|group| group.style = number),
            "cs" | "ds" | "ts" if self.group().destination == Destination::Styles => {
                // Styles of characters, sections and tables have numbers of their own.
                self.set(|group| group.destination = Destination::Skipped);
            }
            "sbasedon" => self.set(|group| group.based_on = number),
            "outlinelevel" => self.set(|group| group.outline = number.and_then(|level| level.try_into().ok())),
            "ls" => self.set(|group| group.list = is_on),
            "intbl" => self.set(|group| group.in_table = true),
            "itap" => self.set(|group| group.in_table = is_on),
            "pnlvlblt" | "pnlvlbody" | "pnlvl" => {
                if let Some(outer) = self.groups.len().checked_sub(2).and_then(|outer| self.groups.get_mut(outer)) {
                    outer.list = true;
                }
            }
            _ => {
                if let Some(sign) = sign_of(word) {
                    self.put(sign);
                }
            }
        }
    }

    fn change(&mut self, word: &str, is_on: bool) {
        let group = self.group();
        let before = if word == "deleted" { group.deleted } else { group.inserted };
        self.manuscript.left_out.changes += usize::from(is_on && !before);
        self.set(|group| if word == "deleted" { group.deleted = is_on } else { group.inserted = is_on });
    }

    /// Takes a word that says what its group is for; `false` when it is another.
    fn destination_word(&mut self, word: &str) -> bool {
        let group = self.group();
        let kept = match word {
            "title" => Some(Kept::Title),
            "author" => Some(Kept::Author),
            "creatim" => Some(Kept::Created),
            "revtim" => Some(Kept::Revised),
            "annotation" => Some(Kept::Remark),
            "atnauthor" => Some(Kept::RemarkAuthor),
            "atrfstart" => Some(Kept::RemarkBegins),
            "atrfend" => Some(Kept::RemarkEnds),
            "atnref" => Some(Kept::RemarkNumber),
            _ => None,
        };
        if let Some(kept) = kept {
            // Inside what is passed over only the description of the document is looked at.
            let is_known = group.destination != Destination::Skipped
                || matches!(kept, Kept::Title | Kept::Author | Kept::Created | Kept::Revised);
            if is_known && group.ends.is_none() {
                self.kept.push(String::new());
                self.date = [0; 3];
                self.set(|group| {
                    group.destination = Destination::Kept(kept);
                    group.ends = Some(Ends::Kept(kept));
                });
            }
            return true;
        }
        let to = match word {
            "fonttbl" => Destination::Fonts,
            "stylesheet" => {
                // The list takes names as they come; each ends with its group.
                if self.kept.is_empty() {
                    self.kept.push(String::new());
                }
                Destination::Styles
            }
            "shppict" | "moMath" | "moMathPara" | "listpicture" => {
                self.manuscript.left_out.equations += usize::from(word == "moMath");
                return true;
            }
            "pict" => {
                self.manuscript.left_out.pictures += usize::from(group.destination == Destination::Body);
                Destination::Skipped
            }
            "objdata" => {
                self.manuscript.left_out.embedded += 1;
                Destination::Skipped
            }
            "upr" => {
                self.set(|group| group.around = group.destination);
                Destination::Skipped
            }
            "ud" => group.around,
            "footnote" if group.destination == Destination::Body => {
                self.notes += 1;
                let mark = std::mem::take(&mut self.mark);
                self.manuscript.begin_note(&mark);
                self.open.push(false);
                self.set(|group| group.ends = Some(Ends::Note));
                Destination::Body
            }
            "shptxt" | "dptxbxtext" => {
                self.manuscript.begin_box();
                self.open.push(false);
                self.set(|group| group.ends = Some(Ends::Box));
                Destination::Body
            }
            word if is_furniture(word) || group.optional => Destination::Skipped,
            _ => return false,
        };
        self.set(|group| group.destination = to);
        true
    }

    /// Takes a word that ends or parts what is on the page; `false` when it is another.
    fn structure(&mut self, word: &str) -> bool {
        let group = self.group();
        if group.deleted && matches!(word, "par" | "line" | "tab") {
            return true;
        }
        match word {
            "par" | "sect" | "nestcell" => self.end_paragraph(),
            "line" | "page" | "column" => {
                if self.is_open() {
                    self.manuscript.break_line();
                }
            }
            "cell" => {
                self.begin_row();
                self.end_paragraph();
                self.manuscript.begin_cell();
            }
            "row" => {
                self.begin_row();
                self.end_paragraph();
                if self.columns > 0 {
                    self.manuscript.set_columns(self.columns);
                }
                self.manuscript.end_row();
                (self.row, self.row_defined) = (false, false);
            }
            "trowd" => (self.row_defined, self.columns) = (true, 0),
            "cellx" => self.columns += 1,
            "chftn" => {
                if !self.groups.iter().any(|group| group.ends == Some(Ends::Note)) {
                    self.mark = format!("[{}]", self.notes + 1);
                    let mark = self.mark.clone();
                    self.put(&mark);
                }
            }
            _ => return false,
        }
        true
    }

    fn begin_row(&mut self) {
        if self.open.len() == 1 && !self.row {
            if !self.table {
                self.manuscript.begin_table(None);
                self.table = true;
            }
            self.manuscript.begin_row();
            self.manuscript.begin_cell();
            self.row = true;
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.last().copied().unwrap_or(false)
    }

    fn end_paragraph(&mut self) {
        self.manuscript.end_paragraph();
        if let Some(open) = self.open.last_mut() {
            *open = false;
        }
    }

    /// Begins a paragraph if none is open.
    pub(super) fn begin_paragraph(&mut self) {
        if self.is_open() {
            return;
        }
        let group = self.group();
        if self.open.len() == 1 {
            if group.in_table || self.row_defined {
                self.begin_row();
            } else if self.table {
                self.manuscript.end_table();
                (self.table, self.row) = (false, false);
            }
        }
        let outline = || group.outline.filter(|level| *level < 9).map(|level| Look::Heading(level + 1));
        let look = group.style.and_then(|style| self.styles.look(style)).or_else(outline);
        let look = look.or(group.list.then_some(Look::ListItem)).unwrap_or_default();
        self.manuscript.begin_paragraph(look);
        if let Some(open) = self.open.last_mut() {
            *open = true;
        }
    }
}

/// Whether a word makes its group a piece of page furniture, a table of the file or an instruction.
fn is_furniture(word: &str) -> bool {
    const WORDS: [&str; 36] = [
        "colortbl",
        "info",
        "filetbl",
        "revtbl",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "pntext",
        "listtext",
        "xe",
        "tc",
        "tcn",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "fldinst",
        "nonshppict",
        "shprslt",
        "object",
        "operator",
        "company",
        "subject",
        "doccomm",
        "keywords",
    ];
    WORDS.contains(&word)
}

/// The sign that a word stands for.
fn sign_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        "ltrmark" => "\u{200E}",
        "rtlmark" => "\u{200F}",
        _ => return None,
    })
}
