//! Law: a source is a file of the project, and what its settings name exists.

use super::{Files, say::Say};
use crate::{
    config::{Indicators, Source, document::steps, source::Role},
    diagnostic::Problems,
};

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((sources, document)) = files.sources else {
        return;
    };
    let mut say = Say::new(document, problems);
    if sources.sources.is_empty() {
        let hint = "add one: [[source]] with its file and columns";
        say.error("no-source", steps!["source"], "there is no table to read", hint);
    }
    for (n, source) in sources.sources.iter().enumerate() {
        file(n, source, &mut say);
        text(n, source, &mut say);
        roles(n, source, &mut say);
        ids(n, source, files, &mut say);
    }
}

fn file(n: usize, source: &Source, say: &mut Say<'_, '_>) {
    let path = steps!["source", n, "file"];
    let name = source.file.as_str();
    let message = if name.trim().is_empty() {
        "no file is named"
    } else if name.contains('\\') {
        "the path uses \\ between folders"
    } else if name.starts_with('/') || name.get(1..2) == Some(":") {
        "the path begins outside the project"
    } else if name.split('/').any(|part| part == "..") {
        "the path leads out of the project"
    } else {
        return;
    };
    let hint =
        "name a file inside the project, with / between folders on every system: data/table.csv";
    say.error("path", path, message, hint);
}

fn text(n: usize, source: &Source, say: &mut Say<'_, '_>) {
    let at = |key| steps!["source", n, key].to_vec();
    if let Some(label) = &source.encoding
        && encoding_rs::Encoding::for_label(label.as_bytes()).is_none()
    {
        let message = format!("there is no encoding '{label}'");
        let hint =
            "for example utf-8, windows-1252 or iso-8859-1; leave it out to have it detected";
        say.error("encoding", &at("encoding"), message, hint);
    }
    if source.separator.as_ref().is_some_and(|sign| sign.len() != 1) {
        let message = "a separator is one character";
        say.error("separator", &at("separator"), message, "write \";\", \",\" or \"\\t\"");
    }
    if source.decimal.as_ref().is_some_and(|sign| sign != "," && sign != ".") {
        let message = "the decimal sign is a comma or a point";
        say.error("decimal", &at("decimal"), message, "write \",\" or \".\"");
    }
    if source.header_row == Some(0) {
        let message = "lines are counted from 1";
        say.error("out-of-range", &at("header_row"), message, "the first line is 1");
    }
}

fn roles(n: usize, source: &Source, say: &mut Say<'_, '_>) {
    for role in source.constants.keys() {
        let key = name(*role);
        if matches!(role, Role::Count | Role::Base | Role::Value) {
            let message = format!("'{key}' cannot be the same in every row");
            let hint = "constants can be period, district, group, indicator and category";
            say.error("role", steps!["source", n, "constants", key], message, hint);
        }
        if source.columns.contains_key(role) {
            let message = format!("'{key}' is given as a column and as a constant");
            let hint = "keep one of the two";
            say.error("role", steps!["source", n, "constants", key], message, hint);
        }
    }
    let Some(wide) = &source.wide else { return };
    if !matches!(wide.role, Role::Indicator | Role::Category | Role::Period) {
        let message = format!("wide columns cannot stand for '{}'", name(wide.role));
        let hint = "they can stand for indicator, category or period";
        say.error("role", steps!["source", n, "wide", "role"], message, hint);
    }
    if !matches!(wide.holds, Role::Count | Role::Base | Role::Value) {
        let message = format!("wide columns cannot hold '{}'", name(wide.holds));
        let hint = "they can hold count, base or value";
        say.error("role", steps!["source", n, "wide", "holds"], message, hint);
    }
    if wide.columns.is_empty() {
        let hint = "write heading = \"id\" for each column";
        say.error("empty", steps!["source", n, "wide", "columns"], "no column is named", hint);
    }
}

/// Ids that renamed codes and wide columns lead to. Spellings in constants are looked up when the table is read.
fn ids(n: usize, source: &Source, files: &Files<'_, '_>, say: &mut Say<'_, '_>) {
    for (role, codes) in &source.rename {
        let Some(known) = known(*role, files) else {
            continue;
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for (code, id) in codes {
            let path = steps!["source", n, "rename", name(*role), code.as_str()];
            say.known(path, name(*role), id, &known);
        }
    }
    let Some(wide) = &source.wide else { return };
    let Some(known) = known(wide.role, files) else {
        return;
    };
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for (heading, id) in &wide.columns {
        let path = steps!["source", n, "wide", "columns", heading.as_str()];
        say.known(path, name(wide.role), id, &known);
    }
}

/// The ids that a role can have; nothing where that cannot be known, or for figures.
fn known(role: Role, files: &Files<'_, '_>) -> Option<Vec<String>> {
    let indicators = files.indicators.map(|(indicators, _)| indicators);
    let report = files.report.map(|(report, _)| report);
    let total = crate::ident::TOTAL.to_owned();
    let mut ids: Vec<String> = match role {
        Role::Period => {
            let report = report?;
            let areas = report.areas.iter().flat_map(|area| &area.periods);
            report.periods.iter().chain(areas).map(ToString::to_string).collect()
        }
        Role::District => {
            let districts = files.districts?.0.districts.iter().map(|d| d.id.to_string());
            let areas = report?.areas.iter().map(|area| area.id.to_string());
            districts.chain(areas).chain([total]).collect()
        }
        Role::Group => indicators?.groups.iter().map(|g| g.id.to_string()).chain([total]).collect(),
        Role::Indicator => indicators?.indicators.iter().map(|i| i.id.to_string()).collect(),
        Role::Category => categories(indicators?).into_iter().chain([total]).collect(),
        Role::Count | Role::Base | Role::Value => return None,
    };
    ids.sort();
    ids.dedup();
    Some(ids)
}

fn categories(indicators: &Indicators) -> Vec<String> {
    let scales = indicators.scales.iter().flat_map(|scale| &scale.categories);
    let own = indicators.indicators.iter().flat_map(|indicator| &indicator.categories);
    scales.chain(own).map(|category| category.id.to_string()).collect()
}

/// The role as settings write it.
fn name(role: Role) -> &'static str {
    match role {
        Role::Period => "period",
        Role::District => "district",
        Role::Group => "group",
        Role::Indicator => "indicator",
        Role::Category => "category",
        Role::Count => "count",
        Role::Base => "base",
        Role::Value => "value",
    }
}
