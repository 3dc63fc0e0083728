//! The marks of RTF.
//!
//! There is no crate for this that keeps what an article needs: those there are take bytes for code points, whatever the
//! code page, and run paragraphs together.

/// One mark, or some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A word with a number behind, such as `\par` or `\f0`.
    Word(&'a str, Option<i32>),
    /// A sign that stands for itself or something short, such as `\~`.
    Symbol(u8),
    /// A byte in two digits.
    Byte(u8),
    /// Bytes as they are.
    Words(&'a [u8]),
}

/// The marks of some bytes, in order.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn mark(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        match first {
            b'\'' => {
                self.skip(1);
                let digits = self.take(2);
                let byte = std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
                Some(byte.map_or(Token::Words(&[]), Token::Byte))
            }
            b'\r' | b'\n' => {
                self.skip(1);
                Some(Token::Word("par", None))
            }
            letter if letter.is_ascii_alphabetic() => Some(self.word()),
            sign => {
                self.skip(1);
                Some(Token::Symbol(sign))
            }
        }
    }

    fn word(&mut self) -> Token<'a> {
        const LONGEST: usize = 32;
        let count = |is: fn(&u8) -> bool, from: &[u8]| from.iter().take(LONGEST).take_while(|byte| is(byte)).count();
        let letters = self.take(count(u8::is_ascii_alphabetic, self.rest));
        let sign = usize::from(self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit));
        let digits = count(u8::is_ascii_digit, self.rest.get(sign..).unwrap_or_default());
        let number = if digits > 0 { self.take(sign + digits) } else { &[] };
        if self.rest.first() == Some(&b' ') {
            self.skip(1);
        }
        let text = |bytes: &'a [u8]| std::str::from_utf8(bytes).unwrap_or_default();
        let (word, number) = (text(letters), text(number).parse::<i32>().ok());
        if word == "bin" {
            self.skip(number.and_then(|count| usize::try_from(count).ok()).unwrap_or(0));
        }
        Token::Word(word, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let is_mark = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
        loop {
            match *self.rest.first()? {
                b'{' => {
                    self.skip(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.skip(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.skip(1);
                    return self.mark();
                }
                b'\r' | b'\n' | 0 => self.skip(1),
                _ => {
                    let end = self.rest.iter().position(is_mark).unwrap_or(self.rest.len());
                    return Some(Token::Words(self.take(end)));
                }
            }
        }
    }
}
