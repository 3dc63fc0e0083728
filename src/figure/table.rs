//! A plot as a table.

use crate::text::neutralised;

/// What a plot shows, in rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns hold.
    pub header: Vec<&'static str>,
    /// The rows, as many cells each as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as comma-separated values after RFC 4180, in UTF-8, without cells that a spreadsheet takes for formulas.
    ///
    /// # Errors
    /// When a row has another number of cells than the header.
    pub fn to_csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| neutralised(cell).into_owned()))?;
        }
        writer.into_inner().map_err(|fault| fault.into_error().into())
    }

    /// The same as words.
    ///
    /// # Errors
    /// As those of [`Self::to_csv`].
    pub fn to_words(&self) -> Result<String, csv::Error> {
        Ok(String::from_utf8_lossy(&self.to_csv()?).into_owned())
    }
}
