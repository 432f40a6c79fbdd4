//! Law: every cell is decided once, and count, share and all that is made of them follow that decision.
//!
//! Two steps: the primary rules look at one cell at a time; what a hidden cell's
//! neighbours would give away is the joint step's business, which works on the same
//! decisions and the same sealed cells.

mod primary;

use super::{
    PublishableStat, PublishedCell, PublishedTable, ValidTable, Why,
    raw::{Content, Masked, RawCell},
};
use crate::{
    config::{Disclosure, Settings},
    ident::CellKey,
};
use primary::Rule;

impl ValidTable {
    /// Decides every cell; the table itself is gone afterwards.
    pub fn publish(self, settings: &Settings) -> PublishedTable {
        let general = Rule::general(&settings.disclosure);
        let cells = self
            .cells
            .into_iter()
            .map(|(key, cell)| {
                let decision = decide(&key, &cell, &settings.disclosure);
                let public = reveal(&cell, decision, general);
                (key, public)
            })
            .collect();
        PublishedTable::new(cells)
    }
}

/// Why a cell is withheld, or nothing where it may be shown.
fn decide(key: &CellKey, cell: &RawCell, settings: &Disclosure) -> Option<Why> {
    if cell.content == Content::Hidden {
        return Some(Why::Sender);
    }
    if cell.published {
        return None;
    }
    Rule::of(&key.indicator, settings)
        .withholds(&cell.content)
        .then_some(Why::Primary)
}

/// The public face of a cell: one decision for all its figures, and a base that is fit to be seen.
fn reveal(cell: &RawCell, decision: Option<Why>, general: Rule) -> PublishedCell {
    let base_of = |base: Option<Masked<u64>>| match base {
        None => PublishableStat::missing(),
        Some(Masked(n)) if cell.published || general.shows_base(n) => {
            PublishableStat::shown(n as f64)
        }
        Some(_) => PublishableStat::withheld(Why::Primary),
    };
    let missing = PublishableStat::missing();
    let (count, base, share) = match cell.content {
        Content::Count { count, base } => {
            let count = PublishableStat::shown(count.0 as f64);
            let public = base_of(base);
            (count, public, count.share(public))
        }
        Content::Share { percent, base } => {
            (missing, base_of(base), PublishableStat::shown(percent.0))
        }
        Content::Mean { mean, base } => (missing, base_of(base), PublishableStat::shown(mean.0)),
        Content::Hidden | Content::Missing => (missing, missing, missing),
    };
    match decision {
        None => PublishedCell {
            count,
            base,
            share,
            provisional: cell.provisional,
        },
        Some(why) => {
            let hidden = PublishableStat::withheld(why);
            PublishedCell {
                count: hidden,
                base,
                share: hidden,
                provisional: cell.provisional,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{confidential::View, diagnostic::Place};

    fn cell(content: Content) -> RawCell {
        RawCell {
            content,
            provisional: false,
            published: false,
            place: Place::Nowhere,
        }
    }

    fn counted(count: u64, base: u64) -> RawCell {
        cell(Content::Count {
            count: Masked(count),
            base: Some(Masked(base)),
        })
    }

    fn key() -> CellKey {
        CellKey {
            indicator: "alkohol".into(),
            district: "030103".into(),
            group: "total".into(),
            period: "2018".into(),
            category: "total".into(),
        }
    }

    fn public(cell: &RawCell, settings: &Disclosure) -> PublishedCell {
        reveal(
            cell,
            decide(&key(), cell, settings),
            Rule::general(settings),
        )
    }

    #[test]
    fn count_and_share_fall_together() {
        let settings = Disclosure::default();
        for hidden in [
            counted(1, 90),
            counted(4, 90),
            counted(86, 90),
            counted(89, 90),
        ] {
            let public = public(&hidden, &settings);
            assert!(public.count.is_withheld() && public.share.is_withheld());
            assert_eq!(public.base.amount(), Some(90.0));
        }
        for shown in [
            counted(0, 90),
            counted(5, 90),
            counted(85, 90),
            counted(90, 90),
        ] {
            assert!(public(&shown, &settings).share.amount().is_some());
        }
    }

    #[test]
    fn a_small_base_hides_itself_too() {
        let public = public(&counted(0, 3), &Disclosure::default());
        assert!(public.count.is_withheld() && public.base.is_withheld());
    }

    #[test]
    fn what_the_sender_hid_stays_hidden() {
        let mut hidden = cell(Content::Hidden);
        hidden.published = true;
        let public = public(&hidden, &Disclosure::default());
        assert_eq!(public.count.view(), View::Withheld(Why::Sender));
    }

    #[test]
    fn a_published_figure_is_shown_as_it_is() {
        let mut share = cell(Content::Share {
            percent: Masked(9.0),
            base: Some(Masked(3)),
        });
        share.published = true;
        let public = public(&share, &Disclosure::default());
        assert_eq!(public.share.amount(), Some(9.0));
        assert_eq!(public.base.amount(), Some(3.0));
    }
}
