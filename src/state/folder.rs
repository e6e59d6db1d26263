//! A folder of the disk that the page reads again when its files change.

use leptos::{prelude::*, task::spawn_local};

use super::{Store, Tone};
use crate::browser::{
    files::Found,
    folder::{self, Unreadable},
};

/// The remembered folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder {
    pub(crate) name: String,
    /// Whether it was read since the page was opened: until then the browser
    /// wants to ask the person.
    pub(crate) is_read: bool,
}

/// What is being done with it.
#[derive(Debug, Clone, Default)]
pub(super) struct FolderReading {
    /// Counts what is done.
    turn: u32,
    is_busy: bool,
    /// Where its files were put.
    pub(super) files: Vec<String>,
    /// Whether the files that are kept next are its own.
    pub(super) is_next: bool,
}

impl Store {
    pub(super) fn find_folder(self) {
        if self.folder.with_untracked(Option::is_some) || !folder::is_supported() {
            return;
        }
        spawn_local(async move {
            let found = folder::name().await.map(|name| Folder { name, is_read: false });
            self.folder.update(|known| *known = known.take().or(found));
        });
    }

    pub(super) fn pick_folder(self) {
        let Some(turn) = self.folder_turn(true) else { return };
        spawn_local(async move {
            let picked = folder::pick().await;
            let name = folder::name().await;
            if !self.ends_folder_turn(turn) {
                return;
            }
            match picked {
                Ok(None) => {}
                Ok(Some(found)) => {
                    self.folder.set(name.map(|name| Folder { name, is_read: true }));
                    self.folder_reading.update_value(|reading| reading.files.clear());
                    self.add_folder(found);
                }
                Err(Unreadable) => self.tell(Tone::Problem, "this folder cannot be read".into(), false),
            }
        });
    }

    pub(super) fn read_folder(self, asks: bool) {
        let known = self.folder.get_untracked().filter(|known| asks || known.is_read);
        let Some(known) = known else { return };
        let Some(turn) = self.folder_turn(asks) else { return };
        spawn_local(async move {
            let read = folder::again(asks).await;
            if !self.ends_folder_turn(turn) {
                return;
            }
            let name = &known.name;
            match read {
                Ok(Some(found)) => {
                    if found != Found::default() {
                        self.add_changed_folder(found, name);
                    } else if asks {
                        self.tell(Tone::Info, format!("nothing changed in `{name}`"), false);
                    }
                    self.folder.set(Some(Folder { is_read: true, ..known }));
                }
                Ok(None) if asks => {
                    self.tell(Tone::Problem, format!("`{name}` may not be read: choose the folder again"), false);
                }
                Err(Unreadable) if asks => {
                    self.tell(Tone::Problem, format!("`{name}` cannot be read: is it still there?"), false);
                }
                _ => {}
            }
        });
    }

    pub(super) fn forget_folder(self) {
        // What was begun ends in nothing.
        if let Some(turn) = self.folder_turn(true) {
            self.ends_folder_turn(turn);
        }
        // Gone from the screen once it is gone.
        spawn_local(async move {
            folder::forget().await;
            self.folder.set(None);
        });
    }

    /// One thing is done with the folder at a time, and what the person asks for
    /// goes before what was begun.
    fn folder_turn(self, is_asked_for: bool) -> Option<u32> {
        self.folder_reading.try_update_value(|reading| {
            if reading.is_busy && !is_asked_for {
                return None;
            }
            reading.turn = reading.turn.wrapping_add(1);
            reading.is_busy = true;
            Some(reading.turn)
        })?
    }

    /// Whether nothing else was begun meanwhile.
    fn ends_folder_turn(self, mine: u32) -> bool {
        self.folder_reading.try_update_value(|reading| {
            let is_mine = reading.turn == mine;
            reading.is_busy &= !is_mine;
            is_mine
        }) == Some(true)
    }
}
