//! Law: a sum with a hidden part is hidden, and one with a missing part is missing.

use super::super::raw::{Content, Masked};

/// What parts hold together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sum {
    /// The sum.
    pub content: Content,
    /// The known counts alone; the whole can never be less.
    pub at_least: u64,
}

/// Adds parts up: counts with counts, means by the number of people they are over.
pub(super) fn sum(parts: &[Content]) -> Sum {
    let known = parts.iter().filter_map(|part| match part {
        Content::Count { count, .. } => Some(count.0),
        _ => None,
    });
    let at_least = known.clone().sum();
    let content = if parts.contains(&Content::Hidden) {
        Content::Hidden
    } else if !parts.is_empty() && known.count() == parts.len() {
        Content::Count { count: Masked(at_least), base: bases(parts) }
    } else {
        mean(parts).unwrap_or(Content::Missing)
    };
    Sum { content, at_least }
}

/// The bases together, where all are known.
fn bases(parts: &[Content]) -> Option<Masked<u64>> {
    let sum: Option<u64> = parts.iter().map(base).sum();
    sum.map(Masked)
}

/// A cell's base.
pub(super) fn base(content: &Content) -> Option<u64> {
    match content {
        Content::Count { base, .. } | Content::Share { base, .. } | Content::Mean { base, .. } => {
            base.map(|b| b.0)
        }
        Content::Hidden | Content::Missing => None,
    }
}

/// The mean over all: Σ mean · base / Σ base.
fn mean(parts: &[Content]) -> Option<Content> {
    let mut weighted = 0.0;
    let mut people = 0;
    for part in parts {
        let Content::Mean { mean, base: Some(base) } = part else {
            return None;
        };
        weighted += mean.0 * base.0 as f64;
        people += base.0;
    }
    (people > 0).then(|| Content::Mean {
        mean: Masked(weighted / people as f64),
        base: Some(Masked(people)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(count: u64, base: Option<u64>) -> Content {
        Content::Count { count: Masked(count), base: base.map(Masked) }
    }

    fn mean_of(mean: f64, base: Option<u64>) -> Content {
        Content::Mean { mean: Masked(mean), base: base.map(Masked) }
    }

    #[test]
    fn hidden_is_stronger_than_missing_is_stronger_than_known() {
        assert_eq!(
            sum(&[count(1, None), Content::Missing, Content::Hidden]).content,
            Content::Hidden
        );
        assert_eq!(sum(&[count(1, None), Content::Missing]).content, Content::Missing);
        assert_eq!(sum(&[count(1, None), Content::Hidden]).at_least, 1);
        assert_eq!(sum(&[]).content, Content::Missing);
    }

    #[test]
    fn a_base_is_known_when_all_its_parts_are() {
        assert_eq!(sum(&[count(1, Some(4)), count(2, Some(5))]).content, count(3, Some(9)));
        assert_eq!(sum(&[count(1, Some(4)), count(2, None)]).content, count(3, None));
    }

    #[test]
    fn means_weigh_by_people() {
        assert_eq!(
            sum(&[mean_of(30.0, Some(1)), mean_of(40.0, Some(3))]).content,
            mean_of(37.5, Some(4))
        );
        assert_eq!(sum(&[mean_of(30.0, Some(1)), mean_of(40.0, None)]).content, Content::Missing);
        assert_eq!(sum(&[mean_of(30.0, Some(0))]).content, Content::Missing);
    }

    proptest! {
        #[test]
        fn order_and_grouping_never_matter(counts in prop::collection::vec((0u64..1000, 0u64..1000), 2..8), cut in 1usize..7) {
            let parts: Vec<Content> = counts.iter().map(|(c, b)| count(*c, Some(c + b))).collect();
            let mut back = parts.clone();
            back.reverse();
            prop_assert_eq!(sum(&parts), sum(&back));
            let cut = cut.min(parts.len() - 1);
            let halves = [sum(&parts[..cut]).content, sum(&parts[cut..]).content];
            prop_assert_eq!(sum(&halves), sum(&parts));
        }
    }
}
