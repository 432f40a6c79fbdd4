//! Law: one district, one language, one pass: published figures in, a finished report out.

use super::{
    blocks::{self, Brief},
    cites::{resting, rich},
    claims::{Claims, Place},
    cover,
    desk::Desk,
    view::{BlockView, FigureState, FilesView, MetaView, ReportView, Rich, SectionView, TableView},
};
use crate::{
    analysis::{Direction, Finding, Lens, Rule, findings},
    config::{Block, Section, outline::Ref},
    diagnostic::Problems,
    ident::{CellKey, Lang},
    words::Speaker,
};
use std::collections::{BTreeMap, BTreeSet};

/// A finished report with what it found.
#[derive(Clone, Debug)]
pub struct Report {
    /// What templates see.
    pub view: ReportView,
    /// The findings in order of weight.
    pub findings: Vec<Finding>,
    /// Everything it says in words.
    pub claims: Claims,
}

/// How many figures a report rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those in its download, hidden ones included.
    pub all: usize,
    /// Those of them that are hidden, whatever the reason.
    pub hidden: usize,
}

/// Writes the report of the lens' district; `counted` are the figures that it rests on.
///
/// # Errors
/// Words and sentence templates that are missing or wrong.
pub fn report(
    lens: &Lens,
    lang: &Lang,
    speaker: &Speaker,
    counted: Counted,
    files: FilesView,
) -> Result<Report, Problems> {
    let desk = Desk::new(lens, lang, speaker);
    let findings = findings(lens, &lens.settings().outline, 8);
    let outline = &lens.settings().outline;
    desk.section.replace("cover".to_owned());
    let cover = cover::cover(&desk);
    // The first section that shows a list names it for the others.
    let mut lists = BTreeMap::new();
    for part in outline.sections.iter().rev() {
        lists.extend(blocks::lists(&desk, &part.blocks));
    }
    let sections = outline
        .sections
        .iter()
        .filter(|s| lens.earlier().is_some() || !blocks::of_waves(s))
        .map(|s| (s, section(&desk, s, counted, &findings, &lists)))
        .filter(|(settled, made)| !is_unwritten(settled, made))
        .map(|(_, made)| made)
        .collect();
    let view = ReportView {
        meta: meta(&desk, files),
        words: desk.format.language().words.clone(),
        cover,
        sections,
    };
    let about = about(&desk);
    let (problems, claims) = desk.close();
    if problems.fatal() {
        return Err(problems);
    }
    Ok(Report { view, findings, claims: Claims { claims, ..about } })
}

fn section(
    desk: &Desk,
    section: &Section,
    counted: Counted,
    findings: &[Finding],
    outline_lists: &BTreeMap<String, Vec<Ref>>,
) -> SectionView {
    *desk.section.borrow_mut() = section.id.to_string();
    let mut scope = desk.scope();
    // What the section shows itself comes before what other sections show under the same name.
    scope.lists = outline_lists.clone();
    scope.lists.extend(blocks::lists(desk, &section.blocks));
    let mut count = |numbers: BTreeMap<String, usize>, cells: Vec<CellKey>| {
        let counted = numbers.keys().map(|name| (name.clone(), cells.clone()));
        scope.counted.extend(counted);
        scope.numbers.extend(numbers);
    };
    if let Some(figures) = scope.lists.get("barometer") {
        let counts = blocks::counts(desk, figures);
        count(counts, blocks::compared(desk, figures));
    }
    if let Some(figures) = scope.lists.get("changes") {
        let counts = blocks::change_counts(desk, figures);
        count(counts, blocks::followed(desk, figures));
    }
    let heard = [
        ("findings", findings.len()),
        ("dialogue", findings.len().min(blocks::asked(section))),
        ("tests", desk.lens.family().tests()),
    ];
    scope.numbers.extend(heard.map(|(name, n)| (name.to_owned(), n)));
    blocks::limits(desk, &mut scope);
    // One number for all reasons: how many are hidden for which would tell the reasons apart.
    let figures = [("all_figures", counted.all), ("hidden_figures", counted.hidden)];
    scope.numbers.extend(figures.map(|(name, count)| (name.to_owned(), count)));
    let maximum = desk.format.bare(blocks::mini_maximum(desk, findings));
    scope.texts.insert("mini_maximum".to_owned(), maximum);
    // What is particular to the district comes before what is true of most.
    let differs = |f: &Finding| f.against.is_some_and(|a| a.direction != Direction::Similar);
    let particular = |f: &&Finding| match f.rule {
        Rule::StandsOut | Rule::Changed => true,
        Rule::WeakestArea => differs(f),
        _ => false,
    };
    let top = findings.iter().find(particular).or(findings.first());
    scope.about = top.map(blocks::about);
    let rule = top.map_or("", |finding| finding.rule.name());
    scope.texts.insert("top".to_owned(), rule.to_owned());
    let (heading, cells) = section
        .heading
        .as_ref()
        .and_then(|template| desk.say(template, &scope).into_iter().next())
        .map_or_else(
            || (section.neutral.get(desk.lang).to_owned(), String::new()),
            |said| {
                desk.claim(&said, Place::Heading);
                {
                    let cells = resting(&said.evidence, &said.told);
                    (said.text, cells)
                }
            },
        );
    desk.heading.replace(heading.clone());
    let brief = Brief { scope: &scope, findings };
    let blocks: Vec<BlockView> =
        section.blocks.iter().filter_map(|block| blocks::make(desk, block, &brief)).collect();
    let mut notes: Vec<Rich> = Vec::new();
    if blocks.iter().any(shows_hidden) {
        notes.push(rich(&desk.word("hidden_note")));
    }
    let mut shown = blocks::lists(desk, &section.blocks);
    // Where a page gathers figures of the whole report, their notes stand in their own sections.
    for gathered in ["barometer", "changes", "heatmap", "areas"] {
        shown.remove(gathered);
    }
    notes.extend(indicator_notes(desk, shown.values().flatten()));
    if let Some(template) = &section.notes {
        let said = desk.say(template, &scope);
        notes.extend(said.iter().map(|words| desk.claim(words, Place::Note)));
    }
    SectionView {
        id: section.id.to_string(),
        eyebrow: section.eyebrow.get(desk.lang).to_owned(),
        heading,
        cells,
        blocks,
        notes,
    }
}

