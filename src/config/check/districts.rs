//! Law: a district has one id, one name and one address, and no spelling leads to two of them.

use super::{
    Files,
    filenames::{LONGEST, is_taken},
    say::Say,
};
use crate::{
    config::{Districts, document::steps},
    diagnostic::Problems,
};
use std::collections::BTreeMap;

pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    let Some((districts, document)) = files.districts else {
        return;
    };
    let mut say = Say::new(document, problems);
    if !districts.districts.iter().any(|district| !district.outside) {
        let hint = "add one: [[district]] with id, name, slug and within";
        say.error("no-district", steps!["district"], "there is no district to report on", hint);
    }
    let all = || districts.districts.iter().enumerate();
    say.ids("district", all().map(|(n, d)| (steps!["district", n, "id"].to_vec(), d.id.as_str())));
    slugs(districts, &mut say);
    tiles(districts, &mut say);
    let spellings = all().flat_map(|(n, district)| {
        let id = district.id.as_str();
        let own = [
            (steps!["district", n, "id"].to_vec(), id, id),
            (steps!["district", n, "name"].to_vec(), district.name.as_str(), id),
        ];
        let aliases = district.aliases.iter().enumerate();
        own.into_iter().chain(aliases.map(move |(a, alias)| {
            (steps!["district", n, "aliases", a].to_vec(), alias.as_str(), id)
        }))
    });
    say.spellings("district", spellings.collect::<Vec<_>>());
}

fn slugs(districts: &Districts, say: &mut Say<'_, '_>) {
    let mut seen = BTreeMap::new();
    for (n, district) in districts.districts.iter().enumerate() {
        let (path, slug) = (steps!["district", n, "slug"], district.slug.as_str());
        let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let long = slug.len() > LONGEST;
        if slug.is_empty() || !slug.chars().all(safe) || is_taken(slug) || long {
            let message = if long {
                format!("the slug of '{}' is too long as a name for files", district.name)
            } else {
                format!("'{slug}' is not fit as a name for files and addresses")
            };
            let hint = if is_taken(slug) {
                "that name is taken; choose another"
            } else if long {
                "a few words are enough: 100 letters at most"
            } else {
                "use a–z, 0–9 and - only: søndre-nordstrand becomes sondre-nordstrand"
            };
            say.error("slug", path, message, hint);
        }
        if let Some(other) = seen.insert(slug, &district.name) {
            let message = format!("'{other}' and '{}' would write the same files", district.name);
            say.error("slug", path, message, "give each a slug of its own");
        }
    }
}

fn tiles(districts: &Districts, say: &mut Say<'_, '_>) {
    let mut seen = BTreeMap::new();
    for (n, district) in districts.districts.iter().enumerate() {
        let Some(tile) = district.tile else { continue };
        if let Some(other) = seen.insert(tile, &district.name) {
            let message = format!("'{other}' and '{}' lie on the same square", district.name);
            let hint = "give each a column and row of its own on the small map";
            say.error("tile", steps!["district", n, "tile"], message, hint);
        }
    }
}
