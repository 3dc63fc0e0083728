//! A list that brings what is looked at into sight.

use eframe::egui::scroll_area::ScrollAreaOutput;

/// What a list was last scrolled to. It goes to something else that is looked at, and to the same when it became higher or lower, as when
/// what is below it appears; otherwise it stays where it was scrolled to.
#[derive(Debug)]
pub(crate) struct Sight<T> {
    /// What was looked at, and how high the list was then.
    shown: Option<T>,
    shown_in: f32,
    offset: f32,
    height: f32,
}

impl<T> Default for Sight<T> {
    fn default() -> Self {
        Self { shown: None, shown_in: 0.0, offset: 0.0, height: 0.0 }
    }
}

impl<T: Copy + PartialEq> Sight<T> {
    /// Where to scroll, if the list has to: `line_of` says in which line that which is looked at is listed, and `pitch` how far lines
    /// are apart.
    pub(crate) fn offset_to(
        &mut self,
        looked: Option<T>,
        pitch: f32,
        line_of: impl FnOnce(T) -> Option<usize>,
    ) -> Option<f32> {
        let is_same_height = (self.shown_in - self.height).abs() < 0.5;
        if self.shown == looked && is_same_height {
            return None;
        }
        (self.shown, self.shown_in) = (looked, self.height);
        let top = line_of(looked?)? as f32 * pitch;
        let in_sight = self.offset <= top && top + pitch <= self.offset + self.height;
        (!in_sight && self.height > 0.0).then(|| (top - self.height / 3.0).max(0.0))
    }

    /// Notes what is to be seen of the list.
    pub(crate) fn note<R>(&mut self, output: &ScrollAreaOutput<R>) {
        self.offset = output.state.clamped_offset().y;
        self.height = output.inner_rect.height();
    }
}
