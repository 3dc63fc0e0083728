//! What numbers in RTF stand for: encodings, fonts and styles.

use std::collections::HashMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, KOI8_R, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
    X_MAC_CYRILLIC,
};

use crate::read::office::look::{self, Look};

/// The encoding of a Windows code page; `None` when it is not one of those the web knows.
pub(super) fn of_code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        0 | 1252 | 28591 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        20866 => KOI8_R,
        21866 => KOI8_U,
        65001 => UTF_8,
        _ => return None,
    })
}

/// The encoding of a font's character set, as Windows numbers those; `None` when it is that of the document.
fn of_character_set(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    of_code_page(page)
}

/// How many fonts and styles are looked at; more are there to fill the memory.
const MOST: usize = 100_000;

/// Fonts by their numbers.
#[derive(Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    /// The font that is being described.
    current: i32,
}

#[derive(Default)]
pub(super) struct Font {
    pub(super) name: String,
    /// `None` when it is that of the document.
    pub(super) encoding: Option<&'static Encoding>,
    /// Whether it has signs in the place of letters.
    pub(super) has_symbols: bool,
}

impl Fonts {
    pub(super) fn get(&self, number: i32) -> Option<&Font> {
        self.fonts.get(&number)
    }

    /// Takes a word of the list of fonts.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("f", Some(_)) if self.fonts.len() >= MOST => {}
            ("f", Some(number)) => {
                self.current = number;
                self.fonts.entry(number).or_default();
            }
            ("fcharset", Some(number)) => {
                let font = self.fonts.entry(self.current).or_default();
                font.encoding = of_character_set(number);
                font.has_symbols = number == 2;
            }
            ("cpg", Some(number)) => {
                self.fonts.entry(self.current).or_default().encoding = of_code_page(number);
            }
            _ => {}
        }
    }

    /// Takes a piece of the name of a font.
    pub(super) fn name(&mut self, words: &str) {
        const LONGEST: usize = 100;
        let font = self.fonts.entry(self.current).or_default();
        if font.name.len() < LONGEST && !font.name.ends_with(';') {
            font.name.push_str(words.trim_start());
        }
    }
}

/// Styles of paragraphs by their numbers.
#[derive(Default)]
pub(super) struct Styles(HashMap<i32, (String, Option<i32>)>);

impl Styles {
    pub(super) fn insert(&mut self, number: i32, name: &str, based_on: Option<i32>) {
        let name = name.trim().trim_end_matches(';').trim().to_owned();
        if self.0.len() < MOST {
            self.0.insert(number, (name, based_on));
        }
    }

    /// What a style is for.
    pub(super) fn look(&self, number: i32) -> Option<Look> {
        const LONGEST_CHAIN: usize = 32;
        let mut next = Some(number);
        for _ in 0..LONGEST_CHAIN {
            let (name, based_on) = self.0.get(&next?)?;
            if let Some(look) = look::of_style(name) {
                return Some(look);
            }
            next = *based_on;
        }
        None
    }
}
