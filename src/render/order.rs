//! Law: an order holds all that a page is set from, finished words and drawings alone, so that it can be set elsewhere.

use super::{
    html::{IndexView, WebDrawing, asked},
    pdf::{Standard, short},
};
use crate::{
    diagnostic::{Diagnostic, Place, Problems},
    report::view::ReportView,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something to set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Order {
    /// Nothing: whoever sets pages shall say whether the templates and fonts are sound.
    Nothing,
    /// A district's page.
    Page {
        /// The report, as templates see it.
        view: serde_json::Value,
        /// Its drawings by key.
        drawings: BTreeMap<String, WebDrawing>,
    },
    /// The page that leads to all districts.
    Index {
        /// The list, as templates see it.
        view: serde_json::Value,
    },
    /// A district's report for paper.
    Paper(Box<Paper>),
}

/// A report for paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paper {
    /// The report as JSON, as templates read it.
    pub view: String,
    /// Its drawings by key.
    pub drawings: BTreeMap<String, String>,
    /// The archive standard.
    pub archive: Standard,
    /// The name and the text of the attached file.
    pub attachment: Option<(String, String)>,
    /// The document's stable identifier.
    pub ident: String,
    /// The day of publication, `2019-06-05`.
    pub published: String,
    /// The sections' ids, and whether a section is short by its nature.
    pub sections: Vec<(String, bool)>,
}

/// Something that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has on paper, the cover included; 0 otherwise.
    pub pages: usize,
}

impl Order {
    /// A district's page.
    ///
    /// # Errors
    /// Drawings that are missing, all of them.
    pub fn page(
        view: &ReportView,
        drawings: BTreeMap<String, WebDrawing>,
    ) -> Result<Self, Problems> {
        asked(view, &drawings)?;
        Ok(Self::Page { view: value(view)?, drawings })
    }

    /// The page that leads to all districts.
    ///
    /// # Errors
    /// None that a project can cause.
    pub fn index(view: &IndexView) -> Result<Self, Problems> {
        Ok(Self::Index { view: value(view)? })
    }

    /// A report for paper. `attachment` is a file name and its text, comma-separated values, and needs
    /// [`Standard::A3a`].
    ///
    /// # Errors
    /// None that a project can cause.
    pub fn paper(
        view: &ReportView,
        drawings: BTreeMap<String, String>,
        archive: Standard,
        attachment: Option<(&str, &[u8])>,
    ) -> Result<Self, Problems> {
        let attachment = attachment
            .map(|(name, bytes)| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned()));
        Ok(Self::Paper(Box::new(Paper {
            view: serde_json::to_string(view).map_err(|error| no_json(&error))?,
            drawings,
            archive,
            attachment,
            ident: view.meta.ident.clone(),
            published: view.meta.published_iso.clone(),
            sections: view
                .sections
                .iter()
                .map(|section| (section.id.clone(), section.blocks.iter().all(short)))
                .collect(),
        })))
    }
}

fn value(view: &impl Serialize) -> Result<serde_json::Value, Problems> {
    serde_json::to_value(view).map_err(|error| no_json(&error))
}

fn no_json(error: &serde_json::Error) -> Problems {
    let message = format!("the report is no JSON: {error}");
    Diagnostic::error("report-data", Place::Nowhere, message)
        .hint("this is a fault in the program, not in the project: please report it")
        .into()
}
