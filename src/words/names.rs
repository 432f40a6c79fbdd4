//! Law: names and settings that sentences may use are finished words.

use super::facts::Desk;
use minijinja::Value;
use std::collections::BTreeMap;

impl Desk {
    /// The names that do not depend on an address.
    pub(super) fn constants(&self) -> BTreeMap<&'static str, Value> {
        let (settings, lang, lens) = (self.settings(), &self.scope.lang, &self.scope.lens);
        let report = &settings.report;
        let mut names = BTreeMap::new();
        if let Some(district) = settings.districts.get(lens.district()) {
            let title = format!("{} {}", settings.districts.title.get(lang), district.name);
            names.insert("district", Value::from(district.name.as_str()));
            names.insert("district_title", Value::from(title));
            names.insert("within", Value::from(district.within.get(lang)));
        }
        let whole = report.city.whole.as_ref().unwrap_or(&report.city.name);
        for (name, text) in [
            ("city_name", report.city.name.get(lang)),
            ("within_city", report.city.within.get(lang)),
            ("whole_city", whole.get(lang)),
            ("survey", report.title.get(lang)),
            ("publisher", report.publisher.get(lang)),
            ("source", report.source.get(lang)),
            ("period", lens.period().as_str()),
            ("notice", report.notice.as_ref().map_or("", |n| n.get(lang))),
        ] {
            names.insert(name, Value::from(text));
        }
        let earlier = lens.earlier().map_or(Value::UNDEFINED, |p| Value::from(p.as_str()));
        names.insert("earlier", earlier);
        names.insert("year", Value::from(report.mapping_year.to_string()));
        names.insert("published", Value::from(self.format().date(&report.published)));
        let percent = report.comparison.confidence * 100.0;
        names.insert("confidence", Value::from(self.format().percent_in_text(percent)));
        names.insert("threshold", Value::from(self.format().points(report.comparison.threshold)));
        names.insert("coverage", Value::from(report.comparison.coverage));
        names.insert("population", Value::from(report.population.as_str()));
        let small = settings.outline.findings.small;
        names.insert("small", Value::from(small));
        names.insert("k", Value::from(settings.disclosure.k));
        names.insert("minimum_base", Value::from(settings.disclosure.minimum_base));
        if let Some(about) = &self.scope.about {
            names.insert("about", Value::from(about.figure.to_string()));
            let other = about.other.as_ref();
            let other = other.map_or(Value::UNDEFINED, |o| o.to_string().into());
            names.insert("other", other);
            names.insert("tone", Value::from(about.tone));
        }
        let (reference, within) = self.format().reference(report, lang);
        names.insert("reference_name", Value::from(reference));
        names.insert("within_reference", Value::from(within));
        names.insert("by_chance", report.comparison.reckons_with_chance().into());
        names.insert("texts", Value::from(self.scope.texts.clone()));
        names.insert("numbers", Value::from(self.scope.numbers.clone()));
        names
    }
}
