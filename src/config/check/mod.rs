//! Law: what each settings file says must fit what the others say.

mod articles;
mod disclosure;
mod districts;
mod figures;
mod filenames;
mod indicators;
mod labels;
mod languages;
mod nests;
mod outline;
mod report;
mod say;
mod sources;
mod templates;

use super::{
    Disclosure, Districts, Indicators, Language, Outline, ReportSettings, Sources,
    document::Document, load::Read,
};
use crate::{assets::Assets, diagnostic::Problems, ident::Lang};
use std::collections::BTreeMap;

/// A settings file that could be made out.
type File<'f, 't, T> = Option<(&'f T, &'f Document<'t>)>;

/// All settings files that could be made out; the others have problems of their own already.
pub(super) struct Files<'f, 't> {
    pub report: File<'f, 't, ReportSettings>,
    pub indicators: File<'f, 't, Indicators>,
    pub outline: File<'f, 't, Outline>,
    pub districts: File<'f, 't, Districts>,
    pub disclosure: File<'f, 't, Disclosure>,
    pub sources: File<'f, 't, Sources>,
    pub languages: &'f BTreeMap<Lang, Read<'t, Language>>,
    pub assets: &'f Assets,
}

/// Checks all files, in the order a person fills them in. What needs a file that could not be made out is left out.
pub(super) fn check(files: &Files<'_, '_>, problems: &mut Problems) {
    report::check(files, problems);
    districts::check(files, problems);
    indicators::check(files, problems);
    nests::check(files, problems);
    sources::check(files, problems);
    outline::check(files, problems);
    disclosure::check(files, problems);
    templates::check(files, problems);
    articles::check(files, problems);
    languages::check(files, problems);
    labels::check(files, problems);
}
