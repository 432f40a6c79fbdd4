//! Law: no compressed stream ends in a byte that a reader could take for the line break before `endstream`.
//!
//! The PDF writer puts one line feed between a stream's bytes and `endstream`. Where the last
//! byte is itself a carriage return, which chance makes of one stream in 256, validators count
//! CR LF as the line break and report a wrong `/Length`. A zero byte after the compressed data
//! settles it: a decoder stops at the data's own end, and the length is then beyond doubt.

/// Where each object begins, by number; and where the table of them begins.
struct Table {
    offsets: Vec<usize>,
    start: usize,
}

/// The file with every such ending settled; the file as it is where there is none, or where its
/// shape is not the plain one of one table at the end.
pub(super) fn settled(bytes: Vec<u8>) -> Vec<u8> {
    let Some(table) = table(&bytes) else {
        return bytes;
    };
    let mut order: Vec<(usize, usize)> =
        table.offsets.iter().copied().enumerate().skip(1).map(|(n, at)| (at, n)).collect();
    order.sort_unstable();
    let Some(&(first, _)) = order.first() else {
        return bytes;
    };
    let mut out = bytes[..first].to_vec();
    let mut moved = vec![0; table.offsets.len()];
    let mut changed = false;
    for (index, &(at, number)) in order.iter().enumerate() {
        let end = order.get(index + 1).map_or(table.start, |next| next.0);
        moved[number] = out.len();
        match bytes.get(at..end).map(object) {
            Some(Some(object)) => {
                out.extend(object);
                changed = true;
            }
            Some(None) => out.extend(&bytes[at..end]),
            None => return bytes,
        }
    }
    if !changed {
        return bytes;
    }
    let start = out.len();
    let Some(trailer) = find(&bytes[table.start..], b"trailer").map(|at| table.start + at) else {
        return bytes;
    };
    let Some(tail) = find(&bytes[trailer..], b"startxref").map(|at| trailer + at) else {
        return bytes;
    };
    out.extend(format!("xref\n0 {}\n0000000000 65535 f\r\n", moved.len()).bytes());
    for offset in &moved[1..] {
        out.extend(format!("{offset:010} 00000 n\r\n").bytes());
    }
    out.extend(&bytes[trailer..tail]);
    out.extend(format!("startxref\n{start}\n%%EOF").bytes());
    out
}

/// An object with a zero byte after its compressed data; nothing where it needs none.
fn object(bytes: &[u8]) -> Option<Vec<u8>> {
    let data = find(bytes, b"stream\n")? + b"stream\n".len();
    let head = std::str::from_utf8(&bytes[..data]).ok()?;
    if !head.contains("/Filter") {
        return None;
    }
    let digits = head.find("/Length ")? + "/Length ".len();
    let length: usize = head[digits..].split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    let end = data.checked_add(length)?;
    if !matches!(bytes.get(end.checked_sub(1)?)?, b'\r' | b'\n') {
        return None;
    }
    let after = digits + length.to_string().len();
    let mut out = bytes[..digits].to_vec();
    out.extend((length + 1).to_string().bytes());
    out.extend(&bytes[after..end]);
    out.push(0);
    out.extend(&bytes[end..]);
    Some(out)
}

fn table(bytes: &[u8]) -> Option<Table> {
    let tail = bytes.len().saturating_sub(64);
    let at = tail + find(&bytes[tail..], b"startxref\n")? + b"startxref\n".len();
    let text = std::str::from_utf8(bytes.get(at..)?).ok()?;
    let start: usize = text.lines().next()?.parse().ok()?;
    let lines = std::str::from_utf8(bytes.get(start..at)?).ok()?;
    let mut lines = lines.lines();
    if lines.next()? != "xref" {
        return None;
    }
    let count: usize = lines.next()?.strip_prefix("0 ")?.parse().ok()?;
    let offsets: Vec<usize> =
        lines.take(count).map(|line| line.get(..10)?.parse().ok()).collect::<Option<_>>()?;
    (offsets.len() == count).then_some(Table { offsets, start })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one stream, with its table.
    fn file(data: &[u8]) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let first = out.len();
        let length = data.len();
        out.extend(format!("1 0 obj\n<</Length {length}/Filter/FlateDecode>>\nstream\n").bytes());
        out.extend(data);
        out.extend(b"\nendstream\nendobj\n");
        let second = out.len();
        out.extend(b"2 0 obj\n<</Type/Catalog>>\nendobj\n");
        let start = out.len();
        out.extend(
            format!(
                "xref\n0 3\n0000000000 65535 f\r\n{first:010} 00000 n\r\n{second:010} 00000 n\r\n\
                 trailer\n<</Size 3/Root 2 0 R>>\nstartxref\n{start}\n%%EOF"
            )
            .bytes(),
        );
        out
    }

    #[test]
    fn an_ordinary_ending_stays() {
        let plain = file(b"abc");
        assert_eq!(settled(plain.clone()), plain);
    }

    #[test]
    fn a_doubtful_ending_is_settled_and_the_table_follows() {
        for data in [&b"12345678\r"[..], b"12345678\n"] {
            let done = settled(file(data));
            let whole = [data, &[0]].concat();
            let expected = file(&whole);
            assert_eq!(done, expected);
            let table = table(&done).expect("the table is plain");
            assert!(done[table.offsets[2]..].starts_with(b"2 0 obj"));
        }
    }

    #[test]
    fn what_is_no_such_file_stays() {
        assert_eq!(settled(b"not a file".to_vec()), b"not a file");
    }
}
