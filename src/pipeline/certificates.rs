//! Law: a certificate names the published data by their hashes, and goes through the door apart and no other.

use super::{
    FileKind, codebook,
    job::{OutFile, Put},
    lock,
};
use crate::{confidential::Certificate, config::Settings, diagnostic::Problems};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::Mutex};

/// The name of the file in its folder.
const NAME: &str = "certificates.json";

/// The hashes of the data files that a run has handed out, and of the codebook.
#[derive(Default)]
pub(super) struct Hashes(Mutex<BTreeMap<String, String>>);

impl Hashes {
    /// A door before another one, which looks at data as they pass.
    pub fn before<'a>(
        &'a self,
        put: &'a Put<'a>,
    ) -> impl Fn(OutFile) -> Result<(), Problems> + Sync + 'a {
        move |file| {
            if file.kind == FileKind::Data || file.path == codebook::NAME {
                let hash = Sha256::digest(&file.bytes);
                let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
                lock(&self.0).insert(file.path.clone(), hash);
            }
            put(file)
        }
    }

    /// The file of certificates for what was handed out.
    pub fn certificates(&self, certificate: Certificate, settings: &Settings) -> OutFile {
        OutFile {
            path: NAME.to_owned(),
            kind: FileKind::Other,
            district: None,
            language: None,
            bytes: certificate.unseal(&settings.report.edition, &lock(&self.0)),
        }
    }
}
