//! `JSON.parse` without the evaluator's own detour over a program: tests read
//! their data with it. What is no JSON goes to its own, which says why.

use boa_engine::object::builtins::JsArray;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::{patterns, thrown};

/// Deeper than data that people write.
const DEEPEST: usize = 500;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let json = context.global_object().get(js_string!("JSON"), context)?;
    let Some(json) = json.as_object() else { return Ok(()) };
    let Some(own) = json.get(js_string!("parse"), context)?.as_object() else { return Ok(()) };
    let parse = NativeFunction::from_copy_closure_with_captures(
        |this, given, own: &JsObject, context| {
            let text = given.first().and_then(JsValue::as_string).filter(|_| given.len() == 1);
            match text.and_then(|text| text.to_std_string().ok()).and_then(|text| parse(&text, context)) {
                Some(value) => Ok(value),
                None => own.call(this, given, context).map_err(|error| thrown::placed(error, context)),
            }
        },
        own,
    );
    let function = FunctionObjectBuilder::new(context.realm(), parse).name(js_string!("parse")).length(2).build();
    let property = PropertyDescriptor::builder().value(function).writable(true).enumerable(false).configurable(true);
    json.define_property_or_throw(js_string!("parse"), property.build(), context)?;
    Ok(())
}

fn parse(text: &str, context: &mut Context) -> Option<JsValue> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0, context)?;
    reader.blank();
    (reader.at == text.len()).then_some(value)
}

/// `None` where the text is no JSON.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize, context: &mut Context) -> Option<JsValue> {
        if depth > DEEPEST {
            return None;
        }
        self.blank();
        match self.peek()? {
            b'{' => self.object(depth, context),
            b'[' => self.array(depth, context),
            b'"' => self.string().map(JsValue::from),
            b't' => self.word("true").map(|()| true.into()),
            b'f' => self.word("false").map(|()| false.into()),
            b'n' => self.word("null").map(|()| JsValue::null()),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize, context: &mut Context) -> Option<JsValue> {
        self.at += 1;
        let object = JsObject::with_object_proto(context.intrinsics());
        self.blank();
        if self.takes(b'}') {
            return Some(object.into());
        }
        loop {
            self.blank();
            let key = self.string()?;
            self.blank();
            if !self.takes(b':') {
                return None;
            }
            let value = self.value(depth + 1, context)?;
            object.create_data_property(key, value, context).ok()?;
            self.blank();
            if self.takes(b'}') {
                return Some(object.into());
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn array(&mut self, depth: usize, context: &mut Context) -> Option<JsValue> {
        self.at += 1;
        let mut items = Vec::new();
        self.blank();
        if self.takes(b']') {
            return Some(JsArray::from_iter(items, context).into());
        }
        loop {
            items.push(self.value(depth + 1, context)?);
            self.blank();
            if self.takes(b']') {
                return Some(JsArray::from_iter(items, context).into());
            }
            if !self.takes(b',') {
                return None;
            }
        }
    }

    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }

    fn number(&mut self) -> Option<JsValue> {
        let from = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        let text = self.text.get(from..self.at)?;
        match text.parse::<i32>() {
            // `-0` is no whole number to the language.
            Ok(whole) if text != "-0" => Some(whole.into()),
            _ => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(JsValue::from),
        }
    }

    fn string(&mut self) -> Option<JsString> {
        if !self.takes(b'"') {
            return None;
        }
        let from = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    let text = self.text.get(from..self.at)?;
                    self.at += 1;
                    return Some(JsString::from(text));
                }
                b'\\' => return self.escaped(from),
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
    }

    /// The rest of a text that has escapes, in its own units: half a pair may
    /// stand alone.
    fn escaped(&mut self, from: usize) -> Option<JsString> {
        let mut units: Vec<u16> = self.text.get(from..self.at)?.encode_utf16().collect();
        loop {
            let rest = self.text.get(self.at..)?;
            let plain = rest.find(['"', '\\'])?;
            let text = rest.get(..plain)?;
            if text.bytes().any(|byte| byte < 0x20) {
                return None;
            }
            units.extend(text.encode_utf16());
            self.at += plain + 1;
            if rest.as_bytes().get(plain) == Some(&b'"') {
                return Some(patterns::string(&units));
            }
            let letter = self.peek()?;
            self.at += 1;
            units.push(match letter {
                b'"' | b'\\' | b'/' => u16::from(letter),
                b'b' => 8,
                b'f' => 12,
                b'n' => 10,
                b'r' => 13,
                b't' => 9,
                b'u' => {
                    let digits = self.text.get(self.at..self.at + 4)?;
                    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                        return None;
                    }
                    self.at += 4;
                    u16::from_str_radix(digits, 16).ok()?
                }
                _ => return None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use boa_engine::Source;

    use super::*;

    /// What both say of a text: what it is, or that it is none.
    fn said(text: &str, is_ours: bool) -> String {
        let builder = boa_engine::context::ContextBuilder::new().instructions_remaining(1_000_000_000);
        let mut context = builder.build().unwrap();
        if is_ours {
            install(&mut context).unwrap();
        }
        let text = serde_json::to_string(text).unwrap();
        let code = format!(
            "let shown = (v) => Object.is(v, -0) ? '-0' : v && typeof v === 'object' ? (Array.isArray(v) ? '[' + v.map(shown) + ']' : \
             '{{' + Object.keys(v).map((k) => k + ':' + shown(v[k])) + '}}') : typeof v + JSON.stringify(v);\n\
             try {{ shown(JSON.parse({text})) }} catch (e) {{ e.name + e.message }}"
        );
        context.eval(Source::from_bytes(&code)).unwrap().as_string().unwrap().to_std_string_lossy()
    }

    #[test]
    fn it_is_the_languages_own() {
        for text in [
            "",
            " ",
            "1",
            "-0",
            "0",
            "-1.5e+3",
            "1E400",
            "01",
            "1.",
            ".5",
            "+1",
            "- 1",
            "0.1",
            "123456789012345678901",
            "2147483648",
            "true",
            "truex",
            "nul",
            "[]",
            "[1,]",
            "[ 1 , 2 ]",
            "{}",
            "{\"a\":1,\"b\":[{}],\"a\":2}",
            "{\"2\":1,\"1\":2,\"x\":3}",
            "{\"__proto__\":1}",
            "{a:1}",
            "{\"a\" 1}",
            "\"æ→😀\"",
            "\"\\u00e6\\ud83d\\ude00\"",
            "\"\\n\\/\\x\"",
            "\"\\b\\f\\r\\t\\\"\\\\\"",
            "\"a\nb\"",
            "\"\\u12\"",
            "\"\\u12é4\"",
            "\"open",
            "[1] 2",
            "\u{feff}1",
            "null ",
        ] {
            assert_eq!(said(text, true), said(text, false), "{text}");
        }
        // Half a pair is text to the language, and none to the evaluator.
        assert_eq!(said("\"\\ud83d\"", true), "string\"\\ud83d\"");
    }
}
