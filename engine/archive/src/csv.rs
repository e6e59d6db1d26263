//! CSV as `k6/experimental/csv` reads it: as Go does.

use thiserror::Error;

/// Why a text is no CSV. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum CsvError {
    #[error("line {0} of the CSV file has a quote inside a field without quotes")]
    BareQuote(usize),
    #[error("line {0} of the CSV file has text after a closing quote, or the quote is not closed")]
    Quote(usize),
    #[error("line {0} of the CSV file has another number of fields than the first")]
    FieldCount(usize),
}

/// All records; empty lines are none.
pub(crate) fn read(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, CsvError> {
    let mut records: Vec<Vec<String>> = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let (first, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if first.is_empty() || first == "\r" {
            line += 1;
            rest = after;
            continue;
        }
        let start = line;
        let (record, after) = record(rest, delimiter, &mut line)?;
        if records.first().is_some_and(|first| first.len() != record.len()) {
            return Err(CsvError::FieldCount(start));
        }
        records.push(record);
        rest = after;
    }
    Ok(records)
}

/// One record and what follows it.
fn record<'a>(text: &'a str, delimiter: char, line: &mut usize) -> Result<(Vec<String>, &'a str), CsvError> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (field, after) = quoted_field(quoted, line)?;
            fields.push(field);
            if let Some(after) = after.strip_prefix(delimiter) {
                rest = after;
                continue;
            }
            let ended = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
            match ended {
                Some(after) => {
                    *line += 1;
                    return Ok((fields, after));
                }
                None if after.is_empty() => return Ok((fields, after)),
                None => return Err(CsvError::Quote(*line)),
            }
        }
        let end = rest.find([delimiter, '\n']).unwrap_or(rest.len());
        let (field, after) = rest.split_at(end);
        let last = !after.starts_with(delimiter);
        let field = if last { field.strip_suffix('\r').unwrap_or(field) } else { field };
        if field.contains('"') {
            return Err(CsvError::BareQuote(*line));
        }
        fields.push(field.to_owned());
        if last {
            *line += 1;
            return Ok((fields, after.strip_prefix('\n').unwrap_or(after)));
        }
        rest = after.strip_prefix(delimiter).unwrap_or(after);
    }
}

fn quoted_field<'a>(text: &'a str, line: &mut usize) -> Result<(String, &'a str), CsvError> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let Some((before, after)) = rest.split_once('"') else { return Err(CsvError::Quote(*line)) };
        *line += before.matches('\n').count();
        field.push_str(&before.replace("\r\n", "\n"));
        let Some(more) = after.strip_prefix('"') else { return Ok((field, after)) };
        field.push('"');
        rest = more;
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn records_are_gos() {
        let rows = read("a,b\r\n\n\"x,\"\"1\",\"two\nlines\"\n,\n", ',').unwrap();
        assert_eq!(rows, [["a", "b"], ["x,\"1", "two\nlines"], ["", ""]]);
        assert_eq!(read("a;b", ';').unwrap(), [["a", "b"]]);
        assert_eq!(read("a\nb,c\n", ','), Err(CsvError::FieldCount(2)));
        assert_eq!(read("a\"b\n", ','), Err(CsvError::BareQuote(1)));
        assert_eq!(read("\"a\"b\n", ','), Err(CsvError::Quote(1)));
    }
}
