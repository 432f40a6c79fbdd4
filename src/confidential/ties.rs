//! Law: among figures that protect as well and cost as much lots are drawn, and only who holds the project's secret can draw them again.

use super::SealedData;
use crate::diagnostic::{Diagnostic, Place};
use sha2::{Digest, Sha256};
use siphasher::sip::SipHasher13;
use std::hash::Hasher;

/// So many lots.
const LOTS: u64 = 32;

/// So many bytes a secret has at least: nobody may try them out.
const SHORTEST: usize = 32;

/// Draws lots, the same in every run with the same secret.
#[derive(Clone, Copy)]
pub(in crate::confidential) struct Ties {
    keys: [u64; 2],
}

impl std::fmt::Debug for Ties {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ties(▒)")
    }
}

impl Default for Ties {
    /// Everybody's lots.
    fn default() -> Self {
        Self::new(b"")
    }
}

impl Ties {
    fn new(secret: &[u8]) -> Self {
        let digest =
            Sha256::new_with_prefix(b"bydelsrapport ties\n").chain_update(secret).finalize();
        let word = |at: usize| {
            digest[at..at + 8].iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
        };
        Self { keys: [word(0), word(8)] }
    }

    /// The lots of a project's secret.
    ///
    /// # Errors
    /// It can be tried out.
    pub fn read(secret: &SealedData) -> Result<Self, Box<Diagnostic>> {
        let bytes = secret.open().trim_ascii();
        if bytes.len() < SHORTEST {
            let message = format!("the project's secret has fewer than {SHORTEST} characters");
            let hint =
                "put 64 random letters and digits there, such as `openssl rand -hex 32` gives";
            let place = Place::file(secret.path());
            return Err(Box::new(Diagnostic::error("short-secret", place, message).hint(hint)));
        }
        Ok(Self::new(bytes))
    }

    /// The lot of what is called so, from 0 to 31.
    pub fn of(self, name: &str) -> u64 {
        let mut hasher = SipHasher13::new_with_keys(self.keys[0], self.keys[1]);
        hasher.write(name.as_bytes());
        hasher.finish() % LOTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn lots(ties: Ties) -> Vec<u64> {
        (0..400).map(|n| ties.of(&format!("2018.{n}.total.y.total"))).collect()
    }

    #[test]
    fn lots_are_the_secrets_own_and_all_are_drawn() {
        let of = |secret: &str| Ties::read(&SealedData::new("s", secret.into())).map(lots);
        let [a, b] = ["a", "b"].map(|letter| letter.repeat(32));
        let (first, other) = (of(&a).unwrap(), of(&b).unwrap());
        assert_eq!(first, of(&format!("{a}\r\n")).unwrap(), "the end of a line is no part of it");
        let alike = first.iter().zip(&other).filter(|(a, b)| a == b).count();
        assert!(alike < 40, "{alike} of 400 lots are those of another secret");
        assert_eq!(first.iter().collect::<BTreeSet<_>>().len() as u64, LOTS);
        assert_ne!(first, lots(Ties::default()));
        assert!(of("short").is_err_and(|it| it.code == "short-secret"));
    }
}
