//! Law: what a page shows says which cell it is a figure of, so that others can check it with tools.

use super::{
    desk::Desk,
    view::{Rich, Run},
};
use crate::{
    config::{Kind, outline::Ref},
    ident::{CellKey, DistrictId},
    words::{Said, Told},
};

/// How many.
pub(super) fn count(key: &CellKey) -> String {
    format!("count:{}", key.address())
}

/// Of how many.
pub(super) fn base(key: &CellKey) -> String {
    format!("base:{}", key.address())
}

/// A count as a share of another count.
pub(super) fn ratio(part: &CellKey, whole: &CellKey) -> String {
    format!("part:{} whole:{}", part.address(), whole.address())
}

/// The first less the second.
pub(super) fn less(first: &str, second: &str) -> String {
    format!("{first} {second}")
}

/// The cells that a text rests on, each once, in their order.
pub(super) fn all<'k>(keys: impl IntoIterator<Item = &'k CellKey>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for key in keys {
        let address = key.address();
        if !seen.contains(&address) {
            seen.push(address);
        }
    }
    seen.join(" ")
}

/// What a text rests on, then each number in it with what it is of: `A B | 46 prosent=share:A | fem prosentpoeng=points:A B`.
pub(super) fn resting<'k>(
    evidence: impl IntoIterator<Item = &'k CellKey>,
    told: impl IntoIterator<Item = &'k Told>,
) -> String {
    let mut text = all(evidence);
    for Told { text: said, measure, cells, name } in told {
        let of = name.clone().unwrap_or_else(|| all(cells));
        text.push_str(&format!(" | {said}={}:{of}", measure.name()));
    }
    text
}

/// Text with `**` around what is strong.
pub(super) fn rich(text: &str) -> Rich {
    let runs = text.split("**").enumerate().filter(|(_, part)| !part.is_empty());
    Rich(
        runs.map(|(at, part)| Run {
            text: part.to_owned(),
            strong: at % 2 == 1,
            cells: String::new(),
        })
        .collect(),
    )
}

/// A sentence with what it rests on.
pub(super) fn said(said: &Said) -> Rich {
    let Rich(mut runs) = rich(&said.text);
    if let Some(first) = runs.first_mut() {
        first.cells = resting(&said.evidence, &said.told);
    }
    Rich(runs)
}

impl Desk<'_> {
    /// A cell's share, its mean, or its count where it has no share; as [`Desk::share`] writes it.
    pub fn leading(&self, figure: &Ref, key: &CellKey) -> String {
        match self.lens.indicator(figure).kind {
            Kind::Count => count(key),
            _ => format!("share:{}", key.address()),
        }
    }

    /// The district's figure.
    pub fn own_cell(&self, figure: &Ref) -> String {
        self.leading(figure, &self.lens.key(figure))
    }

    /// The city's figure.
    pub fn city_cell(&self, figure: &Ref) -> String {
        self.leading(figure, &self.lens.key(figure).at(&DistrictId::total()))
    }

    /// The figure of what the district is compared with.
    pub fn reference_cell(&self, figure: &Ref) -> String {
        self.leading(figure, &self.lens.key(figure).at(&self.lens.reference()))
    }

    /// The district's figure in the wave before; its own where there is none.
    pub fn before_cell(&self, figure: &Ref) -> String {
        let key = self.lens.key(figure);
        self.leading(figure, &self.lens.earlier().map_or(key.clone(), |p| key.when(p)))
    }
}
