//! JSON as people read it: in one line where that is short, else over several.

use serde_json::Value;

/// More characters than that are no short line.
const SHORT: usize = 60;

pub(crate) fn lines(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    let flat = flat(value);
    if indent + flat.chars().count() <= SHORT {
        text.push_str(&flat);
        return;
    }
    let begin = |text: &mut String, first: bool| {
        text.push_str(if first { "\n" } else { ",\n" });
        text.extend(std::iter::repeat_n(' ', indent + 2));
    };
    let end = |text: &mut String, bracket: char| {
        text.push('\n');
        text.extend(std::iter::repeat_n(' ', indent));
        text.push(bracket);
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('{');
            for (at, (key, member)) in members.iter().enumerate() {
                begin(text, at == 0);
                text.extend([Value::from(key.as_str()).to_string().as_str(), ": "]);
                write(member, indent + 2, text);
            }
            end(text, '}');
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                begin(text, at == 0);
                write(item, indent + 2, text);
            }
            end(text, ']');
        }
        _ => text.push_str(&flat),
    }
}

fn flat(value: &Value) -> String {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let members =
                members.iter().map(|(key, member)| format!("{}: {}", Value::from(key.as_str()), flat(member)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_short_stays_in_one_line() {
        let stages = json!([{"duration": "1m", "target": 100}, {"duration": "2m", "target": 0}]);
        let value = json!({"ramp": {"executor": "ramping-vus", "stages": stages}});
        let expected = [
            "{",
            r#"  "ramp": {"#,
            r#"    "executor": "ramping-vus","#,
            r#"    "stages": ["#,
            r#"      { "duration": "1m", "target": 100 },"#,
            r#"      { "duration": "2m", "target": 0 }"#,
            "    ]",
            "  }",
            "}",
        ];
        assert_eq!(lines(&value), expected.join("\n"));
        assert_eq!(lines(&json!(["avg", "p(95)"])), r#"["avg", "p(95)"]"#);
        assert_eq!((lines(&json!({})), lines(&json!("1m"))), ("{}".to_owned(), r#""1m""#.to_owned()));
    }
}
