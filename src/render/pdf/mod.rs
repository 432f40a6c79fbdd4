//! Law: one small Typst world per report, all in memory; the same report gives the same bytes.

mod endings;
mod fit;
mod options;
mod problem;
#[cfg(test)]
mod sample;
mod shelf;
#[cfg(test)]
mod tests;
mod widths;
mod world;

use super::order::{Order, Paper};
use crate::{assets::Assets, diagnostic::Problems, report::view::ReportView};
use serde::{Deserialize, Serialize};
use shelf::Shelf;
use std::collections::BTreeMap;
use typst::foundations::Bytes;
use typst_layout::PagedDocument;
use world::ReportWorld;

pub(super) use fit::short;
pub use widths::widths;

/// Which archive standard stands beside PDF/UA-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standard {
    /// PDF/A-2a: no attachments.
    A2a,
    /// PDF/A-3a: the data may be attached.
    A3a,
}

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has, the cover included.
    pub pages: usize,
}

/// Makes PDFs; built once and shared by all reports and threads.
pub struct PdfShop {
    shelf: Shelf,
}

impl PdfShop {
    /// Reads the fonts and the page templates.
    ///
    /// # Errors
    /// All of them: a missing or unreadable font, a missing template, a fault in a template's grammar.
    pub fn new(assets: &Assets) -> Result<Self, Problems> {
        Ok(Self { shelf: Shelf::new(assets)? })
    }

    /// Sets one report. `drawings` are the paper drawings by key; `attachment` is a file name and
    /// its bytes, comma-separated values, and needs [`Standard::A3a`].
    ///
    /// Call [`evict`] after every report, failed ones too: Typst remembers all it has set.
    ///
    /// # Errors
    /// What Typst finds wrong in a template or a drawing, its warnings included, with the
    /// template's file and place; whatever would break PDF/UA-1 or PDF/A.
    pub fn pdf(
        &self,
        view: &ReportView,
        drawings: &BTreeMap<String, String>,
        archive: Standard,
        attachment: Option<(&str, &[u8])>,
    ) -> Result<PdfFile, Problems> {
        match Order::paper(view, drawings.clone(), archive, attachment)? {
            Order::Paper(paper) => self.set(&paper),
            _ => Err(Problems::default()),
        }
    }

    /// Sets a report as it was ordered.
    pub(super) fn set(&self, paper: &Paper) -> Result<PdfFile, Problems> {
        let options = options::options(paper)?;
        let attachment = paper.attachment.as_ref();
        let set = |closer: &[String]| {
            let world = ReportWorld {
                shelf: &self.shelf,
                data: Bytes::from_string(data(paper, closer)),
                drawings: &paper.drawings,
                attachment: attachment.map(|(_, text)| text.as_bytes()),
            };
            let document = compiled(&world)?;
            Ok::<_, Problems>((world, document))
        };
        let (mut world, mut document) = set(&[])?;
        let closer = fit::over(&document, &paper.sections);
        if !closer.is_empty() {
            (world, document) = set(&closer)?;
        }
        let bytes = typst_pdf::pdf(&document, &options)
            .map_err(|errors| problem::of_typst(&world, &errors))?;
        Ok(PdfFile { bytes: endings::settled(bytes), pages: document.pages().len() })
    }
}

/// What templates read at `/data.json`: the report, the attached file's name, and the sections that shall stand
/// closer, to keep to a page.
fn data(paper: &Paper, closer: &[String]) -> String {
    let name = paper.attachment.as_ref().map(|(name, _)| name);
    let (name, closer) = (serde_json::json!(name), serde_json::json!(closer));
    format!("{{\"report\":{},\"attachment\":{name},\"closer\":{closer}}}", paper.view)
}

/// Sets a report; a warning is a problem, too.
fn compiled(world: &ReportWorld) -> Result<PagedDocument, Problems> {
    let compiled = typst::compile::<PagedDocument>(world);
    let mut problems = problem::of_typst(world, &compiled.warnings);
    match compiled.output {
        Ok(document) if !problems.fatal() => Ok(document),
        Ok(_) => Err(problems),
        Err(errors) => {
            problems.extend(problem::of_typst(world, &errors));
            Err(problems)
        }
    }
}

/// Frees what Typst remembers of reports set longer ago than the last two calls.
///
/// Without it memory grows by about 23 MiB a report.
pub fn evict() {
    typst::comemo::evict(2);
}
