//! Law: a PDF promises two standards at once and carries nothing of the machine or the hour it was made.

use super::{Paper, Standard};
use crate::diagnostic::{Diagnostic, Place, Problems};
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// What the export must promise and write into the document.
///
/// # Errors
/// A date of publication that is no date, or standards that exclude each other.
pub(super) fn options(paper: &Paper) -> Result<PdfOptions, Problems> {
    let date = date(&paper.published).ok_or_else(|| {
        Diagnostic::error(
            "published-date",
            Place::file("config/report.toml"),
            "the date of publication is no date",
        )
        .hint("write it as year-month-day: `2019-06-05`")
    })?;
    let archive = match paper.archive {
        Standard::A2a => PdfStandard::A_2a,
        Standard::A3a => PdfStandard::A_3a,
    };
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, archive]).map_err(|error| {
        Diagnostic::error("pdf-standards", Place::Nowhere, error.message().to_string())
    })?;
    Ok(PdfOptions {
        ident: Smart::Custom(paper.ident.clone()),
        creator: Smart::Custom(Some(format!("bydelsrapport {}", env!("CARGO_PKG_VERSION")))),
        timestamp: Some(Timestamp::new_utc(date)),
        standards,
        ..PdfOptions::default()
    })
}

fn date(iso: &str) -> Option<Datetime> {
    let mut parts = iso.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn only_real_days_are_dates() {
        assert!(date("2019-06-05").is_some());
        for wrong in ["2019-02-30", "2019-6", "5. juni 2019", ""] {
            assert!(date(wrong).is_none(), "{wrong}");
        }
    }
}
