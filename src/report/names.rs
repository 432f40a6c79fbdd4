//! Law: a figure has a long name, a short one, and one that fits a single line; which is chosen by its place.

use super::desk::Desk;
use crate::{
    config::{Category, Indicator, Kind, outline::Ref},
    words::{fill, uncapital},
};

impl<'a> Desk<'a> {
    /// A figure's long name, as a row's head.
    pub fn name(&self, figure: &Ref) -> String {
        self.named(
            figure,
            |i| i.label.get(self.lang),
            |c| c.label.get(self.lang),
            |i| i.inline.as_ref().unwrap_or(&i.label).get(self.lang).to_owned(),
        )
    }

    /// Names of figures that stand together: a group that all of them are about is not repeated.
    pub fn names(&self, figures: &[Ref]) -> Vec<String> {
        let group = figures.first().and_then(|f| f.group.as_ref());
        let same = figures.iter().all(|f| f.group.as_ref() == group);
        figures
            .iter()
            .map(|figure| match same {
                true => self.name(&Ref { group: None, ..figure.clone() }),
                false => self.name(figure),
            })
            .collect()
    }

    /// A figure's name where a row has one line: the long one where it fits in about 60 mm.
    pub fn fitting(&self, figure: &Ref) -> String {
        let name = self.name(figure);
        if name.chars().count() <= 36 { name } else { self.short(figure) }
    }

    /// A figure's name where space is scarce.
    pub fn short(&self, figure: &Ref) -> String {
        self.named(
            figure,
            |i| i.short.as_ref().unwrap_or(&i.label).get(self.lang),
            |c| c.short.as_ref().unwrap_or(&c.label).get(self.lang),
            |i| match (&i.short, &i.inline) {
                (Some(short), _) => uncapital(short.get(self.lang)),
                (None, inline) => inline.as_ref().unwrap_or(&i.label).get(self.lang).to_owned(),
            },
        )
    }

    fn named(
        &self,
        figure: &Ref,
        indicator_name: impl Fn(&'a Indicator) -> &'a str,
        category_name: impl Fn(&'a Category) -> &'a str,
        area: impl Fn(&'a Indicator) -> String,
    ) -> String {
        let indicator = self.lens.indicator(figure);
        let category = self.lens.category(figure);
        let name = match (indicator.kind, category, &figure.category) {
            (Kind::Levels, Some(_), None) | (_, None, _) => indicator_name(indicator).to_owned(),
            (Kind::Levels, Some(c), Some(_)) => match &c.named {
                Some(named) => fill(named.get(self.lang), &[("area", &area(indicator))]),
                None => category_name(c).to_owned(),
            },
            (_, Some(c), _) => category_name(c).to_owned(),
        };
        match figure.group.as_ref().and_then(|g| self.lens.settings().indicators.group(g)) {
            None => name,
            Some(group) => {
                let group = group.short.as_ref().unwrap_or(&group.label).get(self.lang);
                self.phrase("name_in_group", &[("name", &name), ("group", group)])
            }
        }
    }
}
