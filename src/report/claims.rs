//! Law: whatever a report says in a sentence is also kept as data: in which place, by which template, from which cells.

use super::{cites::said, desk::Desk, view::Rich};
use crate::{
    analysis::Finding,
    words::{Said, Told},
};
use serde::Serialize;

/// Everything that a report claims in words, as `findings.json` holds it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Claims {
    /// The edition.
    pub edition: String,
    /// The survey's title.
    pub survey: String,
    /// The district's id.
    pub district: String,
    /// Its name.
    pub name: String,
    /// Language tag.
    pub language: String,
    /// A line about all figures, for example that they are synthetic.
    pub notice: Option<String>,
    /// The wave reported on, and the one before.
    pub period: String,
    /// The wave before.
    pub earlier: Option<String>,
    /// What the district is compared with, as an id in the data.
    pub reference: String,
    /// `process` or `census`.
    pub model: &'static str,
    /// The least difference that counts, in percentage points.
    pub threshold: f64,
    /// The confidence of intervals, as a share.
    pub confidence: f64,
    /// How many comparisons are held against each other.
    pub comparisons: usize,
    /// The claims in the order of the report.
    pub claims: Vec<Claim>,
}

/// One sentence or paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    /// The section it stands in; `cover` for the cover.
    pub section: String,
    /// What it is there.
    pub place: Place,
    /// The sentence template.
    pub template: String,
    /// What made it a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<Why>,
    /// The text, `**` around what is strong.
    pub text: String,
    /// The numbers in it.
    pub figures: Vec<Number>,
    /// The cells that it rests on.
    pub cells: Vec<String>,
    /// The table row that carries it, in the HTML page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// What a claim is in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// A number on the cover.
    Cover,
    /// A section's heading.
    Heading,
    /// Running text.
    Text,
    /// A panel.
    Panel,
    /// A step of the method.
    Step,
    /// Small print.
    Note,
    /// A finding of the summary.
    Finding,
    /// A finding on the page for the meeting.
    Dialogue,
    /// A question.
    Question,
}

/// What made a claim a finding.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// The rule.
    pub rule: &'static str,
    /// `weaker`, `stronger` or `neutral`.
    pub tone: &'static str,
    /// The smallest difference in percentage points that the figures bear out, weighed; absent for what leads.
    pub strength: Option<f64>,
    /// The figure's address.
    pub figure: String,
    /// The second figure's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

impl Why {
    /// Of a finding.
    fn of(finding: &Finding) -> Self {
        Self {
            rule: finding.rule.name(),
            tone: finding.tone.name(),
            // As many places as anybody needs, so that every reader of JSON reads the same.
            strength: finding
                .strength
                .is_finite()
                .then(|| (finding.strength * 1000.0).round() / 1000.0),
            figure: finding.figure.to_string(),
            other: finding.other.as_ref().map(ToString::to_string),
        }
    }
}

/// A number in a claim.
#[derive(Clone, Debug, Serialize)]
pub struct Number {
    /// As it stands in the text.
    pub text: String,
    /// What it is: `share`, `count`, `points` …; docs/architecture.md says of what.
    pub measure: &'static str,
    /// The cells, in the order that the measure means.
    pub cells: Vec<String>,
    /// Which tally.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<&Told> for Number {
    fn from(told: &Told) -> Self {
        Self {
            text: told.text.clone(),
            measure: told.measure.name(),
            cells: told.cells.iter().map(|key| key.address()).collect(),
            name: told.name.clone(),
        }
    }
}

impl Desk<'_> {
    /// Keeps what is said as a claim, and gives it for the page.
    pub fn claim(&self, words: &Said, place: Place) -> Rich {
        self.claim_of(words, place, None, None);
        said(words)
    }

    /// The same of a finding, with where its row is. It rests on what the rule looked at, whether the words say so or not.
    pub fn claim_of(
        &self,
        words: &Said,
        place: Place,
        finding: Option<&Finding>,
        link: Option<String>,
    ) {
        let mut cells: Vec<String> = Vec::new();
        let looked_at = finding.into_iter().flat_map(|finding| &finding.evidence);
        for key in words.evidence.iter().chain(looked_at) {
            let address = key.address();
            if !cells.contains(&address) {
                cells.push(address);
            }
        }
        self.claims.borrow_mut().push(Claim {
            section: self.section.borrow().clone(),
            place,
            template: words.template.clone(),
            finding: finding.map(Why::of),
            text: words.text.clone(),
            figures: words.told.iter().map(Number::from).collect(),
            cells,
            link,
        });
    }
}
