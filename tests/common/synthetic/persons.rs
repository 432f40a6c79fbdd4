//! Law: a small workbook, sound or with one thing wrong.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::path::Path;

pub fn persons_xlsx(
    path: &Path,
    person: Option<f64>,
    wrong: Option<&str>,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2025, 3, 14)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet().set_name("Alene")?;
    sheet.write_row(1, 1, ["år", "bydel", "gruppe", "antall"])?;
    let mut row = 2;
    for (district, count) in
        [("Sagene", 100.0), ("St. Hanshaugen", 50.0), ("Alna", 130.0), ("Marka", 7.0)]
    {
        for group in ["Psykisk helseproblem", "Rusmiddelproblem"] {
            sheet.write(row, 1, 2018.0)?;
            sheet.write(row, 2, district)?;
            sheet.write(row, 3, group)?;
            sheet.write(row, 4, count)?;
            row += 1;
        }
    }
    if let Some(text) = wrong {
        sheet.write(5, 4, text)?;
    }
    if let Some(number) = person {
        // On a sheet that no source names.
        book.add_worksheet().set_name("Grunnlag")?.write(3, 2, number)?;
    }
    book.save(path)
}
