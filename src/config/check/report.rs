//! Law: an edition names a real day, waves in time order, and districts, areas and people that exist.

use super::{Files, filenames::unfit, say::Say};
use crate::{
    config::{Kind, ReportSettings, document::steps},
    diagnostic::Problems,
    ident::{Lang, TOTAL},
};
use std::collections::BTreeSet;

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((report, document)) = files.report else {
        return;
    };
    let mut say = Say::new(document, problems);
    edition(report, &mut say);
    periods(report, &mut say);
    areas(report, files, &mut say);
    districts(report, files, &mut say);
    population(report, files, &mut say);
    comparison(report, files, &mut say);
    languages_and_formats(report, &mut say);
}

fn edition(report: &ReportSettings, say: &mut Say<'_, '_>) {
    say.characters(steps!["edition"], "edition", &report.edition);
    if let Some((what, hint)) = report.notice_in_names.as_deref().and_then(unfit) {
        let message = format!("this part of files' names {what}");
        say.error("file-name", steps!["notice_in_names"], message, hint);
    }
    if !is_date(&report.published) {
        say.error(
            "date",
            steps!["published"],
            "this is not a day of the calendar",
            "write year, month and day: \"2019-06-05\"",
        );
    }
}

fn periods(report: &ReportSettings, say: &mut Say<'_, '_>) {
    if report.periods.is_empty() {
        let hint = "name at least the wave that the report is about: periods = [\"2018\"]";
        say.error("no-period", steps!["periods"], "there is no wave", hint);
    }
    for (n, pair) in report.periods.windows(2).enumerate() {
        if pair[0] >= pair[1] {
            let message = format!("the wave '{}' does not come after '{}'", pair[1], pair[0]);
            let hint = "list each wave once, the oldest first; the last is the one reported on";
            say.error("period-order", steps!["periods", n + 1], message, hint);
        }
    }
}

fn areas(report: &ReportSettings, files: &Files<'_, '_>, say: &mut Say<'_, '_>) {
    if !report.city.id.is_total() {
        let message = format!("the city has the id '{TOTAL}'");
        say.error("reserved-id", steps!["city", "id"], message, "leave the id out");
    }
    let ids = report.areas.iter().enumerate();
    say.ids("area", ids.map(|(n, area)| (steps!["area", n, "id"].to_vec(), area.id.as_str())));
    let Some((districts, _)) = files.districts else {
        return;
    };
    for (n, area) in report.areas.iter().enumerate() {
        if districts.get(&area.id).is_some() {
            let message = format!("the area '{}' has the id of a district", area.id);
            say.error("duplicate-id", steps!["area", n, "id"], message, "give it an id of its own");
        }
    }
}

fn districts(report: &ReportSettings, files: &Files<'_, '_>, say: &mut Say<'_, '_>) {
    let mut seen = BTreeSet::new();
    for (n, id) in report.districts.iter().enumerate() {
        let path = steps!["districts", n];
        if !seen.insert(id) {
            let message = format!("the district '{id}' is given twice");
            say.error("duplicate-id", path, message, "take one of them out");
        }
        let Some((known, _)) = files.districts else {
            continue;
        };
        let ids: Vec<&str> = known.districts.iter().map(|d| d.id.as_str()).collect();
        if !say.known(path, "district", id.as_str(), &ids) {
            continue;
        }
        if known.get(id).is_some_and(|district| district.outside) {
            let message = format!("'{id}' lies outside the districts and cannot get a report");
            let hint = "take it out here, or take `outside = true` out of districts.toml";
            say.error("outside", path, message, hint);
        }
    }
}

fn population(report: &ReportSettings, files: &Files<'_, '_>, say: &mut Say<'_, '_>) {
    let Some((indicators, _)) = files.indicators else {
        return;
    };
    let path = steps!["population"];
    match indicators.get(&report.population) {
        None => {
            let counts: Vec<&str> = indicators
                .indicators
                .iter()
                .filter(|indicator| indicator.kind == Kind::Count)
                .map(|indicator| indicator.id.as_str())
                .collect();
            say.unknown(path, "indicator", report.population.as_str(), &counts);
        }
        Some(indicator) if indicator.kind != Kind::Count => {
            let message = format!("'{}' does not count people", indicator.id);
            say.error("kind", path, message, "name an indicator of kind \"count\"");
        }
        Some(_) => {}
    }
}

fn comparison(report: &ReportSettings, files: &Files<'_, '_>, say: &mut Say<'_, '_>) {
    let rules = &report.comparison;
    let mut range = |key, value: f64, least: f64, most: f64, hint: &str| {
        if !(least..=most).contains(&value) {
            let message = format!("{key} must lie between {least} and {most}");
            say.error("out-of-range", steps!["comparison", key], message, hint);
        }
    };
    range("threshold", rules.threshold, 0.0, 100.0, "it is in percentage points: threshold = 5.0");
    range("confidence", rules.confidence, 0.5, 0.999, "it is a share of one: confidence = 0.95");
    range("coverage", rules.coverage, 0.0, 1.0, "it is a share of one: coverage = 0.10");
    if let (Some(group), Some((indicators, _))) = (&rules.group, files.indicators) {
        let groups: Vec<&str> = indicators.groups.iter().map(|group| group.id.as_str()).collect();
        say.known(steps!["comparison", "group"], "group", group.as_str(), &groups);
    }
}

fn languages_and_formats(report: &ReportSettings, say: &mut Say<'_, '_>) {
    if report.languages.is_empty() {
        let hint = "name at least one: languages = [\"nb\"]";
        say.error("no-language", steps!["languages"], "there is no language", hint);
    }
    if report.formats.is_empty() {
        let hint = "name at least one: formats = [\"pdf\", \"html\", \"data\"]";
        say.error("no-format", steps!["formats"], "there is no form to publish in", hint);
    }
    let mut seen = BTreeSet::<&Lang>::new();
    for (n, lang) in report.languages.iter().enumerate() {
        if !seen.insert(lang) {
            let message = format!("the language '{lang}' is given twice");
            say.error("duplicate-id", steps!["languages", n], message, "take one of them out");
        }
    }
}

/// Whether `text` is a day of the Gregorian calendar, as `2019-06-05`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let (Ok(year), Ok(month), Ok(day)) =
        (year.parse::<u16>(), month.parse::<u8>(), day.parse::<u8>())
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn days_of_the_calendar() {
        for good in ["2019-06-05", "2020-02-29", "2000-02-29", "1999-12-31"] {
            assert!(is_date(good), "{good}");
        }
        let bad =
            ["2019-02-29", "1900-02-29", "2019-13-01", "2019-6-5", "05.06.2019", "2019-06-00"];
        for bad in bad.into_iter().chain(["", "+019-06-05", "2019-06-05-"]) {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
