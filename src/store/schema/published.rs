//! The published JSON Schema, which is made of the file's types.

use std::{borrow::Cow, fs, path::Path};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Value, json};

use super::{ClaimRecord, Extra, Id, ReviewFile, TagWord, Time, Vocabulary, Word};
use crate::claim::Tag;

macro_rules! scalar_schema {
    ($type:ty, $schema:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

scalar_schema!(Extra, { "type": "object", "additionalProperties": true });
scalar_schema!(Id, { "type": "string", "format": "uuid" });
scalar_schema!(Time, { "type": "string", "format": "date-time" });
scalar_schema!(TagWord, { "type": "string", "enum": (Tag::ALL.map(Tag::name)) });

impl<T: Vocabulary> JsonSchema for Word<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::WHAT.into()
    }

    /// The words are examples and no limit: a newer minor version may know more.
    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        let words = T::all();
        if words.is_empty() {
            json_schema!({ "type": "string" })
        } else {
            json_schema!({ "type": "string", "examples": words })
        }
    }
}

fn generated() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<ReviewFile<'static, Vec<ClaimRecord<'static>>>>();
    let mut schema = Value::from(schema);
    allow_null(&mut schema);
    let mut published = json!({
        "$schema": schema["$schema"].take(),
        "title": "Claimlight review file, version 1",
        "description": "One reviewer's work on one article. Offsets count Unicode code points of the article's text.",
    });
    let keywords = published.as_object_mut().unwrap();
    for (keyword, value) in std::mem::take(schema.as_object_mut().unwrap()) {
        keywords.entry(keyword).or_insert(value);
    }
    serde_json::to_string_pretty(&published).unwrap() + "\n"
}

/// Lets every property that may be absent be `null`, since the two mean the same.
fn allow_null(schema: &mut Value) {
    match schema {
        Value::Array(schemas) => schemas.iter_mut().for_each(allow_null),
        Value::Object(keywords) => {
            keywords.values_mut().for_each(allow_null);
            let required: Vec<Value> = keywords.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
            let properties = keywords.get_mut("properties").and_then(Value::as_object_mut);
            for (name, property) in properties.into_iter().flatten() {
                if let Some(keywords) = property.as_object_mut()
                    && !required.iter().any(|required| required == name)
                {
                    keywords.remove("default");
                    if let Some(Value::String(kind)) = keywords.get("type").cloned() {
                        keywords.insert("type".to_owned(), json!([kind, "null"]));
                    } else if let Some(reference) = keywords.shift_remove("$ref") {
                        keywords.insert("anyOf".to_owned(), json!([{ "$ref": reference }, { "type": "null" }]));
                    }
                }
            }
        }
        _ => {}
    }
}

#[test]
fn the_published_schema_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/claims-1.0.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, generated()).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(published, generated(), "run the test once with UPDATE_SCHEMA=1 and look at the difference");
}
