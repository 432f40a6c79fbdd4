//! Law: an address in a page is made of a section and a place in it, and places are counted.

use super::Strangers;
use crate::{
    audit::{book::Book, read::dom::Element},
    numeral::has_digit,
};
use std::collections::{BTreeMap, BTreeSet};

/// Addresses that every page has.
const FIXED: [&str; 5] = ["page-top", "page-main", "page-nav", "page-find", "page-list"];

/// What stands before a section in an address, and is counted.
const COUNTED: [&str; 4] = ["figure", "table", "row", "article"];

/// What stands before a figure's ids in an address.
const FIGURES: [&str; 2] = ["tall-", "grupper-"];

/// All addresses of a page.
pub(super) fn ids(root: &Element) -> BTreeSet<String> {
    all(root).into_iter().collect()
}

fn all(root: &Element) -> Vec<String> {
    let mut found = Vec::new();
    gather(root, &mut found);
    found
}

fn gather(element: &Element, found: &mut Vec<String>) {
    for child in element.elements() {
        if !child.get("id").is_empty() {
            found.push(child.get("id").to_owned());
        }
        gather(child, found);
    }
}

/// Judges the addresses of a page.
pub(super) fn judge(root: &Element, book: &Book, strangers: &mut Strangers) {
    let sections: Vec<&str> = root
        .find(&|inner| inner.name == "section")
        .into_iter()
        .map(|section| section.get("id"))
        .filter(|id| !id.is_empty())
        .collect();
    let ids = all(root);
    let unique: BTreeSet<&String> = ids.iter().collect();
    if unique.len() != ids.len() {
        strangers.tell("an address that stands twice");
    }
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let mut known = |id: &str| {
        let id = ["-caption", "-t-w", "-t-n", "-d-w", "-d-n"]
            .iter()
            .find_map(|end| id.strip_suffix(end))
            .map_or((id, true), |core| (core, false));
        let (id, counts) = id;
        if FIXED.contains(&id) || sections.contains(&id) {
            return true;
        }
        if let Some(section) = id.strip_suffix("-heading") {
            return sections.contains(&section);
        }
        if let Some(rest) = FIGURES.iter().find_map(|start| id.strip_prefix(start)) {
            return is_figure(rest, book);
        }
        let id = note(id);
        let Some((start, number)) = id.rsplit_once('-') else {
            return false;
        };
        let kind = COUNTED.iter().find(|kind| start.strip_prefix(**kind).is_some());
        let (Some(kind), Ok(number)) = (kind, number.parse::<usize>()) else {
            return false;
        };
        let section = start.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-'));
        let last = last.entry(kind).or_default();
        // What is made later stands later, and nothing is made without standing somewhere.
        let later = !counts || number > *last || *kind == "article" && number == *last;
        *last = number.max(*last);
        later && number <= 4 * ids.len() && section.is_some_and(|it| sections.contains(&it))
    };
    if !ids.iter().all(|id| known(id)) {
        strangers.tell("an address that is not of the page's sections");
    }
}

/// The address of an article without that of a note in it.
fn note(id: &str) -> &str {
    for part in ["-note-", "-at-"] {
        if let Some((start, number)) = id.rsplit_once(part)
            && number.parse::<u16>().is_ok()
        {
            return start;
        }
    }
    id
}

/// The ids of an indicator and its category; a number that no id has is none.
fn is_figure(text: &str, book: &Book) -> bool {
    let known = book.indicators.iter().any(|it| {
        let rest = text.strip_prefix(it.id.as_str()).and_then(|rest| rest.strip_prefix('-'));
        rest.is_some_and(|rest| {
            rest == crate::ident::TOTAL || it.categories.iter().any(|category| category.id == rest)
        })
    });
    known || !has_digit(text)
}
