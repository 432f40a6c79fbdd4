//! Law: every cell is decided once, and count, share and all that is made of them follow that decision.
//!
//! Two steps: the primary rules look at one cell at a time; what a hidden cell's
//! neighbours would give away is the joint step's business, which works on the same
//! decisions and the same sealed cells. What was published before stands above both: it is
//! known, and what was withheld stays withheld.

mod joint;
mod primary;

use super::{
    Certificate, PublishableStat, PublishedCell, PublishedTable, ValidTable, Why,
    raw::{Content, Masked, RawCell},
};
use crate::{
    config::Settings,
    ident::CellKey,
    ledger::{Figure, Memory, Recall},
    protect::Solver,
};
use joint::Verdict;
use primary::Rule;
use std::collections::BTreeMap;

impl ValidTable {
    /// Decides every cell, true to what was published before; the table itself is gone afterwards.
    pub fn publish(self, settings: &Settings, memory: &Memory) -> PublishedTable {
        self.control(settings, memory, &Solver::default())
    }

    /// The same, with the proof of it.
    pub fn certified(self, settings: &Settings, memory: &Memory) -> (PublishedTable, Certificate) {
        let (table, verdict) = self.settle(settings, memory, &Solver::default());
        (table, verdict.certify())
    }

    /// Decides every cell, with what a solver has decided of other tables.
    pub(in crate::confidential) fn control(
        &self,
        settings: &Settings,
        memory: &Memory,
        solver: &Solver,
    ) -> PublishedTable {
        self.settle(settings, memory, solver).0
    }

    fn settle<'s>(
        &'s self,
        settings: &'s Settings,
        memory: &Memory,
        solver: &Solver,
    ) -> (PublishedTable, Verdict<'s>) {
        let mut decided: BTreeMap<CellKey, Why> = BTreeMap::new();
        let mut kept = Vec::new();
        for (key, cell) in &self.cells {
            let today = decide(cell, rule(key, settings));
            match remember(today, recall(key, cell, memory), cell) {
                Some(why) => drop(decided.insert(key.clone(), why)),
                None if today.is_some() => kept.push(key.clone()),
                None => {}
            }
        }
        // What is known has nothing left to protect, so the joint step hears of it only as known.
        let verdict = Verdict::reach(&self.cells, settings, memory, &decided, solver, self.ties);
        let cells = self.cells.iter().map(|(key, cell)| {
            let decision = decided.get(key).copied();
            let nothing = cell.content == Content::Missing || cell.published;
            // A figure whose base is hidden has no share, and one decision covers all of a cell.
            let hides = verdict.hides(key) || verdict.hides_base(key);
            let joint = (decision.is_none() && !nothing && hides).then_some(Why::Secondary);
            let public = reveal(cell, decision.or(joint), !verdict.hides_base(key));
            (key.clone(), public)
        });
        let cells = cells.collect();
        let table = PublishedTable::new(cells, kept, verdict.limits());
        (table, verdict)
    }
}

/// What is remembered of a cell.
fn recall(key: &CellKey, cell: &RawCell, memory: &Memory) -> Recall {
    let base = match cell.content {
        Content::Count { base, .. } | Content::Share { base, .. } | Content::Mean { base, .. } => {
            base.map(|Masked(n)| n)
        }
        Content::Hidden | Content::Missing => None,
    };
    memory.recall(key, figure_of(&cell.content), base)
}

/// The figure of a cell, as the memory of publications has it.
fn figure_of(content: &Content) -> Option<Figure> {
    match *content {
        Content::Count { count, .. } => Some(Figure::Count(count.0)),
        Content::Share { percent, .. } => Some(Figure::Amount(percent.0)),
        Content::Mean { mean, .. } => Some(Figure::Amount(mean.0)),
        Content::Hidden | Content::Missing => None,
    }
}

/// Today's decision, unless an earlier publication has decided: a figure that is known is shown, and what was
/// withheld stays so.
fn remember(today: Option<Why>, recall: Recall, cell: &RawCell) -> Option<Why> {
    match (today, recall) {
        (Some(Why::Primary | Why::Secondary), Recall::Same) => None,
        (None, Recall::Withheld) if !cell.published && cell.content != Content::Missing => {
            Some(Why::Secondary)
        }
        (today, _) => today,
    }
}

