//! Everything a person can do, as data.

use k6cfg_config::edit::Change;

use super::{Applied, Pane, Scope, outline::Selection};
use crate::{
    browser::files::{Found, Picked},
    protocol::Fix,
};

#[derive(Debug)]
pub(crate) enum Action {
    /// The whole text, as the editor has it now.
    Typed(String),
    /// A change made in the form; `None` where there is nothing to change.
    Edit(Option<Change>),
    /// A change that brings a new field, which then takes the focus.
    EditAndFocus(Option<Change>, String),
    /// A change that is told, since it is not seen where it was asked for.
    EditAndTell(Option<Change>),
    /// Brings the part of the form at this path on the screen.
    GoTo(String),
    /// Selects these contexts and no others.
    Select(Selection),
    /// Mends a problem that the analysis of this revision showed.
    Fix {
        fix: Fix,
        revision: u32,
    },
    Rename(String),
    Arguments(String),
    /// The git ref that the runs are made as on; empty for none.
    GitRef(String),
    /// The documents of this browser, and what can be done with this one.
    DocumentMenu,
    /// Lets the person choose config files, and opens them.
    PickDocuments,
    /// An empty document beside the others.
    New,
    /// An example by its name, with the files it needs.
    StartFrom(&'static str),
    /// What another tab wrote in the same document.
    TakeTheirs,
    /// This tab's text as a document of its own.
    KeepMine,
    Undo,
    Redo,
    SaveFile,
    TryEngineAgain,

    /// Files from a drop or a picker: config files are opened, others kept.
    AddFiles(Found),
    /// Lets the person choose a folder, which is remembered.
    PickFolder,
    /// Looks whether there is a remembered folder.
    FindFolder,
    /// Reads what changed in the remembered folder. `asks`: the person pressed
    /// for it, and may be asked.
    ReadFolder {
        asks: bool,
    },
    ForgetFolder,
    MoveFile {
        from: String,
        to: String,
    },
    RemoveFile(String),
    RemoveAllFiles,
    /// A file as it is, at its path.
    KeepFile(Picked),
    /// A platform profile, in YAML, instead of the page's own.
    UseProfile {
        name: String,
        text: String,
    },
    ForgetProfile,
    /// A SealedSecret, in YAML.
    KeepSealed {
        namespace: String,
        name: String,
        yaml: String,
    },

    SelectRun(Option<String>),
    /// Finds out what this run will really do, for as long as somebody looks.
    LookAtRun(String),
    LookAway(String),
    /// A new time and suffix, so that the objects get names of their own.
    Renew,

    /// Opens the sign-in provider's window; right after a click.
    SignIn,
    GiveUpSigningIn,
    SignOut,
    /// What a submit of these runs would do, in the cluster's own words.
    DryRun(Vec<String>),
    /// Sends again exactly what was sent, and takes over what somebody else set.
    TakeOver,
    /// Nobody looks at the runs any more.
    LookAwayFromRuns,
    /// Generates the objects of these runs anew and sends them.
    Submit(Vec<String>),
    /// Sends again exactly what was sent.
    SendAgain,
    ForgetSubmission,
    ListApplied(Scope),
    OpenApplied(Option<Applied>),
    Delete {
        namespace: String,
        run: String,
    },

    Show(Pane),
    /// A range of the text, in UTF-16 code units.
    Reveal {
        from: usize,
        to: usize,
    },
    /// Where the caret is; `None` when the editor loses the focus.
    Caret(Option<usize>),
    /// The form's field of this path has the focus; none has when it is empty.
    FocusField(String),
    /// Shows the problem after the caret, or the one before it.
    NextProblem {
        back: bool,
    },
    /// Shows what a code means.
    Explain(String),
    Copy {
        what: String,
        text: String,
    },
    /// Takes back what the notice speaks of.
    UndoNotice,
    DismissNotice,
}

impl Action {
    /// Whether it is more than looking: the document, its files, the cluster,
    /// or what this browser keeps would be others afterwards.
    pub(super) fn changes_something(&self) -> bool {
        !matches!(
            self,
            Self::GoTo(_)
                | Self::Select(_)
                | Self::TryEngineAgain
                | Self::FindFolder
                | Self::ReadFolder { asks: false }
                | Self::SelectRun(_)
                | Self::LookAtRun(_)
                | Self::LookAway(_)
                | Self::Renew
                | Self::SignIn
                | Self::GiveUpSigningIn
                | Self::SignOut
                | Self::LookAwayFromRuns
                | Self::ForgetSubmission
                | Self::ListApplied(_)
                | Self::OpenApplied(_)
                | Self::Show(_)
                | Self::Reveal { .. }
                | Self::Caret(_)
                | Self::FocusField(_)
                | Self::NextProblem { .. }
                | Self::Explain(_)
                | Self::Copy { .. }
                | Self::DismissNotice
        )
    }
}
