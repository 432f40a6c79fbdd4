//! Law: a primary rule looks at one cell alone, and a single indicator's rule is never looser than the general one.

use crate::{
    confidential::raw::{Content, Masked},
    config::{Disclosure, disclosure::Zeros},
    ident::IndicatorId,
};

/// The rule for one indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    k: u64,
    minimum_base: u64,
    complement: bool,
    hide_zeros: bool,
    everyone: bool,
}

impl Rule {
    /// The rule without any indicator's tightening; it decides bases.
    pub(super) fn general(settings: &Disclosure) -> Self {
        Self {
            k: settings.k,
            minimum_base: settings.minimum_base,
            complement: settings.complement,
            hide_zeros: settings.zeros == Zeros::Hidden,
            everyone: settings.everyone,
        }
    }

    /// The rule for an indicator: the stricter of the general one and its own, part by part.
    pub(super) fn of(indicator: &IndicatorId, settings: &Disclosure) -> Self {
        let general = Self::general(settings);
        let Some(own) = settings.indicator.get(indicator) else {
            return general;
        };
        Self {
            k: general.k.max(own.k.unwrap_or(0)),
            minimum_base: general.minimum_base.max(own.minimum_base.unwrap_or(0)),
            complement: general.complement,
            hide_zeros: general.hide_zeros || own.zeros == Some(Zeros::Hidden),
            everyone: general.everyone || own.everyone == Some(true),
        }
    }

    /// The rule for the sum of all answers, which holds for everyone by its nature.
    pub(super) fn of_all(self) -> Self {
        Self { everyone: false, ..self }
    }

    /// Whether the cell may not be shown.
    pub(super) fn withholds(self, content: &Content) -> bool {
        match *content {
            Content::Count { count: Masked(count), base: None } => self.small(count),
            Content::Count { count: Masked(count), base: Some(Masked(base)) } => {
                let rest = base.saturating_sub(count);
                let is_base = count == base;
                self.small(count)
                    || self.thin(base)
                    || (self.complement && (1..self.k).contains(&rest))
                    || (self.everyone && is_base && base > 0)
            }
            Content::Share { base, .. } | Content::Mean { base, .. } => {
                // Without its base nobody can tell whether a mean is of one person.
                base.is_none_or(|Masked(n)| self.thin(n))
            }
            Content::Hidden | Content::Missing => false,
        }
    }

    /// Whether a base may be shown as a number of its own.
    pub(super) fn shows_base(self, base: u64) -> bool {
        !self.small(base) && !self.thin(base)
    }

    /// Whether a zero may be seen.
    pub(super) fn shows_zeros(self) -> bool {
        !self.hide_zeros
    }

    /// Whether it may be seen that a figure holds for everyone.
    pub(super) fn shows_everyone(self) -> bool {
        !self.everyone
    }

    /// Whether it is one of the small numbers that are never shown.
    pub(super) fn few(self, count: u64) -> bool {
        (1..self.k).contains(&count)
    }

    /// Whether a count of its own may not be seen.
    pub(super) fn small(self, count: u64) -> bool {
        (1..self.k).contains(&count) || (count == 0 && self.hide_zeros)
    }

    /// A base of nobody is no group: whether its zeros show is the zeros' rule.
    fn thin(self, base: u64) -> bool {
        (1..self.minimum_base).contains(&base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::disclosure::Tighter;

    fn count(count: u64, base: u64) -> Content {
        Content::Count { count: Masked(count), base: Some(Masked(base)) }
    }

    #[test]
    fn edges() {
        let rule = Rule::general(&Disclosure::default());
        let shown = [(0, 50), (5, 50), (45, 50), (50, 50), (0, 0), (0, 5)];
        let hidden = [(1, 50), (4, 50), (46, 50), (49, 50), (0, 4), (4, 4), (1, 1)];
        assert!(shown.iter().all(|&(c, n)| !rule.withholds(&count(c, n))));
        assert!(hidden.iter().all(|&(c, n)| rule.withholds(&count(c, n))));
    }

    #[test]
    fn settings_open_and_close() {
        let rule = Rule::general(&Disclosure {
            complement: false,
            zeros: Zeros::Hidden,
            everyone: true,
            ..Disclosure::default()
        });
        assert!(!rule.withholds(&count(49, 50)));
        assert!(rule.withholds(&count(0, 50)));
        assert!(rule.withholds(&count(50, 50)));
    }

    #[test]
    fn an_indicator_is_never_looser() {
        let mut settings = Disclosure::default();
        let looser = Tighter { k: Some(2), minimum_base: Some(1), ..Tighter::default() };
        settings.indicator.insert("alkohol".into(), looser);
        assert_eq!(Rule::of(&"alkohol".into(), &settings), Rule::general(&settings));
        let stricter = Tighter { k: Some(10), ..Tighter::default() };
        settings.indicator.insert("alkohol".into(), stricter);
        assert!(Rule::of(&"alkohol".into(), &settings).withholds(&count(9, 500)));
    }

    #[test]
    fn a_mean_needs_its_base() {
        let rule = Rule::general(&Disclosure::default());
        assert!(rule.withholds(&Content::Mean { mean: Masked(41.0), base: None }));
        assert!(rule.withholds(&Content::Mean { mean: Masked(41.0), base: Some(Masked(4)) }));
        assert!(!rule.withholds(&Content::Mean { mean: Masked(41.0), base: Some(Masked(5)) }));
    }
}