/// The primary rule for a cell.
fn rule(key: &CellKey, settings: &Settings) -> Rule {
    let rule = Rule::of(&key.indicator, &settings.disclosure);
    if of_all(key, settings) { rule.of_all() } else { rule }
}

/// Whether a cell is the sum of all answers to one question: how many were asked, and no answer.
fn of_all(key: &CellKey, settings: &Settings) -> bool {
    let indicator = settings.indicators.get(&key.indicator);
    key.category.is_total() && indicator.is_some_and(|indicator| indicator.kind.sums())
}

/// Why a cell is withheld, or nothing where it may be shown.
fn decide(cell: &RawCell, rule: Rule) -> Option<Why> {
    if cell.content == Content::Hidden {
        return Some(Why::Sender);
    }
    if cell.published {
        return None;
    }
    rule.withholds(&cell.content).then_some(Why::Primary)
}

/// The public face of a cell: one decision for all its figures, and a base that is fit to be seen.
fn reveal(cell: &RawCell, decision: Option<Why>, shows_base: bool) -> PublishedCell {
    let base_of = |base: Option<Masked<u64>>| match base {
        None => PublishableStat::missing(),
        Some(Masked(n)) if cell.published || shows_base => PublishableStat::shown(n as f64),
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
        None => PublishedCell { count, base, share, provisional: cell.provisional },
        Some(why) => {
            let hidden = PublishableStat::withheld(why);
            PublishedCell { count: hidden, base, share: hidden, provisional: cell.provisional }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{confidential::View, config::Disclosure, diagnostic::Place};

    fn cell(content: Content) -> RawCell {
        RawCell { content, provisional: false, published: false, place: Place::Nowhere }
    }

    fn counted(count: u64, base: u64) -> RawCell {
        cell(Content::Count { count: Masked(count), base: Some(Masked(base)) })
    }

    fn base(cell: &RawCell) -> Option<u64> {
        match cell.content {
            Content::Count { base, .. }
            | Content::Share { base, .. }
            | Content::Mean { base, .. } => base.map(|base| base.0),
            Content::Hidden | Content::Missing => None,
        }
    }

    fn public(cell: &RawCell, settings: &Disclosure) -> PublishedCell {
        let general = Rule::general(settings);
        let shows_base = base(cell).is_none_or(|base| general.shows_base(base));
        reveal(cell, decide(cell, general), shows_base)
    }

    #[test]
    fn count_and_share_fall_together() {
        let settings = Disclosure::default();
        for hidden in [counted(1, 90), counted(4, 90), counted(86, 90), counted(89, 90)] {
            let public = public(&hidden, &settings);
            assert!(public.count.is_withheld() && public.share.is_withheld());
            assert_eq!(public.base.amount(), Some(90.0));
        }
        for shown in [counted(0, 90), counted(5, 90), counted(85, 90), counted(90, 90)] {
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
        let mut share = cell(Content::Share { percent: Masked(9.0), base: Some(Masked(3)) });
        share.published = true;
        let public = public(&share, &Disclosure::default());
        assert_eq!(public.share.amount(), Some(9.0));
        assert_eq!(public.base.amount(), Some(3.0));
    }

    #[test]
    fn an_earlier_publication_decides() {
        let cell = counted(50, 90);
        let secondary = Some(Why::Secondary);
        assert_eq!(remember(None, Recall::Withheld, &cell), secondary);
        assert_eq!(remember(Some(Why::Primary), Recall::Same, &cell), None);
        for recall in [Recall::New, Recall::Changed] {
            assert_eq!(remember(None, recall, &cell), None);
            let primary = Some(Why::Primary);
            assert_eq!(remember(primary, recall, &cell), primary);
        }
        // What is not ours to hide, or is not there to be hidden.
        let mut published = counted(50, 90);
        published.published = true;
        for cell in [published, super::tests::cell(Content::Missing)] {
            assert_eq!(remember(None, Recall::Withheld, &cell), None);
        }
        let sender = Some(Why::Sender);
        let hidden = super::tests::cell(Content::Hidden);
        assert_eq!(remember(sender, Recall::Changed, &hidden), sender);
    }
}
