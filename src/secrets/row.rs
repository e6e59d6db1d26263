//! One key and its value. The value is in the field and in the draft alone.

use k6cfg_seal::{Look, Oddity, Trim};
use leptos::{html, prelude::*, task::spawn_local};
use zeroize::Zeroizing;

use crate::{
    browser::files,
    controls::{
        self, Button, IconButton, Label, PickFile, PlainField, in_turn, live, of, plural, shown, unique_id, written,
    },
    sealing::{Row, Sealing},
    state::memo,
};

pub(super) fn key_id(id: u32) -> String {
    format!("secret-key-{id}")
}

#[component]
pub(super) fn ValueRow(id: u32, sealing: Sealing) -> impl IntoView {
    let draft = sealing.draft();
    let of_row = move |pick: fn(&Row) -> String| {
        memo(move || draft.with(|draft| draft.rows.iter().find(|row| row.id == id).map(pick).unwrap_or_default()))
    };
    let key = of_row(|row| row.key.clone());
    let file = of_row(|row| row.file.clone());
    let look = memo(move || {
        draft.with(|draft| draft.rows.iter().find(|row| row.id == id).map(|row| row.look.clone()).unwrap_or_default())
    });
    view! {
        <div
            class="secrets__row"
            id=key_id(id)
            tabindex="-1"
            on:drop=move |event| {
                if files::holds_files(&event) {
                    // The page leaves it alone then.
                    event.prevent_default();
                    let reading = files::dropped(&event);
                    spawn_local(async move { take(sealing, id, reading.await) });
                }
            }
        >
            <PlainField
                label="Key"
                value=key
                placeholder="PASSWORD"
                on_input=move |typed: String| sealing.set_key(id, typed)
            />
            <ValueField id=id sealing=sealing file=file />
            {in_turn(move || view! {
                <div class="secrets__row-tools">
                    <PickFile
                        text="Take the value from a file…"
                        picks="value"
                        small=true
                        on_found=move |found| take(sealing, id, found)
                    />
                    <IconButton icon="bin" name="Remove this key" on_press=move |()| sealing.remove_row(id) />
                </div>
                <Looks id=id sealing=sealing look=look />
            })}
        </div>
    }
}

fn take(sealing: Sealing, id: u32, found: files::Found) {
    if let Some(file) = found.files.into_iter().next() {
        sealing.set_file(id, &file.path, file.bytes);
    }
}

#[component]
fn ValueField(id: u32, sealing: Sealing, file: Memo<String>) -> impl IntoView {
    let field = unique_id("value");
    let seen = RwSignal::new(false);
    let area = NodeRef::<html::Textarea>::new();
    // What the draft has, whoever put it there; typing sets the same.
    let version = memo(move || {
        sealing.draft().with(|draft| draft.rows.iter().find(|row| row.id == id).map(Row::version).unwrap_or_default())
    });
    Effect::new(move |_| {
        version.track();
        let Some(area) = area.get().filter(|_| file.with(String::is_empty)) else { return };
        let text = Zeroizing::new(untrack(|| {
            sealing.draft().with(|draft| draft.rows.iter().find(|row| row.id == id).map(Row::text).unwrap_or_default())
        }));
        // As the field keeps line ends.
        let shown = Zeroizing::new(text.replace("\r\n", "\n").replace('\r', "\n"));
        if area.value() != *shown {
            area.set_value(&shown);
        }
    });
    view! {
        <div class="ds-field field secrets__value">
            <Label for_id=field.clone() text="Value" />
            {shown(move || !file.with(String::is_empty), move || view! {
                <p class="secrets__locked">"from the file " <strong class="path">{live(move || file.get())}</strong></p>
            })}
            <textarea
                class="ds-input secrets__secret"
                class=("secrets__secret--seen", move || seen.get())
                id=field
                rows="1"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-lpignore="true"
                data-1p-ignore="true"
                hidden=of(move || !file.with(String::is_empty))
                node_ref=area
                on:input:target=move |event| sealing.set_value(id, event.target().value())
            ></textarea>
            <button
                type="button"
                class="ds-button secrets__eye"
                data-size="sm"
                data-variant="tertiary"
                aria-pressed=written(move || seen.get())
                hidden=of(move || !file.with(String::is_empty))
                on:click=move |_| seen.update(|seen| *seen = !*seen)
            >
                {live(move || if seen.get() { "Hide" } else { "Show" })}
            </button>
        </div>
    }
}

/// How large it is, and what is odd about it.
#[component]
fn Looks(id: u32, sealing: Sealing, look: Memo<Look>) -> impl IntoView {
    let size = move || {
        look.with(|look| match look {
            Look { bytes: 0, .. } => "empty".to_owned(),
            Look { bytes, lines: 0 | 1, .. } => controls::bytes(*bytes),
            Look { bytes, lines, .. } => format!("{}, {}", controls::bytes(*bytes), plural(*lines, "line")),
        })
    };
    let odd = move || {
        let oddities = look.with(|look| look.oddities.clone());
        let told = oddities.into_iter().filter(|oddity| *oddity != Oddity::Empty);
        told.map(|oddity| {
            let button = oddity.trim().map(|trim| {
                let text = match trim {
                    Trim::FinalNewline => "Take the line end off",
                    Trim::Space => "Take white space off",
                };
                view! { <Button text=text on_press=move |()| sealing.trim(id, trim) /> }
            });
            view! { <li class="secrets__odd"><span>{oddity.said()}</span> {button}</li> }
        })
        .collect_view()
    };
    view! {
        <div class="secrets__looks" role="status">
            <span class="field__origin">{live(size)}</span>
            <ul class="secrets__odds">{live(odd)}</ul>
        </div>
    }
}
