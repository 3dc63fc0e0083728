//! How it looks: fonts, colours, spacing. Every colour of the program stands here.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle, Visuals, vec2,
};

use crate::{
    claim::{StatusGroup, Tag},
    store::Theme,
};

/// The colours of one theme. `tests` below hold its contrasts to the bars of WCAG 2.2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Palette {
    /// Behind the article.
    pub paper: Color32,
    /// Behind bars and panels.
    pub panel: Color32,
    /// Behind a card or a field.
    pub raised: Color32,
    /// Lines that part things.
    pub line: Color32,
    /// Text.
    pub ink: Color32,
    /// Text that steps back: captions, hints.
    pub soft_ink: Color32,
    /// What can be pressed, and what is focused.
    pub accent: Color32,
    /// Text on [`Self::accent`].
    pub on_accent: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// Behind a hit of the find bar.
    pub hit: Color32,
    /// Behind the hit last gone to.
    pub current_hit: Color32,
    /// Behind words that another version of the article no longer has; they are struck through as well.
    pub removed: Color32,
    /// Behind words that another version has instead; they are underlined as well.
    pub added: Color32,
    /// A warning's mark.
    pub warning: Color32,
    /// An error's mark.
    pub error: Color32,
    /// Done.
    pub success: Color32,
    tints: [Color32; 3],
    focus_tints: [Color32; 3],
    strong: [Color32; 3],
}

impl Palette {
    /// The colours for light or dark.
    pub(crate) fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// Behind the words of a claim.
    pub(crate) fn tint(&self, tag: Tag) -> Color32 {
        self.tints[tag as usize]
    }

    /// Behind the words of the claim that is looked at.
    pub(crate) fn focus_tint(&self, tag: Tag) -> Color32 {
        self.focus_tints[tag as usize]
    }

    /// The line under the words of a claim, its letter, its mark.
    pub(crate) fn strong(&self, tag: Tag) -> Color32 {
        self.strong[tag as usize]
    }

    /// The mark of a status.
    pub(crate) fn status(&self, group: StatusGroup) -> Color32 {
        match group {
            StatusGroup::ToCheck => self.soft_ink,
            StatusGroup::Checking | StatusGroup::Waiting => self.warning,
            StatusGroup::Checked => self.success,
            StatusGroup::Skipped => self.line,
        }
    }
}

/// Blue, amber and purple keep apart for every common colour-blindness; the pattern of the line and the letter say the same.
const LIGHT: Palette = Palette {
    paper: Color32::from_rgb(0xFD, 0xFC, 0xFA),
    panel: Color32::from_rgb(0xF4, 0xF2, 0xEE),
    raised: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    line: Color32::from_rgb(0xD9, 0xD5, 0xCD),
    ink: Color32::from_rgb(0x1C, 0x1B, 0x19),
    soft_ink: Color32::from_rgb(0x5E, 0x5A, 0x54),
    accent: Color32::from_rgb(0x1F, 0x5F, 0x5B),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selection: Color32::from_rgb(0xD2, 0xD6, 0xD3),
    hit: Color32::from_rgb(0xFF, 0xF3, 0xA6),
    current_hit: Color32::from_rgb(0xFF, 0xD9, 0x5C),
    removed: Color32::from_rgb(0xFA, 0xDC, 0xD6),
    added: Color32::from_rgb(0xD2, 0xEC, 0xDB),
    warning: Color32::from_rgb(0x9A, 0x5B, 0x00),
    error: Color32::from_rgb(0xB3, 0x26, 0x1E),
    success: Color32::from_rgb(0x1B, 0x6E, 0x3C),
    tints: [
        Color32::from_rgb(0xD9, 0xE9, 0xF8),
        Color32::from_rgb(0xFC, 0xEB, 0xC8),
        Color32::from_rgb(0xF3, 0xDD, 0xF0),
    ],
    focus_tints: [
        Color32::from_rgb(0xB4, 0xD6, 0xF5),
        Color32::from_rgb(0xF7, 0xD7, 0x93),
        Color32::from_rgb(0xE6, 0xBB, 0xDF),
    ],
    strong: [
        Color32::from_rgb(0x0A, 0x58, 0xA6),
        Color32::from_rgb(0x96, 0x5C, 0x00),
        Color32::from_rgb(0x8A, 0x2A, 0x7C),
    ],
};