/// Whether a section was to hold articles alone, and nobody wrote one.
fn is_unwritten(settled: &Section, made: &SectionView) -> bool {
    let only_articles = settled
        .blocks
        .iter()
        .flat_map(Block::flat)
        .all(|block| matches!(block, Block::Article { .. }));
    made.blocks.is_empty() && !settled.blocks.is_empty() && only_articles
}

/// What the indicators shown must say of themselves, once each.
fn indicator_notes<'a>(desk: &Desk, figures: impl Iterator<Item = &'a Ref>) -> Vec<Rich> {
    let mut seen = BTreeSet::new();
    let indicators = &desk.lens.settings().indicators.indicators;
    let shown: BTreeSet<_> = figures.map(|f| f.indicator.clone()).collect();
    indicators
        .iter()
        .filter(|i| shown.contains(&i.id))
        .filter_map(|i| i.note.as_ref().map(|n| (i, n.get(desk.lang))))
        .filter(|(_, note)| seen.insert(note.to_owned()))
        .map(|(indicator, note)| {
            let name = indicator.label.get(desk.lang);
            rich(&desk.phrase("indicator_note", &[("name", name), ("note", note)]))
        })
        .collect()
}

/// Whether a block prints the sign for a hidden figure anywhere on paper.
fn shows_hidden(block: &BlockView) -> bool {
    let table = |t: &TableView| {
        t.rows.iter().flat_map(|r| &r.cells).any(|c| c.state == FigureState::Withheld)
    };
    match block {
        BlockView::Figure(figure) => table(&figure.table),
        BlockView::Table(view) => table(view),
        BlockView::Barometer(barometer) => barometer
            .themes
            .iter()
            .flat_map(|t| &t.rows)
            .any(|r| r.share.state == FigureState::Withheld),
        BlockView::Beside { left, right } => shows_hidden(left) || shows_hidden(right),
        _ => false,
    }
}

/// What is said of all claims together.
fn about(desk: &Desk) -> Claims {
    let (lens, lang) = (desk.lens, desk.lang);
    let report = &lens.settings().report;
    let district = lens.settings().districts.get(lens.district());
    Claims {
        edition: report.edition.clone(),
        survey: report.title.get(lang).to_owned(),
        district: lens.district().to_string(),
        name: district.map_or_else(String::new, |d| d.name.clone()),
        language: lang.to_string(),
        notice: report.notice.as_ref().map(|n| n.get(lang).to_owned()),
        period: lens.period().to_string(),
        earlier: lens.earlier().map(ToString::to_string),
        reference: lens.reference().to_string(),
        model: match report.comparison.reckons_with_chance() {
            true => "process",
            false => "census",
        },
        threshold: report.comparison.threshold,
        confidence: report.comparison.confidence,
        comparisons: lens.family().tests(),
        claims: Vec::new(),
    }
}

fn meta(desk: &Desk, files: FilesView) -> MetaView {
    let settings = desk.lens.settings();
    let (report, lang) = (&settings.report, desk.lang);
    let district = settings.districts.get(desk.lens.district());
    let survey = report.title.get(lang).to_owned();
    let title = desk.district_title();
    let publisher = report.publisher.get(lang).to_owned();
    MetaView {
        lang: lang.to_string(),
        title: format!("{survey} – {title}"),
        subtitle: report.subtitle.get(lang).to_owned(),
        description: desk.phrase(
            "description",
            &[("survey", &survey), ("district", &title), ("subtitle", report.subtitle.get(lang))],
        ),
        publisher_short: report
            .publisher_short
            .as_ref()
            .map_or_else(|| publisher.clone(), |p| p.get(lang).to_owned()),
        publisher,
        district: title,
        district_name: district.map_or_else(String::new, |d| d.name.clone()),
        district_id: desk.lens.district().to_string(),
        mapping_year: report.mapping_year.to_string(),
        published: desk.format.date(&report.published),
        published_iso: report.published.clone(),
        version: report.version.clone(),
        notice: report.notice.as_ref().map(|n| n.get(lang).to_owned()),
        ident: format!("{}/{}/{lang}", report.edition, desk.lens.district()),
        survey,
        files,
    }
}
