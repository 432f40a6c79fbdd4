//! Law: what the figures cannot say is found in the figures and the settings, not written by hand.

use crate::{
    config::Kind,
    report::desk::Desk,
    words::{Scope, uncapital},
};

/// Puts into a section's scope what its sentences need to say what the figures cannot.
pub(crate) fn limits(desk: &Desk, scope: &mut Scope) {
    let lens = desk.lens;
    let settings = lens.settings();
    let small = settings.outline.findings.small as f64;
    let groups = settings.indicators.groups.iter();
    let few = groups.filter(|group| {
        let people = lens.mapped(&group.id, lens.period()).count.amount();
        group.sum_of.is_empty() && people.is_some_and(|n| n > 0.0 && n < small)
    });
    let few: Vec<String> = few.map(|group| group.people.get(desk.lang).to_owned()).collect();
    let named = |wanted: &dyn Fn(&crate::config::Indicator) -> bool| -> Vec<String> {
        let indicators = settings.indicators.indicators.iter();
        let chosen = indicators.filter(|indicator| wanted(indicator));
        chosen
            .map(|indicator| match &indicator.inline {
                Some(text) => text.get(desk.lang).to_owned(),
                None => uncapital(indicator.label.get(desk.lang)),
            })
            .collect()
    };
    let lists = [
        ("small_groups", few),
        ("overlapping", named(&|i| i.kind == Kind::Multi)),
        ("unclear", named(&|i| i.unclear)),
    ];
    for (name, list) in lists {
        scope.numbers.insert(name.to_owned(), list.len());
        let text = desk.format.list(&list);
        scope.texts.insert(name.to_owned(), text);
    }
}
