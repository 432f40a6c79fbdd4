//! Law: a check of certificates says what was read, what was proved and what was found, and never a value.

use super::{
    args::VerifyArgs, audit::findings, end::End, problems::tell, progress, say::remark as say,
};
use crate::{
    audit::{self, Verified},
    diagnostic::Problems,
    files::published,
};

/// Checks certificates against their output.
pub(super) fn run(args: &VerifyArgs) -> Result<(), End> {
    let mut problems = Problems::default();
    progress::stage("reading certificates and output");
    let mut read = |folder| {
        let read = published::read(folder);
        read.map_err(|found| problems.extend(found)).ok()
    };
    let (certificates, output) = (read(&args.certificates), read(&args.output));
    let (Some(certificates), Some(output)) = (certificates, output) else {
        return Err(tell(&problems, None));
    };
    progress::stage("verifying");
    let verified = audit::verify(&certificates, &output);
    progress::end();
    table(&verified);
    findings(&verified.findings);
    if verified.findings.fatal() { Err(End::Problems) } else { Ok(()) }
}

fn table(verified: &Verified) {
    let rows = [
        ("cells", verified.cells),
        ("sums", verified.sums),
        ("sums not all of counts", verified.loose),
        ("whole tables", verified.tables),
        ("hidden cells", verified.hidden),
        ("proved", verified.proved),
        ("kept back by the sender", verified.by_sender),
        ("given away before", verified.given_away),
        ("silent cells", verified.silent),
        ("figures shown", verified.shown),
        ("figures withheld, proved", verified.withheld),
        ("figures withheld, known", verified.told),
        ("sums and bounds of codebook", verified.outside),
    ];
    for (name, number) in rows {
        say(&format!("{name:<27}  {number:>7}"));
    }
    if let Some(narrowest) = verified.narrowest {
        say(&format!("{:<27}  {narrowest:>7}", "narrowest"));
    }
}
