//! PDF documents to test with, written sign by sign.

use std::fmt::Write as _;

/// The height and width of every page, in points.
pub(crate) const HEIGHT: f32 = 842.0;
const WIDTH: f32 = 595.0;

/// A page.
#[derive(Clone, Default)]
pub(crate) struct Sheet {
    content: String,
    has_picture: bool,
}

impl Sheet {
    /// Adds words whose base line begins `x` points from the left and `y` from the top.
    pub(crate) fn text(mut self, x: f32, y: f32, size: f32, words: &str) -> Self {
        self.write("F1", x, y, size, words);
        self
    }

    /// The same in bold type.
    pub(crate) fn bold(mut self, x: f32, y: f32, size: f32, words: &str) -> Self {
        self.write("F2", x, y, size, words);
        self
    }

    /// The same in Cyrillic: each letter from А to я is written as its distance from the code of А and a table of the file says so.
    pub(crate) fn cyrillic(mut self, x: f32, y: f32, size: f32, words: &str) -> Self {
        let code = |c: char| match c {
            'А'..='я' => char::from_u32(u32::from(c) - u32::from('А') + 0x30).expect("a code"),
            other => other,
        };
        self.write("F3", x, y, size, &words.chars().map(code).collect::<String>());
        self
    }

    /// Hebrew letters and what else there is, sign by sign from the left as they are seen.
    pub(crate) fn hebrew(mut self, x: f32, y: f32, size: f32, seen: &str) -> Self {
        let _ = write!(self.content, "BT {x} {} Td ", HEIGHT - y);
        for c in seen.chars() {
            let is_hebrew = ('א'..='ת').contains(&c);
            let code = if is_hebrew { u32::from(c) - u32::from('א') + 0x80 } else { u32::from(c) };
            let _ = write!(self.content, "/{} {size} Tf <{code:02X}> Tj ", if is_hebrew { "F3" } else { "F1" });
        }
        self.content.push_str("ET ");
        self
    }

    /// Lines one under the other, from `y` on.
    pub(crate) fn lines(mut self, x: f32, y: f32, size: f32, words: &[&str]) -> Self {
        for (number, line) in words.iter().enumerate() {
            self.write("F1", x, y + number as f32 * size * 1.25, size, line);
        }
        self
    }

    /// Words that are there and not seen.
    pub(crate) fn unseen(mut self, x: f32, y: f32, size: f32, words: &str) -> Self {
        self.content.push_str("3 Tr ");
        self.write("F1", x, y, size, words);
        self.content.push_str("0 Tr ");
        self
    }

    /// A picture as large as the page.
    pub(crate) fn picture(mut self) -> Self {
        let _ = write!(self.content, "q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P Do Q ");
        self.has_picture = true;
        self
    }

    /// Operators as they are.
    pub(crate) fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push(' ');
        self
    }

    fn write(&mut self, font: &str, x: f32, y: f32, size: f32, words: &str) {
        let mut bytes = String::new();
        for byte in encoding_rs::WINDOWS_1252.encode(words).0.iter() {
            let _ = write!(bytes, "{byte:02X}");
        }
        let _ = write!(self.content, "BT /{font} {size} Tf {x} {} Td <{bytes}> Tj ET ", HEIGHT - y);
    }
}

/// A document.
#[derive(Clone, Default)]
pub(crate) struct Document {
    pub(crate) pages: Vec<Sheet>,
    /// More entries of its catalog, its trailer, and its info dictionary.
    pub(crate) catalog: String,
    pub(crate) trailer: String,
    pub(crate) info: String,
}

impl Document {
    pub(crate) fn of(pages: impl IntoIterator<Item = Sheet>) -> Self {
        Self { pages: pages.into_iter().collect(), ..Self::default() }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let first_page = 8;
        let kids: Vec<String> = (0..self.pages.len()).map(|at| format!("{} 0 R", first_page + at * 2)).collect();
        let kids = kids.join(" ");
        let mut map = String::new();
        for code in 0x30..0x70_u32 {
            let _ = writeln!(map, "<{code:02X}> <{:04X}>", code - 0x30 + u32::from('А'));
        }
        let mut hebrew = String::new();
        for code in 0x80..0x9B_u32 {
            let _ = writeln!(hebrew, "<{code:02X}> <{:04X}>", code - 0x80 + u32::from('א'));
        }
        let map = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
             1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <20> <0020> endbfchar \
             64 beginbfchar\n{map}endbfchar 27 beginbfchar\n{hebrew}endbfchar endcmap end end"
        );
        let font = |name: &str, more: &str| {
            format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding {more} >>")
        };
        let mut objects = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog),
            format!("<< /Type /Pages /Count {} /Kids [ {kids}] >>", self.pages.len()),
            font("Times-Roman", ""),
            font("Times-Bold", ""),
            font("Times-Roman", "/ToUnicode 7 0 R"),
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >> \
             stream\nx\nendstream"
                .to_owned(),
            format!("<< /Length {} >> stream\n{map}\nendstream", map.len()),
        ];
        for (at, page) in self.pages.iter().enumerate() {
            let picture = if page.has_picture { "/XObject << /P 6 0 R >>" } else { "" };
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {} 0 R \
                 /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> {picture} >> >>",
                first_page + at * 2 + 1
            ));
            objects.push(format!("<< /Length {} >> stream\n{}\nendstream", page.content.len(), page.content));
        }
        objects.push(format!("<< {} >>", self.info));
        let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
        }
        let table = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        for place in &places {
            bytes.extend(format!("{place:010} 00000 n \n").bytes());
        }
        let size = objects.len() + 1;
        let trailer = format!("<< /Size {size} /Root 1 0 R /Info {} 0 R {} >>", objects.len(), self.trailer);
        bytes.extend(format!("trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n").bytes());
        bytes
    }
}
