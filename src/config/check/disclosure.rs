//! Law: the protection of a single indicator may be tightened, never loosened.

use super::{Files, say::Say};
use crate::{
    config::{
        disclosure::{Disclosure, Tighter, Zeros},
        document::steps,
    },
    diagnostic::Problems,
};

/// More than any survey needs, and no sum of so many ever overflows.
const MOST: u64 = 1000;

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
        say.warning("weak-protection", steps!["k"], "counts of one or two people are shown", hint);
    }
    width(rules, &mut say);
    weights(rules, &mut say);
    for (id, tighter) in &rules.indicator {
        if let Some((indicators, _)) = files.indicators {
            let ids: Vec<&str> = indicators.indicators.iter().map(|i| i.id.as_str()).collect();
            say.known(steps!["indicator", id.as_str()], "indicator", id.as_str(), &ids);
        }
        for key in loosened(rules, tighter) {
            let message = format!("'{key}' protects '{id}' less than everything else");
            let hint = "one indicator can only be protected better: tighten it, or take it out";
            say.error("loosened", steps!["indicator", id.as_str(), key], message, hint);
        }
    }
}

/// What rules about one figure hide must also stay hidden when everything shown is laid together.
fn width(rules: &Disclosure, say: &mut Say<'_, '_>) {
    let path = steps!["width"];
    if !(1..=MOST).contains(&rules.width) {
        let message = format!("width must lie between 1 and {MOST}");
        let hint = "width = 4 leaves at least five values open for every hidden figure";
        say.error("out-of-range", path, message, hint);
    } else if rules.width < 3 {
        // The rule alone, with k = 5, leaves four values open: 1 to 4. Less than that, and what stands
        // beside a hidden figure tells more of it than that it is hidden.
        let message = "hidden figures may be known to within one or two people";
        let hint =
            "4 is usual; 3 leaves open no less than the rule that hides 1 to 4 does by itself";
        say.warning("weak-protection", path, message, hint);
    }
}

fn weights(rules: &Disclosure, say: &mut Say<'_, '_>) {
    let general = [
        ("city", rules.weights.city),
        ("total", rules.weights.total),
        ("base", rules.weights.base),
    ];
    let general = general.map(|(key, weight)| (steps!["weights", key].to_vec(), weight));
    let own = rules.indicator.iter().filter_map(|(id, own)| {
        let path = steps!["indicator", id.as_str(), "weight"].to_vec();
        Some((path, own.weight?))
    });
    for (path, weight) in general.into_iter().chain(own) {
        if !(1..=MOST).contains(&weight) {
            let message = format!("a weight must lie between 1 and {MOST}");
            let hint = "1 is as any other figure; 20 is hidden when twenty others would be";
            say.error("out-of-range", &path, message, hint);
        }
    }
}

/// The keys that would protect less than the rules for all.
fn loosened(rules: &Disclosure, tighter: &Tighter) -> Vec<&'static str> {
    let checks = [
        ("k", tighter.k.is_some_and(|k| k < rules.k)),
        ("minimum_base", tighter.minimum_base.is_some_and(|base| base < rules.minimum_base)),
        ("zeros", rules.zeros == Zeros::Hidden && tighter.zeros == Some(Zeros::Shown)),
        ("everyone", rules.everyone && tighter.everyone == Some(false)),
    ];
    checks.into_iter().filter(|(_, looser)| *looser).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_looser_rules_are_named() {
        let rules = Disclosure { zeros: Zeros::Hidden, everyone: true, ..Disclosure::default() };
        let same = Tighter {
            k: Some(5),
            minimum_base: Some(20),
            zeros: Some(Zeros::Hidden),
            everyone: Some(true),
            weight: None,
        };
        assert!(loosened(&rules, &same).is_empty());
        assert!(loosened(&rules, &Tighter::default()).is_empty());
        let looser = Tighter {
            k: Some(4),
            minimum_base: Some(4),
            zeros: Some(Zeros::Shown),
            everyone: Some(false),
            weight: Some(1),
        };
        assert_eq!(loosened(&rules, &looser), ["k", "minimum_base", "zeros", "everyone"]);
    }
}
