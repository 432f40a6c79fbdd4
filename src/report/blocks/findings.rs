//! Law: a finding is said by its template or not at all; its small bar and its word follow the same figure.

use super::{Brief, anchor, barometer};
use crate::{
    analysis::{Finding, Rule},
    config::{Block, Section},
    report::{
        chartwork::{bare, shown},
        cites::{resting, said},
        claims::Place,
        desk::Desk,
        spec::{ChartSpec, Labelled, Mini},
        view::{BlockView, FindingView, MarkView, Rich},
    },
    words::{About, Measure, Said, Scope, Told},
};
use std::collections::BTreeMap;

/// How many letters of a finding stand in a line on paper.
const LETTERS: usize = 55;

/// So many findings are shown, however long they are.
const FEWEST: usize = 3;

/// How many questions a finding may bring.
const QUESTIONS: usize = 2;

/// What sentences about a finding may speak of.
pub(crate) fn about(finding: &Finding) -> About {
    About {
        figure: finding.figure.clone(),
        other: finding.other.clone(),
        tone: finding.tone.name(),
    }
}

/// How many findings a section sets up for talk.
pub(crate) fn asked(section: &Section) -> usize {
    let blocks = section.blocks.iter().flat_map(Block::flat);
    let most = blocks.filter_map(|block| match block {
        Block::Dialogue { most } => Some(*most),
        _ => None,
    });
    most.max().unwrap_or(0)
}

/// The findings of the summary.
pub(super) fn summary(desk: &Desk, brief: &Brief, most: usize, lines: usize) -> BlockView {
    BlockView::Findings { items: items(desk, brief, most, Some(lines), Place::Finding), note: None }
}

/// The findings as questions.
pub(super) fn dialogue(desk: &Desk, brief: &Brief, most: usize) -> BlockView {
    BlockView::Dialogue { items: items(desk, brief, most, None, Place::Dialogue) }
}

fn items(
    desk: &Desk,
    brief: &Brief,
    most: usize,
    lines: Option<usize>,
    place: Place,
) -> Vec<FindingView> {
    let maximum = scale(desk, brief.findings);
    let mut turns: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut made = Vec::new();
    let mut filled = 0;
    for finding in brief.findings.iter().take(most) {
        let turn = turns.entry(finding.rule).or_insert(0);
        let scope = Scope { about: Some(about(finding)), turn: *turn, ..brief.scope.clone() };
        *turn += 1;
        if let Some(lines) = lines {
            let said = desk.say(&template(finding, place), &scope);
            let letters = said.first().map_or(0, |words| words.text.chars().count());
            filled += letters.div_ceil(LETTERS);
            if filled > lines && made.len() >= FEWEST {
                break;
            }
        }
        made.extend(item(desk, &scope, finding, maximum, place));
    }
    made
}

/// The template that says a finding in a place.
fn template(finding: &Finding, place: Place) -> String {
    let name = finding.rule.name();
    match place {
        Place::Dialogue => format!("dialogue-{name}"),
        _ => format!("finding-{name}"),
    }
}

/// One scale for all small bars of the report: to 50, or to 100 where a share is larger.
pub(crate) fn scale(desk: &Desk, findings: &[Finding]) -> f64 {
    let shares = findings.iter().flat_map(|f| {
        [desk.lens.own(&f.figure).share.amount(), desk.lens.other(&f.figure).share.amount()]
    });
    if shares.flatten().any(|share| share > 50.0) { 100.0 } else { 50.0 }
}

fn item(
    desk: &Desk,
    scope: &Scope,
    finding: &Finding,
    maximum: f64,
    place: Place,
) -> Option<FindingView> {
    let template = template(finding, place);
    let words = desk.say(&template, scope).into_iter().next()?;
    let Rich(mut runs) = said(&words);
    let lead = if runs.first()?.strong { runs.remove(0).text } else { String::new() };
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    let asked = match place {
        Place::Dialogue => questions(desk, scope, finding),
        _ => Vec::new(),
    };
    let own = desk.lens.own(&finding.figure);
    let mark = own.share.amount().map(|share| {
        let other = desk.lens.other(&finding.figure).share;
        let tick = shown(bare(desk, other)).map(|tick| Labelled {
            cell: desk.reference_cell(&finding.figure),
            text: format!("{} {}", desk.reference_head(), tick.text),
            ..tick
        });
        MarkView {
            key: format!("mark-{}", desk.address(&template)),
            spec: ChartSpec::Mini(Mini {
                share,
                cell: desk.own_cell(&finding.figure),
                tick,
                maximum,
            }),
        }
    });
    let link = anchor::link(desk, &finding.figure);
    desk.claim_of(&words, place, Some(finding), link.clone());
    // All that stands in the item: the sentence, its questions, and how it stands to the reference.
    let key = desk.lens.key(&finding.figure);
    let against = finding.against.iter();
    let against = against.flat_map(|_| [key.clone(), key.at(&desk.lens.reference())]);
    let (mut evidence, mut told) = (words.evidence, words.told);
    for question in &asked {
        evidence.extend(question.evidence.clone());
        told.extend(question.told.clone());
        desk.claim_of(question, Place::Question, Some(finding), None);
    }
    evidence.extend(against);
    told.extend(finding.against.map(|against| Told {
        text: desk.format.percent(against.other),
        measure: Measure::Share,
        cells: vec![key.at(&desk.lens.reference())],
        name: None,
    }));
    if let Some(first) = runs.first_mut() {
        first.cells.clear();
    }
    Some(FindingView {
        lead,
        text: Rich(runs),
        cells: resting(&evidence, &told),
        questions: asked.into_iter().map(|q| q.text).collect(),
        mark,
        against: finding.against.map(|a| barometer::view(desk, a)),
        href: link,
    })
}

/// The questions of the most particular file there is: of the figure, the indicator, the rule with its tone, the rule.
fn questions(desk: &Desk, scope: &Scope, finding: &Finding) -> Vec<Said> {
    let key = desk.lens.key(&finding.figure);
    let (rule, tone) = (finding.rule.name(), finding.tone.name());
    let (indicator, category) = (&key.indicator, &key.category);
    let names = [
        format!("question-{rule}-{indicator}-{category}-{tone}"),
        format!("question-{rule}-{indicator}-{category}"),
        format!("question-{rule}-{indicator}-{tone}"),
        format!("question-{rule}-{indicator}"),
        format!("question-{indicator}-{category}"),
        format!("question-{indicator}"),
        format!("question-{rule}-{tone}"),
        format!("question-{rule}"),
    ];
    let Some(name) = names.iter().find(|name| desk.knows(name)) else {
        return Vec::new();
    };
    let mut asked = desk.say(name, scope);
    asked.truncate(QUESTIONS);
    asked
}
