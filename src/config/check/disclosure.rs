//! Law: the protection of a single indicator may be tightened, never loosened.

use super::{Files, say::Say};
use crate::{
    config::{
        disclosure::{Disclosure, Tighter, Zeros},
        document::steps,
    },
    diagnostic::Problems,
};

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((rules, document)) = files.disclosure else {
        return;
    };
    let mut say = Say::new(document, problems);
    if rules.k < 1 {
        let hint = "k = 5 hides the counts 1 to 4";
        say.error("out-of-range", steps!["k"], "k must be at least 1", hint);
    } else if rules.k < 3 {
        let hint = "common practice is k = 5, which hides the counts 1 to 4";
        say.warning(
            "weak-protection",
            steps!["k"],
            "counts of one or two people are shown",
            hint,
        );
    }
    for (id, tighter) in &rules.indicator {
        if let Some((indicators, _)) = files.indicators {
            let ids: Vec<&str> = indicators
                .indicators
                .iter()
                .map(|i| i.id.as_str())
                .collect();
            say.known(
                steps!["indicator", id.as_str()],
                "indicator",
                id.as_str(),
                &ids,
            );
        }
        for key in loosened(rules, tighter) {
            let message = format!("'{key}' protects '{id}' less than everything else");
            let hint = "one indicator can only be protected better: tighten it, or take it out";
            say.error(
                "loosened",
                steps!["indicator", id.as_str(), key],
                message,
                hint,
            );
        }
    }
}

/// The keys that would protect less than the rules for all.
fn loosened(rules: &Disclosure, tighter: &Tighter) -> Vec<&'static str> {
    let checks = [
        ("k", tighter.k.is_some_and(|k| k < rules.k)),
        (
            "minimum_base",
            tighter
                .minimum_base
                .is_some_and(|base| base < rules.minimum_base),
        ),
        (
            "zeros",
            rules.zeros == Zeros::Hidden && tighter.zeros == Some(Zeros::Shown),
        ),
        (
            "everyone",
            rules.everyone && tighter.everyone == Some(false),
        ),
    ];
    checks
        .into_iter()
        .filter(|(_, looser)| *looser)
        .map(|(key, _)| key)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_looser_rules_are_named() {
        let rules = Disclosure {
            zeros: Zeros::Hidden,
            everyone: true,
            ..Disclosure::default()
        };
        let same = Tighter {
            k: Some(5),
            minimum_base: Some(20),
            zeros: Some(Zeros::Hidden),
            everyone: Some(true),
        };
        assert!(loosened(&rules, &same).is_empty());
        assert!(loosened(&rules, &Tighter::default()).is_empty());
        let looser = Tighter {
            k: Some(4),
            minimum_base: Some(4),
            zeros: Some(Zeros::Shown),
            everyone: Some(false),
        };
        assert_eq!(
            loosened(&rules, &looser),
            ["k", "minimum_base", "zeros", "everyone"]
        );
    }
}
