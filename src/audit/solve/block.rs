//! Law: a block is one indicator in one wave: all its groups and categories, in every place.

use super::terms::Terms;
use crate::{
    audit::book::Indicator,
    ident::{CategoryId, CellKey, DistrictId, GroupId, IndicatorId, Period, TOTAL},
};

/// One indicator in one wave.
pub(super) struct Block<'a> {
    pub indicator: &'a Indicator,
    pub period: Period,
    /// The groups that are asked whole, the total among them.
    pub groups: Vec<String>,
    /// The categories, the total among them; only the total where there are none.
    pub categories: Vec<String>,
    /// Districts with a place for every cell, and the others.
    pub full: Vec<&'a str>,
    pub open: Vec<&'a str>,
}

impl<'a> Block<'a> {
    /// Finds groups and categories, and which districts have a place for every cell.
    pub fn new(indicator: &'a Indicator, period: Period, terms: &Terms<'a>) -> Self {
        let book = terms.book;
        let mut groups: Vec<String> = vec![TOTAL.to_owned()];
        let known = book.groups.iter().map(|group| group.id.clone());
        groups.extend(known.filter(|id| book.people(indicator, id).is_some()));
        let mut categories = vec![TOTAL.to_owned()];
        categories.extend(indicator.categories.iter().map(|category| category.id.clone()));
        let mut block =
            Block { indicator, period, groups, categories, full: Vec::new(), open: Vec::new() };
        for district in &book.districts {
            let all = block.groups.iter().all(|group| {
                let mut keys = block.categories.iter().map(|c| block.key(&district.id, group, c));
                keys.all(|key| {
                    terms.is_present(&key) || indicator.kind == "multi" && key.category.is_total()
                })
            });
            if all { &mut block.full } else { &mut block.open }.push(&district.id);
        }
        block
    }

    /// A cell of it.
    pub fn key(&self, district: &str, group: &str, category: &str) -> CellKey {
        CellKey {
            indicator: IndicatorId::new(&self.indicator.id),
            district: DistrictId::new(district),
            group: GroupId::new(group),
            period: self.period.clone(),
            category: CategoryId::new(category),
        }
    }

    /// What the shown districts leave of the city, as one place.
    pub fn rest(&self) -> String {
        format!("city-less-{}-districts-({})", self.full.len(), self.open.join("+"))
    }
}
