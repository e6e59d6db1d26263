//! What is done seldom: it comes after the first load, with the screens.

use std::sync::OnceLock;

use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::{Action, Store, Submission, Tone};

type Act = fn(Store, Action);

static ACT: OnceLock<Act> = OnceLock::new();

#[allow(clippy::unnecessary_wraps, reason = "what can fail is fetching it")]
#[::leptos::wasm_split::wasm_split(screens, fallible, wasm_split_path = ::leptos::wasm_split)]
fn acts() -> Result<Act, SplitLoaderError> {
    Ok(act)
}

impl Store {
    /// Does it at once where it is here, else as soon as it has come.
    pub(super) fn rarely(self, action: Action) {
        if let Some(act) = ACT.get() {
            return act(self, action);
        }
        spawn_local(async move {
            if let Ok(act) = acts().await {
                ACT.get_or_init(|| act)(self, action);
            } else {
                let why = "this part of the page could not be fetched: is there a connection?";
                self.tell(Tone::Problem, why.into(), false);
            }
        });
    }
}

fn act(store: Store, action: Action) {
    match action {
        Action::TakeTheirs => store.take_theirs(),
        Action::DocumentMenu => store.document_menu(),
        Action::PickDocuments => store.pick_documents(),
        Action::StartFrom(example) => store.start_from(example),
        Action::SaveFile => store.save_file(),
        Action::AddFiles(found) => store.add_files(found),
        Action::PickFolder => store.pick_folder(),
        Action::FindFolder => store.find_folder(),
        Action::ReadFolder { asks } => store.read_folder(asks),
        Action::ForgetFolder => store.forget_folder(),
        Action::MoveFile { from, to } => store.move_file(&from, to),
        Action::RemoveFile(path) => store.remove_file(&path),
        Action::RemoveAllFiles => store.remove_all_files(),
        Action::KeepFile(file) => store.keep_file(file),
        Action::UseProfile { name, text } => store.use_profile(name, text),
        Action::ForgetProfile => store.forget_profile(),
        Action::KeepSealed { namespace, name, yaml } => store.keep_sealed(&namespace, &name, &yaml),
        Action::LookAtRun(run) => store.look_at_run(run),
        Action::LookAway(run) => store.look_away(&run),
        Action::SignIn => store.sign_in(),
        Action::GiveUpSigningIn => store.give_up_signing_in(),
        Action::SignOut => store.sign_out(),
        Action::Submit(runs) => store.submit(runs, false),
        Action::DryRun(runs) => store.submit(runs, true),
        Action::SendAgain => store.send_again(false),
        Action::TakeOver => store.send_again(true),
        Action::LookAwayFromRuns => store.look_away_from_runs(),
        Action::ForgetSubmission => store.submission.set(Submission::Idle),
        Action::ListApplied(scope) => store.list_applied(scope),
        Action::OpenApplied(run) => store.open_applied(run),
        Action::Delete { namespace, run } => store.delete(namespace, run),
        Action::Copy { what, text } => store.copy(what, text),
        // The rest is done where it is dispatched.
        _ => {}
    }
}
