//! Law: a finding is said by its template or not at all; its small bar and its word follow the same figure.

use super::{Brief, barometer, table};
use crate::{
    analysis::Finding,
    config::Block,
    ident::DistrictId,
    report::{
        chartwork::{bare, shown},
        cites::{all, said},
        desk::Desk,
        spec::{ChartSpec, Labelled, Mini},
        view::{BlockView, FindingView, MarkView, Rich},
    },
    words::Scope,
};

/// The findings of the summary.
pub(super) fn summary(desk: &Desk, brief: &Brief, most: usize) -> BlockView {
    BlockView::Findings {
        items: items(desk, brief, most, "finding"),
        note: None,
    }
}

/// The findings as questions.
pub(super) fn dialogue(desk: &Desk, brief: &Brief, most: usize) -> BlockView {
    BlockView::Dialogue {
        items: items(desk, brief, most, "dialogue"),
    }
}

fn items(desk: &Desk, brief: &Brief, most: usize, template: &str) -> Vec<FindingView> {
    let maximum = scale(desk, brief.findings);
    let chosen = brief.findings.iter().take(most);
    chosen
        .filter_map(|finding| item(desk, brief, finding, maximum, template))
        .collect()
}

/// One scale for all small bars of the report: to 50, or to 100 where a share is larger.
pub(crate) fn scale(desk: &Desk, findings: &[Finding]) -> f64 {
    let shares = findings.iter().flat_map(|f| {
        [
            desk.lens.own(&f.figure).share.amount(),
            desk.lens.city(&f.figure).share.amount(),
        ]
    });
    if shares.flatten().any(|share| share > 50.0) {
        100.0
    } else {
        50.0
    }
}

fn item(
    desk: &Desk,
    brief: &Brief,
    finding: &Finding,
    maximum: f64,
    template: &str,
) -> Option<FindingView> {
    let scope = Scope {
        about: Some((finding.figure.clone(), finding.other.clone())),
        ..brief.scope.clone()
    };
    let name = finding.rule.name();
    let words = desk
        .say(&format!("{template}-{name}"), &scope)
        .into_iter()
        .next()?;
    let Rich(mut runs) = said(&words);
    let lead = if runs.first()?.strong {
        runs.remove(0).text
    } else {
        String::new()
    };
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    let question = desk
        .say(&format!("question-{name}"), &scope)
        .into_iter()
        .next();
    let own = desk.lens.own(&finding.figure);
    let mark = own.share.amount().map(|share| {
        let tick = shown(bare(desk, desk.lens.city(&finding.figure).share)).map(|tick| Labelled {
            cell: desk.city_cell(&finding.figure),
            text: format!("{} {}", desk.city_name(), tick.text),
            ..tick
        });
        MarkView {
            key: format!("mark-{}", desk.address(template)),
            spec: ChartSpec::Mini(Mini {
                share,
                cell: desk.own_cell(&finding.figure),
                tick,
                maximum,
            }),
        }
    });
    // All that stands in the item: the sentence, its question, and how it stands to the city.
    let (key, more) = (desk.lens.key(&finding.figure), question.iter());
    let against = finding.against.iter();
    let against = against.flat_map(|_| [key.clone(), key.at(&DistrictId::total())]);
    let mut evidence = words.evidence;
    evidence.extend(more.flat_map(|question| question.evidence.clone()));
    evidence.extend(against);
    if let Some(first) = runs.first_mut() {
        first.cells.clear();
    }
    Some(FindingView {
        lead,
        text: Rich(runs),
        cells: all(&evidence),
        question: question.map(|q| q.text),
        mark,
        against: finding.against.map(|a| barometer::view(desk, a)),
        href: href(desk, finding),
    })
}

/// The row that carries a finding, where the report has a table of all figures and that holds it.
fn href(desk: &Desk, finding: &Finding) -> Option<String> {
    let sections = &desk.lens.settings().outline.sections;
    let all = sections
        .iter()
        .flat_map(|s| &s.blocks)
        .any(|block| matches!(block, Block::AllFigures { .. }));
    (all && finding.figure.group.is_none())
        .then(|| format!("#{}", table::anchor(desk, &finding.figure)))
}
