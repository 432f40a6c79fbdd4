//! Law: a closed set of rules says what is worth talking about, from published figures alone.

mod choose;
mod rules;

use super::{Against, Lens, Tone};
use crate::{
    config::outline::{Outline, Ref},
    ident::CellKey,
};

/// Which rule made a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Too few people to say anything of differences.
    SmallBase,
    /// Nothing differs from the reference, and nothing has changed.
    Ordinary,
    /// The life area with the largest weak share.
    WeakestArea,
    /// A figure that differs from the reference's.
    StandsOut,
    /// A figure that differs from the wave before.
    Changed,
    /// More are recommended something than get it.
    Gap,
    /// A figure that differs between two groups.
    BetweenGroups,
    /// Those who need a thing most, and do not have it.
    Coverage,
    /// The group with the most people.
    LargestGroup,
    /// A headline figure of the cover, where little else is remarkable.
    Headline,
}

impl Rule {
    /// The name of its sentence template, after `finding-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SmallBase => "small-base",
            Self::Ordinary => "ordinary",
            Self::WeakestArea => "weakest-area",
            Self::StandsOut => "stands-out",
            Self::Changed => "changed",
            Self::Gap => "gap",
            Self::BetweenGroups => "between-groups",
            Self::Coverage => "coverage",
            Self::LargestGroup => "largest-group",
            Self::Headline => "headline",
        }
    }
}

/// Something worth saying, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What the difference means by the indicator's polarity.
    pub tone: Tone,
    /// The figure it is about.
    pub figure: Ref,
    /// The second figure, for a gap and for groups.
    pub other: Option<Ref>,
    /// How it stands to what the district is compared with.
    pub against: Option<Against>,
    /// The smallest difference in percentage points that the figures bear out, weighed by rule; larger is more.
    pub strength: f64,
    /// The cells that it rests on.
    pub evidence: Vec<CellKey>,
}

/// The findings of a district in order of weight, at most `most`, spread over what they are about.
pub fn findings(lens: &Lens, outline: &Outline, most: usize) -> Vec<Finding> {
    if let Some(small) = rules::small_base(lens, outline) {
        return vec![small];
    }
    let weight = &outline.findings.weight;
    let mut lead: Vec<Finding> = Vec::new();
    let mut rest = rules::stands_out(lens, outline);
    rest.extend(rules::changed(lens, outline));
    lead.extend(rules::ordinary(lens, outline));
    let weakest = rules::weakest(lens, outline);
    lead.extend(weakest.filter(|_| weight.weakest_area > 0.0));
    rest.extend(rules::gap(lens, outline));
    rest.extend(rules::between_groups(lens, outline));
    rest.extend(rules::coverage(lens, outline));
    rest.extend(rules::largest_group(lens, outline));
    rest.retain(|finding| finding.strength > 0.0);
    choose::choose(lens, lead, rest, rules::headlines(lens, outline), most)
}
