//! Law: an audit says what was read, what was found and where, and never a value.

use super::{
    args::AuditArgs,
    end::End,
    problems::tell,
    progress,
    say::{many, quiet, remark, say},
};
use crate::{
    audit::{self, Audited, Finding, Findings},
    diagnostic::{Problems, Severity},
    files::published,
};
use std::collections::BTreeMap;

/// How many findings of one sort are told.
const MOST: usize = 20;

/// Audits outputs.
pub(super) fn run(args: &AuditArgs) -> Result<(), End> {
    let mut problems = Problems::default();
    let mut outputs = Vec::new();
    progress::stage("reading the outputs");
    for folder in &args.outputs {
        match published::read(folder) {
            Ok(output) => outputs.push(output),
            Err(found) => problems.extend(found),
        }
    }
    if problems.fatal() {
        return Err(tell(&problems, None));
    }
    progress::stage("auditing");
    let audited = audit::audit(&outputs);
    progress::end();
    table(&audited);
    findings(&audited.findings);
    if audited.findings.fatal() { Err(End::Problems) } else { Ok(()) }
}

fn table(audited: &Audited) {
    let solved = audited.solved;
    let rows = [
        ("files read", audited.files),
        ("cells shown", audited.shown),
        ("cells withheld", solved.withheld),
        ("sums and bounds", solved.relations),
        ("separate parts", solved.parts),
        ("can be computed", solved.exact),
        ("narrower than the width", solved.narrow),
        ("known to one who is alone", solved.by_one_alone),
    ];
    for (name, number) in rows {
        remark(&format!("{name:<26}  {number:>6}"));
    }
    for (channel, number) in audited.channels() {
        let name = format!("errors in {channel}");
        remark(&format!("{name:<26}  {number:>6}"));
    }
}

/// At most so many of each sort, errors first.
pub(super) fn findings(found: &Findings) {
    let counts = found.counts();
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found.iter() {
        let so_far = told.entry(finding.code).or_insert(0);
        *so_far += 1;
        if *so_far <= MOST {
            say(&line(finding));
        } else if *so_far == MOST + 1 {
            let more = counts[finding.code] - MOST;
            say(&format!("… and {more} more of [{}]", finding.code));
        }
    }
    let of = |severity| {
        let all = found.iter();
        all.filter(|finding| finding.severity == severity).count()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    if !quiet() || errors + warnings > 0 {
        say(&format!("\n{}, {}", many(errors, "error"), many(warnings, "warning")));
    }
}

fn line(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("\n{severity}[{}]: {}", finding.code, finding.message);
    for (mark, list) in [("cell", &finding.cells), ("in", &finding.sources)] {
        for one in list {
            text += &format!("\n  {mark} {one}");
        }
    }
    text
}