const DARK: Palette = Palette {
    paper: Color32::from_rgb(0x17, 0x18, 0x1A),
    panel: Color32::from_rgb(0x1F, 0x21, 0x23),
    raised: Color32::from_rgb(0x28, 0x2A, 0x2D),
    line: Color32::from_rgb(0x3C, 0x3F, 0x43),
    ink: Color32::from_rgb(0xEA, 0xE7, 0xE1),
    soft_ink: Color32::from_rgb(0xAE, 0xAA, 0xA3),
    accent: Color32::from_rgb(0x7F, 0xC8, 0xC1),
    on_accent: Color32::from_rgb(0x10, 0x1C, 0x1B),
    selection: Color32::from_rgb(0x3D, 0x42, 0x46),
    hit: Color32::from_rgb(0x4A, 0x43, 0x0B),
    current_hit: Color32::from_rgb(0x5E, 0x46, 0x00),
    removed: Color32::from_rgb(0x52, 0x26, 0x22),
    added: Color32::from_rgb(0x16, 0x3F, 0x2B),
    warning: Color32::from_rgb(0xE8, 0xB0, 0x5A),
    error: Color32::from_rgb(0xF2, 0x8B, 0x82),
    success: Color32::from_rgb(0x7C, 0xC9, 0x94),
    tints: [
        Color32::from_rgb(0x16, 0x33, 0x4E),
        Color32::from_rgb(0x46, 0x35, 0x0C),
        Color32::from_rgb(0x45, 0x23, 0x41),
    ],
    focus_tints: [
        Color32::from_rgb(0x1D, 0x48, 0x70),
        Color32::from_rgb(0x5C, 0x45, 0x0E),
        Color32::from_rgb(0x60, 0x2F, 0x5A),
    ],
    strong: [
        Color32::from_rgb(0x74, 0xB6, 0xF2),
        Color32::from_rgb(0xE9, 0xB9, 0x55),
        Color32::from_rgb(0xE1, 0x92, 0xD4),
    ],
};

/// The size of the article's running text at 100 %, in points.
pub(crate) const READING_SIZE: f32 = 18.5;

/// The article's running text.
pub(crate) const READING: &str = "reading";
/// Its headings.
pub(crate) const READING_STRONG: &str = "reading-strong";
/// Its standfirst.
pub(crate) const READING_ITALIC: &str = "reading-italic";
/// What stands out in bars and panels.
pub(crate) const STRONG: &str = "strong";

/// A font of this family at this size.
pub(crate) fn font(family: &'static str, size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(family.into()))
}

/// The frame of what stands before the window.
pub(crate) fn modal_frame(context: &egui::Context) -> egui::Frame {
    egui::Frame::popup(&context.global_style()).inner_margin(20).corner_radius(12)
}

/// Puts fonts, colours and spacing into a context.
pub(crate) fn install(context: &egui::Context) {
    context.set_fonts(fonts());
    for dark in [false, true] {
        let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
        context.style_mut_of(theme, |style| {
            style.visuals = visuals(dark);
            style.text_styles = [
                (TextStyle::Small, FontId::proportional(11.5)),
                (TextStyle::Body, FontId::proportional(13.5)),
                (TextStyle::Button, FontId::proportional(13.5)),
                (TextStyle::Heading, font(STRONG, 16.0)),
                (TextStyle::Monospace, FontId::monospace(12.5)),
            ]
            .into();
            style.spacing.item_spacing = vec2(8.0, 6.0);
            style.spacing.button_padding = vec2(8.0, 4.0);
            style.spacing.interact_size.y = 26.0;
            style.spacing.menu_margin = egui::Margin::same(6);
            style.animation_time = 0.08;
        });
    }
}

