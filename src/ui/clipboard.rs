//! What the clipboard holds beside plain words, which is all that the toolkit hands over.

/// A clipboard that may hold words with a form.
pub trait RichClipboard: Send + Sync {
    /// What it holds as HTML, if it does. May wait for another program, so not for a thread that paints.
    fn html(&self) -> Option<String>;
}

/// The system's own clipboard.
#[derive(Debug, Default)]
pub struct SystemClipboard;

impl RichClipboard for SystemClipboard {
    fn html(&self) -> Option<String> {
        // Without a clipboard, or with one that holds no form, the plain words are all there is.
        arboard::Clipboard::new().ok()?.get().html().ok()
    }
}

/// A clipboard without forms.
#[derive(Debug, Default)]
pub(crate) struct PlainClipboard;

impl RichClipboard for PlainClipboard {
    fn html(&self) -> Option<String> {
        None
    }
}
