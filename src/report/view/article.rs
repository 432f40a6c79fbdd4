//! Law: an article reaches the templates as words and their roles; its signs mean nothing there.

use crate::words::article::{Line, Part};
use serde::Serialize;

/// What somebody wrote for this report.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView {
    /// Its address, which the addresses of its footnotes begin with.
    pub id: String,
    /// Its title; where there is none, its headings stand directly under the section's.
    pub title: Option<String>,
    /// In one or two columns on paper.
    pub columns: u8,
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// Its footnotes in the order of their numbers, from 1.
    pub notes: Vec<Line>,
}
