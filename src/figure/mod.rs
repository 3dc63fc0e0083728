//! Figures as they are shown and given away: a [`Plot`] says what is drawn, the window paints it, and it leaves the program as
//! an SVG picture, a PNG picture or a CSV table.
//!
//! Everything is made of the figures alone and comes out the same each time. Names from a file are inert in every form:
//! escaped in SVG, neutralised in CSV.

mod picture;
mod plot;
mod plots;
mod shown;
mod svg;
mod table;

pub use picture::{Picture, PictureError};
pub use plot::{Lead, Look, Mark, Plot, Shape};
pub use plots::{headline, plots};
pub use shown::shown;
pub use table::Table;

/// The forms in which a plot leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A drawing that any browser shows and any program for drawing changes.
    Svg,
    /// A picture of dots.
    Png,
    /// A table of what the plot shows.
    Csv,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Csv];

    /// The word a reader sees.
    pub fn label(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Csv => "CSV",
        }
    }

    /// How names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }
}

/// Why a plot could not be made into a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// The drawing could not be written.
    #[error("the drawing could not be made: {0}")]
    Drawing(#[from] askama::Error),
    /// The picture could not be made.
    #[error("the picture could not be made: {0}")]
    Picture(#[from] PictureError),
    /// The table could not be written.
    #[error("the table could not be made: {0}")]
    Table(#[from] csv::Error),
}

impl Plot {
    /// The plot as a drawing that stands by itself: XML with a title and a description, no outside resource.
    ///
    /// # Errors
    /// When the template cannot be filled, which no plot brings about.
    pub fn to_svg(&self) -> Result<String, FigureError> {
        Ok(svg::svg(self)?)
    }

    /// The plot as a picture, this many dots for each unit of the drawing.
    ///
    /// # Errors
    /// When the picture is too large to hold.
    pub fn to_picture(&self, scale: f32) -> Result<Picture, FigureError> {
        Ok(Picture::of_svg(&self.to_svg()?, scale)?)
    }

    /// The content of a file of this form.
    ///
    /// # Errors
    /// As those of the forms.
    pub fn to_bytes(&self, format: Format) -> Result<Vec<u8>, FigureError> {
        /// Two dots a unit keep a picture sharp on paper and on fine screens.
        const SCALE: f32 = 2.0;
        match format {
            Format::Svg => Ok(self.to_svg()?.into_bytes()),
            Format::Png => Ok(self.to_picture(SCALE)?.to_png()?),
            Format::Csv => Ok(self.table.to_csv()?),
        }
    }
}
