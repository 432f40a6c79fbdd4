//! Law: a person may name a district as they know it.

use super::{Settings, wording::suggestion};
use crate::{
    diagnostic::{Diagnostic, Place, Problems},
    ident::DistrictId,
};

/// The districts that `names` mean, by id, name, slug or alias, whatever the letters' case.
///
/// # Errors
/// Every name that leads to no district, or to one that gets no report.
pub fn only(settings: &Settings, names: &[String]) -> Result<Vec<DistrictId>, Problems> {
    let mut problems = Problems::default();
    let mut ids = Vec::new();
    for name in names {
        let wanted = name.trim().to_lowercase();
        let found = settings.districts.districts.iter().find(|district| {
            let own = [district.id.as_str(), &district.name, &district.slug];
            let mut spellings = own.into_iter().chain(district.aliases.iter().map(String::as_str));
            spellings.any(|spelling| spelling.to_lowercase() == wanted)
        });
        match found {
            None => {
                let known: Vec<&str> =
                    reported(settings).map(|district| district.name.as_str()).collect();
                let message = format!("there is no district '{name}'");
                problems.push(
                    Diagnostic::error("no-such-district", Place::Nowhere, message)
                        .hint(suggestion(name, &known)),
                );
            }
            Some(district) if !reported(settings).any(|other| other.id == district.id) => {
                let message = format!("'{}' gets no report", district.name);
                problems.push(
                    Diagnostic::error("no-such-district", Place::Nowhere, message)
                        .hint("add it to `districts` in config/report.toml"),
                );
            }
            Some(district) if ids.contains(&district.id) => {}
            Some(district) => ids.push(district.id.clone()),
        }
    }
    if problems.fatal() { Err(problems) } else { Ok(ids) }
}

/// The districts that get a report.
fn reported(settings: &Settings) -> impl Iterator<Item = &super::District> {
    let chosen = &settings.report.districts;
    settings
        .districts
        .districts
        .iter()
        .filter(move |d| !d.outside && (chosen.is_empty() || chosen.contains(&d.id)))
}
