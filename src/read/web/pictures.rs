//! Pictures inside the source of a page: `data:` addresses, which carry no words and most of the bytes.

use std::borrow::Cow;

use memchr::memchr;

/// The longest that is left in, in bytes.
const SHORT: usize = 4 * 1024;

/// The page without the long ones: only `data:` stays of each.
pub(super) fn without_data(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(found) = memchr(b':', &bytes[from..]) {
        let start = from + found + 1;
        from = start;
        let scheme = start.checked_sub("data:".len()).and_then(|at| bytes.get(at..start));
        if !scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"data:")) {
            continue;
        }
        let end = start + bytes[start..].iter().take_while(|byte| is_of_address(**byte)).count();
        from = end;
        if end - start > SHORT {
            kept.push_str(&html[copied..start]);
            copied = end;
        }
    }
    if copied == 0 {
        return html.into();
    }
    kept.push_str(&html[copied..]);
    kept.into()
}

/// Whether an address may go on with this byte; quotation marks, brackets, white space and all other letters end it.
fn is_of_address(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'(' | b')')
}
