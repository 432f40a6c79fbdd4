//! Law: what the auditor does not recognise is an error: each form of file has a closed grammar of what the program writes.
//!
//! A new element, attribute, shape or key must be taught here before anybody may publish it.

mod addresses;
mod drawing;
pub(super) mod json;
mod marks;
mod page;
pub(super) mod rows;
mod table;

pub(super) use page::{Place, corner_words, judge as page};

use super::{
    finding::{Finding, Findings},
    sight::Source,
};

/// Where strangers are told, each kind once a file.
pub(super) struct Strangers<'a> {
    source: &'a Source,
    findings: &'a mut Findings,
}

impl<'a> Strangers<'a> {
    /// Of a file's channel.
    pub fn new(source: &'a Source, findings: &'a mut Findings) -> Self {
        Self { source, findings }
    }

    /// Tells of something that is not in the grammar: what it is, never what it holds.
    pub fn tell(&mut self, what: &str) {
        let what = format!("nobody knows what this is for: {what}");
        self.findings.push(Finding::error("unrecognised", what).at(self.source));
    }
}

/// A name as a message may say it: letters and dashes; whatever else could be a value.
fn plain(name: &str) -> String {
    let kept: String =
        name.chars().take(40).filter(|c| c.is_alphabetic() || "-_.:[]".contains(*c)).collect();
    if kept.is_empty() { "(no letters)".to_owned() } else { kept }
}
