//! Law: benches read the sample project once and touch no disk while the clock runs.

use bydelsrapport::{
    confidential::SealedData,
    config::{self, Settings},
    diagnostic::Problems,
    files::Project,
};
use std::path::Path;

/// The sample project, read and not yet checked.
pub struct Sample {
    pub project: Project,
    pub settings: Settings,
    pub sources: Vec<SealedData>,
}

/// Reads the project in the repository's root.
pub fn sample() -> Sample {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut project = Project::open(root).expect("the sample is a project");
    let settings = config::load(&project.assets, &mut Problems::default())
        .expect("the sample's settings are right");
    let sources = project.read_sources(&settings).expect("the sample's tables are there");
    Sample { project, settings, sources }
}
