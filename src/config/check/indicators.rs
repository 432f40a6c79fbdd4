//! Law: groups, scales and indicators refer to things that exist, and a kind has the categories that it needs.

use super::{
    Files,
    say::{Say, join},
};
use crate::{
    config::{
        Category, Indicator, Indicators, Kind,
        document::{Step, steps},
    },
    diagnostic::Problems,
};

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((settings, document)) = files.indicators else {
        return;
    };
    let mut say = Say::new(document, problems);
    groups(settings, &mut say);
    let scales = || settings.scales.iter().enumerate();
    say.ids("scale", scales().map(|(n, s)| (steps!["scale", n, "id"].to_vec(), s.id.as_str())));
    for (n, scale) in scales() {
        categories(steps!["scale", n], &scale.categories, &mut say);
    }
    if settings.indicators.is_empty() {
        let hint = "add one: [[indicator]] with id, kind, label and base";
        say.error("no-indicator", steps!["indicator"], "nothing is measured", hint);
    }
    let all = || settings.indicators.iter().enumerate();
    say.ids(
        "indicator",
        all().map(|(n, i)| (steps!["indicator", n, "id"].to_vec(), i.id.as_str())),
    );
    for (n, indicator) in all() {
        of_kind(n, indicator, settings, &mut say);
        asked(n, indicator, settings, &mut say);
        categories(steps!["indicator", n], &indicator.categories, &mut say);
    }
    let spelled = all().map(|(n, i)| (steps!["indicator", n].to_vec(), i.id.as_str(), &i.aliases));
    say.spellings("indicator", spellings(spelled));
}

fn groups(settings: &Indicators, say: &mut Say<'_, '_>) {
    let all = || settings.groups.iter().enumerate();
    say.ids("group", all().map(|(n, g)| (steps!["group", n, "id"].to_vec(), g.id.as_str())));
    for (n, group) in all() {
        let counted: Vec<&str> = settings
            .groups
            .iter()
            .filter(|other| other.sum_of.is_empty())
            .map(|other| other.id.as_str())
            .collect();
        let parts = group.sum_of.iter().map(|part| part.as_str());
        members(steps!["group", n, "sum_of"], "group", parts, &counted, say);
    }
    let spelled = all().map(|(n, g)| (steps!["group", n].to_vec(), g.id.as_str(), &g.aliases));
    say.spellings("group", spellings(spelled));
}

fn categories(at: &[Step<'_>], categories: &[Category], say: &mut Say<'_, '_>) {
    let path = |n: usize, key| join(at, steps!["category", n, key]);
    let all = || categories.iter().enumerate();
    say.ids("category", all().map(|(n, c)| (path(n, "id"), c.id.as_str())));
    let counted: Vec<&str> = categories
        .iter()
        .filter(|category| category.sum_of.is_empty())
        .map(|category| category.id.as_str())
        .collect();
    for (n, category) in all() {
        let parts = category.sum_of.iter().map(|part| part.as_str());
        members(&path(n, "sum_of"), "category", parts, &counted, say);
    }
    for (n, _) in all().filter(|(_, category)| category.weak).skip(1) {
        let message = "a second category stands for weak functioning";
        let hint = "mark one; for several together, add a category with sum_of and mark that";
        say.error("weak", &path(n, "weak"), message, hint);
    }
    let spelled = all().map(|(n, c)| (join(at, steps!["category", n]), c.id.as_str(), &c.aliases));
    say.spellings("category", spellings(spelled));
}

/// The parts of a sum exist, are counted themselves, and are given once.
fn members<'p>(
    path: &[Step<'_>],
    what: &str,
    parts: impl Iterator<Item = &'p str>,
    counted: &[&str],
    say: &mut Say<'_, '_>,
) {
    let mut seen = Vec::new();
    for (n, part) in parts.enumerate() {
        let path = join(path, steps![n]);
        if seen.contains(&part) {
            let message = format!("the {what} '{part}' is added twice");
            say.error("sum", &path, message, "take one of them out");
        } else if !counted.contains(&part) {
            let message = format!("there is no {what} '{part}' that is counted itself");
            let hint = format!("a sum is made of: {}", counted.join(", "));
            say.error("sum", &path, message, hint);
        }
        seen.push(part);
    }
}

fn of_kind(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    let id = &indicator.id;
    let at = steps!["indicator", n, "kind"];
    if let Some(scale) = &indicator.scale {
        let scales: Vec<&str> = settings.scales.iter().map(|scale| scale.id.as_str()).collect();
        if !say.known(steps!["indicator", n, "scale"], "scale", scale, &scales) {
            return;
        }
        if !indicator.categories.is_empty() {
            let message = format!("'{id}' has a scale and categories of its own");
            say.error("kind", steps!["indicator", n, "category"], message, "keep one of the two");
        }
    }
    let categories = settings.categories(indicator);
    match (indicator.kind.has_categories(), categories.is_empty()) {
        (true, true) => {
            let message = format!("'{id}' needs categories");
            let hint = "add them as [[indicator.category]], or name a scale: scale = \"…\"";
            say.error("kind", at, message, hint);
        }
        (false, false) => {
            let message = format!("'{id}' has categories, and its kind has none");
            let hint = "use kind \"levels\", \"choice\" or \"multi\", or take the categories out";
            say.error("kind", at, message, hint);
        }
        _ => {}
    }
    if indicator.kind == Kind::Mean && indicator.unit.is_none() {
        let message = format!("'{id}' is a mean without a unit");
        say.warning("unit", at, message, "say what it counts: unit = \"år\"");
    }
}

fn asked(n: usize, indicator: &Indicator, settings: &Indicators, say: &mut Say<'_, '_>) {
    let counted: Vec<&str> = settings
        .groups
        .iter()
        .filter(|group| group.sum_of.is_empty())
        .map(|group| group.id.as_str())
        .collect();
    for (g, group) in indicator.groups.iter().enumerate() {
        let path = steps!["indicator", n, "groups", g];
        if let Some(sum) = settings.group(group).filter(|group| !group.sum_of.is_empty()) {
            let parts: Vec<&str> = sum.sum_of.iter().map(|part| part.as_str()).collect();
            let message = format!("the group '{group}' is a sum and is not asked itself");
            say.error("sum", path, message, format!("name its parts: {}", parts.join(", ")));
        } else {
            say.known(path, "group", group.as_str(), &counted);
        }
    }
}

type Spelling<'s> = (Vec<Step<'s>>, &'s str, &'s str);

/// Each id and each alias with what it leads to.
fn spellings<'s>(
    named: impl Iterator<Item = (Vec<Step<'s>>, &'s str, &'s Vec<String>)>,
) -> Vec<Spelling<'s>> {
    let mut all = Vec::new();
    for (at, id, aliases) in named {
        all.push((join(&at, steps!["id"]), id, id));
        for (a, alias) in aliases.iter().enumerate() {
            all.push((join(&at, steps!["aliases", a]), alias.as_str(), id));
        }
    }
    all
}
