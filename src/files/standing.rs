//! Law: what a run has put in place is written down at each step, and whatever is said of it is read from there.

/// A thing that a run puts in place in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The memory of publications.
    Memory,
    /// The proof of the disclosure control.
    Certificates,
    /// The output.
    Reports,
    /// A project to start from.
    Project,
}

impl Piece {
    fn name(self) -> &'static str {
        match self {
            Self::Memory => crate::ledger::FILE,
            Self::Certificates => "the certificates",
            Self::Reports => "the reports",
            Self::Project => "the project",
        }
    }
}

/// How far a run has come with what it was asked to put in place.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standing {
    asked: Vec<Piece>,
    placed: Vec<Piece>,
}

impl Standing {
    /// A run that never writes.
    pub const fn nothing() -> Self {
        Self { asked: Vec::new(), placed: Vec::new() }
    }

    /// The run is to put these in place.
    pub fn asked(&mut self, pieces: impl IntoIterator<Item = Piece>) {
        self.asked = pieces.into_iter().collect();
    }

    /// One is in place.
    pub(super) fn placed(&mut self, piece: Piece) {
        self.placed.push(piece);
    }

    /// One was taken back: what was there before is there again.
    pub(super) fn taken_back(&mut self, piece: Piece) {
        self.placed.retain(|placed| *placed != piece);
    }

    /// Whether some of it is in place and some is not.
    pub fn halfway(&self) -> bool {
        !self.placed.is_empty() && self.missing().next().is_some()
    }

    fn missing(&self) -> impl Iterator<Item = Piece> {
        self.asked.iter().copied().filter(|piece| !self.placed.contains(piece))
    }

    /// What stands, in words; nothing for a run that never writes.
    pub fn said(&self) -> Option<String> {
        if self.asked.is_empty() {
            return None;
        }
        if self.placed.is_empty() {
            return Some("nothing was written".to_owned());
        }
        let mut said = stand(self.placed.iter().copied(), "in place");
        if self.halfway() {
            said += &format!(", but {}", stand(self.missing(), "as before"));
        }
        Some(said)
    }
}

/// `the certificates and the reports are in place`.
fn stand(pieces: impl Iterator<Item = Piece>, how: &str) -> String {
    let pieces: Vec<Piece> = pieces.collect();
    let names: Vec<&str> = pieces.iter().map(|piece| piece.name()).collect();
    let one = matches!(pieces[..], [Piece::Memory | Piece::Project]);
    let list = match &names[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    format!("{list} {} {how}", if one { "is" } else { "are" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stand_has_its_words() {
        let mut standing = Standing::nothing();
        assert_eq!(standing.said(), None);
        standing.asked([Piece::Memory, Piece::Certificates, Piece::Reports]);
        let said = |standing: &Standing| standing.said().unwrap();
        assert_eq!(said(&standing), "nothing was written");
        standing.placed(Piece::Memory);
        assert_eq!(
            said(&standing),
            "publications.txt is in place, but the certificates and the reports are as before"
        );
        standing.placed(Piece::Certificates);
        assert!(standing.halfway());
        standing.placed(Piece::Reports);
        assert_eq!(
            said(&standing),
            "publications.txt, the certificates and the reports are in place"
        );
        for piece in [Piece::Reports, Piece::Certificates, Piece::Memory] {
            standing.taken_back(piece);
        }
        assert_eq!(said(&standing), "nothing was written");
    }
}
