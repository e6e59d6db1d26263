//! Reading, one level at a time.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A JSON text that is known to be one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Json<'a>(&'a str);

/// One level of it.
#[derive(Debug)]
pub(crate) enum Kind<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(String),
    Array(Vec<Json<'a>>),
    Object(Vec<(String, Json<'a>)>),
}

impl<'a> Json<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str::<&RawValue>(text).map(|raw| Self(raw.get()))
    }

    /// The JSON text itself.
    pub(crate) fn text(self) -> &'a str {
        self.0
    }

    /// Whether more than `most` arrays and objects stand in one another.
    pub(crate) fn is_deeper_than(self, most: usize) -> bool {
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        for byte in self.0.bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = quoted,
                b'"' => quoted = !quoted,
                b'[' | b'{' if !quoted => depth += 1,
                b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > most {
                return true;
            }
        }
        false
    }

    pub(crate) fn is_null(self) -> bool {
        self.0 == "null"
    }

    pub(crate) fn kind(self) -> Kind<'a> {
        match self.0.as_bytes().first() {
            Some(b'n') => Kind::Null,
            Some(b't') => Kind::Bool(true),
            Some(b'f') => Kind::Bool(false),
            Some(b'"') => Kind::String(unescape(self.0)),
            Some(b'[') => Kind::Array(serde_json::from_str::<Items<'a>>(self.0).map(|i| i.0).unwrap_or_default()),
            Some(b'{') => Kind::Object(serde_json::from_str::<Members<'a>>(self.0).map(|m| m.0).unwrap_or_default()),
            _ => Kind::Number(self.0),
        }
    }

    /// A short form of the value for messages.
    pub(crate) fn shown(self) -> String {
        let mut short: String = super::compact(self.0).chars().take(61).collect();
        if short.chars().count() > 60 {
            short.pop();
            short.push('…');
        }
        short
    }
}

struct Items<'a>(Vec<Json<'a>>);
struct Members<'a>(Vec<(String, Json<'a>)>);

impl<'a> Deserialize<'a> for Items<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items_;
        impl<'a> Visitor<'a> for Items_ {
            type Value = Items<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Items<'a>, A::Error> {
                let mut items = Vec::new();
                while let Some(raw) = seq.next_element::<&RawValue>()? {
                    items.push(Json(raw.get()));
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(Items_)
    }
}

impl<'a> Deserialize<'a> for Members<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members_;
        impl<'a> Visitor<'a> for Members_ {
            type Value = Members<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Members<'a>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, raw)) = map.next_entry::<String, &RawValue>()? {
                    members.push((key, Json(raw.get())));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Members_)
    }
}

/// A JSON string's value. Half of a surrogate pair becomes U+FFFD, as in Go.
fn unescape(text: &str) -> String {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match chars.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => unit(&mut chars).map_or('\u{fffd}', |first| scalar(first, &mut chars)),
            Some(other) => other,
            None => '\u{fffd}',
        });
    }
    out
}

fn unit(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    let digits = chars.as_str().get(..4)?;
    *chars = chars.as_str().get(4..)?.chars();
    u32::from_str_radix(digits, 16).ok()
}

fn scalar(first: u32, chars: &mut std::str::Chars<'_>) -> char {
    if (0xd800..0xdc00).contains(&first) {
        let mut ahead = chars.clone();
        let escape = ahead.next() == Some('\\') && ahead.next() == Some('u');
        if let (true, Some(second @ 0xdc00..0xe000)) = (escape, unit(&mut ahead)) {
            *chars = ahead;
            let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return char::from_u32(code).unwrap_or('\u{fffd}');
        }
    }
    char::from_u32(first).unwrap_or('\u{fffd}')
}

/// The error of a text that is no JSON.
pub(crate) fn position(error: &serde_json::Error) -> String {
    format!("line {}, column {}", error.line(), error.column())
}
