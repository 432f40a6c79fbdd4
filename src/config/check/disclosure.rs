//! Law: the protection of a single indicator may be tightened, never loosened.

use super::{Files, say::Say};
use crate::{
    config::{
        disclosure::{Disclosure, Tighter, Zeros},
        document::{Step, steps},
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
    memory(rules, files, &mut say);
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

/// What is said to be gone is gone, and why.
fn memory(rules: &Disclosure, files: &Files<'_, '_>, say: &mut Say<'_, '_>) {
    let memory = &rules.memory;
    if memory.file.as_ref().is_some_and(|file| file.trim().is_empty()) {
        let hint =
            "name the file that the projects share, from this project's folder, or leave it out";
        say.error("memory", steps!["memory", "file"], "the memory has no name", hint);
    }
    for (n, pattern) in memory.allow_exposed.iter().enumerate() {
        if pattern.split('.').count() != 5 {
            let message = format!("'{pattern}' is no address of a figure");
            let hint = "wave.district.group.indicator.category, as the message names it; * stands for any of the five";
            say.error("memory", steps!["memory", "allow_exposed", n], message, hint);
        }
    }
    let gone = &memory.gone;
    let mut one = |path: &[Step<'_>], why: &str, there: bool, id: &str| {
        if there {
            let message = format!("'{id}' is said to be gone, and is in the settings");
            say.error("memory", path, message, "take it out here, or there");
        } else if why.trim().is_empty() {
            let message = format!("'{id}' is said to be gone without a reason");
            say.error("memory", path, message, "say in a few words where its people are now");
        }
    };
    let measured = files.indicators.map(|(indicators, _)| indicators);
    for (id, why) in &gone.indicators {
        let there = measured.is_some_and(|it| it.get(id).is_some());
        one(steps!["memory", "gone", "indicators", id.as_str()], why, there, id.as_str());
    }
    for (id, why) in &gone.groups {
        let there = measured.is_some_and(|it| it.group(id).is_some());
        one(steps!["memory", "gone", "groups", id.as_str()], why, there, id.as_str());
    }
    for (id, why) in &gone.districts {
        let there = files.districts.is_some_and(|(it, _)| it.get(id).is_some());
        one(steps!["memory", "gone", "districts", id.as_str()], why, there, id.as_str());
    }
    for (indicator, categories) in &gone.categories {
        for (id, why) in categories {
            let there = measured.is_some_and(|it| {
                let own = it.get(indicator);
                own.is_some_and(|own| it.categories(own).iter().any(|one| one.id == *id))
            });
            let (of, name) = (indicator.as_str(), id.as_str());
            one(steps!["memory", "gone", "categories", of, name], why, there, name);
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
