//! A drawing as a picture of dots.

use std::sync::{Arc, LazyLock};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{self, Options, Tree, fontdb::Database},
};

/// A picture of dots, as large as its drawing times a scale.
#[derive(Clone, Debug)]
pub struct Picture(Pixmap);

/// Why a drawing could not be made into a picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The drawing is not one.
    #[error("the drawing does not read: {0}")]
    Drawing(#[from] usvg::Error),
    /// There would be too many dots, or none.
    #[error("it would have {width} by {height} dots")]
    Size {
        /// Across.
        width: u32,
        /// Down.
        height: u32,
    },
    /// The dots could not be packed.
    #[error("its dots could not be packed: {0}")]
    Packing(String),
}

/// The fonts that a drawing may name: the program’s own alone, so that a picture is the same on every machine.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [
        include_bytes!("../../assets/fonts/Inter-Regular.otf").as_slice(),
        include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
    ] {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    Arc::new(fonts)
});

impl Picture {
    /// Draws it.
    pub(super) fn of_svg(svg: &str, scale: f32) -> Result<Self, PictureError> {
        let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
        let tree = Tree::from_str(svg, &options)?;
        let dots = |length: f32| (length * scale).ceil() as u32;
        let (width, height) = (dots(tree.size().width()), dots(tree.size().height()));
        let mut dots = Pixmap::new(width, height).ok_or(PictureError::Size { width, height })?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
        Ok(Self(dots))
    }

    /// How many dots it has across and down.
    pub fn size(&self) -> [usize; 2] {
        [self.0.width() as usize, self.0.height() as usize]
    }

    /// Its dots from the top left, row by row: red, green, blue and how opaque, the colours multiplied with that.
    pub fn dots(&self) -> &[u8] {
        self.0.data()
    }

    /// The content of a PNG file.
    ///
    /// # Errors
    /// When the dots cannot be packed.
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        self.0.encode_png().map_err(|fault| PictureError::Packing(fault.to_string()))
    }
}
