//! What people write in office programs, book makers and mail programs: DOCX, ODT, EPUB, RTF, e-mail.
//!
//! All readers here tell a [`manuscript::Manuscript`] what they meet, in order, and it makes the text, the blocks and the
//! places of remarks. Pictures, headers and footers are no part of an article; page furniture is left out in silence, the rest
//! with a warning.

mod docx;
mod email;
mod epub;
mod fault;
mod left_out;
mod look;
mod manuscript;
mod odt;
mod package;
mod rtf;
mod sheet;
mod symbol;
mod word_body;
mod word_numbering;
mod word_styles;
mod xhtml;
mod xml;

pub(super) use docx::Docx;
pub(super) use email::Email;
pub(super) use epub::Epub;
pub use fault::DocumentFault;
pub use left_out::LeftOut;
pub(super) use odt::Odt;
pub(super) use rtf::Rtf;