/// Makes the context follow the theme of the settings.
pub(crate) fn follow(context: &egui::Context, theme: Theme) {
    context.set_theme(match theme {
        Theme::System => egui::ThemePreference::System,
        Theme::Light => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let own: [(&str, &'static [u8]); 5] = [
        ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
        ("Inter SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
        ("Source Serif", include_bytes!("../../assets/fonts/SourceSerifPro-Regular.ttf")),
        ("Source Serif Semibold", include_bytes!("../../assets/fonts/SourceSerifPro-Semibold.ttf")),
        ("Source Serif Italic", include_bytes!("../../assets/fonts/SourceSerifPro-It.ttf")),
    ];
    for (name, bytes) in own {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let with_fallback =
        |first: &[&str]| first.iter().map(|name| (*name).to_owned()).chain(fallback.iter().cloned()).collect();
    let families: [(FontFamily, &[&str]); 5] = [
        (FontFamily::Proportional, &["Inter"]),
        (FontFamily::Name(STRONG.into()), &["Inter SemiBold", "Inter"]),
        (FontFamily::Name(READING.into()), &["Source Serif", "Inter"]),
        (FontFamily::Name(READING_STRONG.into()), &["Source Serif Semibold", "Source Serif", "Inter"]),
        (FontFamily::Name(READING_ITALIC.into()), &["Source Serif Italic", "Source Serif", "Inter"]),
    ];
    for (family, first) in families {
        fonts.families.insert(family, with_fallback(first));
    }
    fonts
}

fn visuals(dark: bool) -> Visuals {
    let palette = Palette::of(dark);
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.raised;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = palette.raised;
    visuals.text_edit_bg_color = Some(palette.raised);
    visuals.faint_bg_color = palette.panel;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.weak_text_color = Some(palette.soft_ink);
    visuals.selection.bg_fill =
        if dark { Color32::from_rgb(0x24, 0x4A, 0x48) } else { Color32::from_rgb(0xCF, 0xE5, 0xE2) };
    visuals.selection.stroke = Stroke::new(1.0, palette.ink);
    visuals.button_frame = true;
    let hovered = if dark { palette.line } else { Color32::from_rgb(0xE9, 0xE5, 0xDE) };
    let states = [
        (&mut visuals.widgets.noninteractive, palette.panel, palette.line, palette.ink),
        (&mut visuals.widgets.inactive, palette.raised, palette.line, palette.ink),
        (&mut visuals.widgets.hovered, hovered, palette.soft_ink, palette.ink),
        (&mut visuals.widgets.active, hovered, palette.accent, palette.ink),
        (&mut visuals.widgets.open, hovered, palette.line, palette.ink),
    ];
    for (state, fill, edge, text) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, edge);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.2.
    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (light, dark) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn text_keeps_seven_to_one_on_everything_it_stands_on() {
        for palette in [LIGHT, DARK] {
            let grounds = palette.tints.into_iter().chain(palette.focus_tints).chain([
                palette.paper,
                palette.panel,
                palette.raised,
                palette.selection,
                palette.hit,
                palette.current_hit,
                palette.removed,
                palette.added,
            ]);
            for ground in grounds {
                assert!(contrast(palette.ink, ground) >= 7.0, "{ground:?}: {}", contrast(palette.ink, ground));
            }
        }
    }

    #[test]
    fn soft_text_and_marks_keep_their_contrast() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.paper, palette.panel, palette.raised] {
                assert!(contrast(palette.soft_ink, ground) >= 4.5, "soft ink on {ground:?}");
                for mark in
                    palette.strong.into_iter().chain([palette.warning, palette.error, palette.success, palette.accent])
                {
                    assert!(contrast(mark, ground) >= 4.5, "{mark:?} on {ground:?}: {}", contrast(mark, ground));
                }
            }
            for (strong, tint) in palette.strong.into_iter().zip(palette.tints) {
                assert!(contrast(strong, tint) >= 3.0, "{strong:?} on {tint:?}");
            }
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5, "text on accent");
        }
    }
}
