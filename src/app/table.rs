//! The one list of what a person can ask for.
//!
//! Menus, buttons, the palette, the help, the shortcuts and the tests read [`ENTRIES`]; nothing else names an action, its
//! keys, or when it can be done.

mod assign;
mod class;
mod entry;
mod lesson;
mod merging;
mod moving;
mod reveal;

pub use self::entry::{Entry, Group, Needs};
use self::{assign::ASSIGN, class::CLASS, lesson::LESSON, merging::MERGING, moving::MOVING, reveal::REVEAL};
use super::{Action, Motion, PlaceOfFocus, Unit, View};
use crate::{
    claim::{StatusGroup, Tag},
    review::Edge,
};

/// The entry of an action.
pub fn entry(action: Action) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.action == action)
}

const fn say(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    group: Group,
    needs: Needs,
    description: &'static str,
) -> Entry {
    Entry { action, name, description, keys, group, needs }
}

const fn nudge(edge: Edge, by_word: bool, forward: bool, name: &'static str, keys: &'static [&'static str]) -> Entry {
    let description = "Moves an end of the focused segment; the claim keeps all it holds";
    say(Action::Nudge { edge, by_word, forward }, name, keys, Group::Claim, Needs::Claim, description)
}

/// Every action, in the order in which menus and help show them.
pub const ENTRIES: &[Entry] = &all();

/// The entries of this file and of the others, in order.
const PARTS: [&[Entry]; 7] = [MOST, MOVING, MERGING, LESSON, REVEAL, ASSIGN, CLASS];

const COUNT: usize = {
    let (mut count, mut part) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
};

/// All parts as one.
const fn all() -> [Entry; COUNT] {
    let mut all = [MOST[0]; COUNT];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut entry = 0;
        while entry < PARTS[part].len() {
            all[at] = PARTS[part][entry];
            at += 1;
            entry += 1;
        }
        part += 1;
    }
    all
}

const MOST: &[Entry] = &[
    say(Action::Open, "Open…", &["Ctrl+O"], Group::File, Needs::Nothing, "Opens an article or a review"),
    say(
        Action::PasteArticle,
        "Paste as new article",
        &["Ctrl+Shift+V"],
        Group::File,
        Needs::Nothing,
        "Opens the clipboard’s text as an article",
    ),
    say(
        Action::OpenFolder,
        "Open folder…",
        &["Ctrl+Shift+O"],
        Group::File,
        Needs::Nothing,
        "Opens the articles and reviews of a folder one after another",
    ),
    say(
        Action::NextFile,
        "Next file",
        &["Ctrl+PageDown"],
        Group::File,
        Needs::NextFile,
        "Opens the next of the files that were opened together",
    ),
    say(
        Action::OpenSample,
        "Open the sample",
        &[],
        Group::File,
        Needs::Nothing,
        "Opens the article that comes with the program",
    ),
    say(
        Action::ReplaceArticle,
        "Replace the article’s text…",
        &["Ctrl+Shift+R"],
        Group::File,
        Needs::Document,
        "Shows the article beside another version of it, and carries the claims over",
    ),
    say(
        Action::ReplaceFromClipboard,
        "Replace the article’s text from the clipboard",
        &[],
        Group::File,
        Needs::Document,
        "The same with the text on the clipboard",
    ),
    say(
        Action::CompareWith,
        "Compare with…",
        &["Ctrl+M"],
        Group::File,
        Needs::Document,
        "Shows other reviews of the same article beside this one, for reading only",
    ),
    say(Action::Save, "Save", &["Ctrl+S"], Group::File, Needs::Document, "Saves the review to its file"),
    say(
        Action::SaveAs,
        "Save as…",
        &["Ctrl+Shift+S"],
        Group::File,
        Needs::Document,
        "Saves the review to another file",
    ),
    say(
        Action::Details,
        "Article’s details…",
        &["Ctrl+I"],
        Group::File,
        Needs::Document,
        "Shows title, authors, dates and addresses of the article, and corrects them",
    ),
    say(
        Action::WholePage,
        "Whole page or article",
        &["Ctrl+Shift+W"],
        Group::File,
        Needs::Page,
        "Shows everything on a saved web page, or again the article alone; before the first claim",
    ),
    say(
        Action::Report,
        "Write report…",
        &["Ctrl+R"],
        Group::File,
        Needs::Document,
        "Writes the annotated copy, the log, the queries, the public report and others",
    ),
    say(
        Action::Export,
        "Export…",
        &["Ctrl+Shift+E"],
        Group::File,
        Needs::Document,
        "Writes the claims in a format of another program, and says first what will be lost",
    ),
    say(
        Action::Import,
        "Import…",
        &["Ctrl+Shift+I"],
        Group::File,
        Needs::Nothing,
        "Takes in claims that were made in another program",
    ),
    say(Action::Quit, "Quit", &["Ctrl+Q"], Group::File, Needs::Nothing, "Closes the window"),
    say(Action::Undo, "Undo", &["Ctrl+Z"], Group::Edit, Needs::StepBack, "Takes the last step back"),
    say(Action::Redo, "Redo", &["Ctrl+Shift+Z", "Ctrl+Y"], Group::Edit, Needs::StepOn, "Makes the step again"),
    say(
        Action::Copy,
        "Copy",
        &["Ctrl+C"],
        Group::Edit,
        Needs::SelectionOrClaim,
        "Copies the selected words, or the claim’s",
    ),
    say(Action::SelectAll, "Select all", &["Ctrl+A"], Group::Edit, Needs::Document, "Selects the whole article"),
    say(
        Action::ExpandSelection,
        "Expand selection",
        &["E"],
        Group::Edit,
        Needs::Document,
        "Selects the word, then the quotation, the sentence, the paragraph",
    ),
    say(
        Action::ShrinkSelection,
        "Shrink selection",
        &["Shift+E"],
        Group::Edit,
        Needs::Document,
        "Goes back to the smaller unit",
    ),
    say(
        Action::Find,
        "Find in the article…",
        &["Ctrl+F"],
        Group::Edit,
        Needs::Document,
        "Shows every place with some words",
    ),
    say(Action::FindNext, "Find next", &["F3", "Ctrl+G"], Group::Edit, Needs::FindWords, "Goes to the next hit"),
    say(
        Action::FindPrevious,
        "Find previous",
        &["Shift+F3", "Ctrl+Shift+G"],
        Group::Edit,
        Needs::FindWords,
        "Goes to the hit before",
    ),
    say(
        Action::Tag(Tag::Quote),
        "Tag as quote",
        &["Q"],
        Group::Claim,
        Needs::SelectionOrClaim,
        "Words presented as somebody’s exact words",
    ),
    say(
        Action::Tag(Tag::Assertion),
        "Tag as assertion",
        &["A"],
        Group::Claim,
        Needs::SelectionOrClaim,
        "A statement that evidence could confirm or refute",
    ),
    say(
        Action::Tag(Tag::Commentary),
        "Tag as commentary",
        &["C"],
        Group::Claim,
        Needs::SelectionOrClaim,
        "A judgement in the text’s own voice",
    ),
    say(
        Action::AddSegment,
        "Add segment",
        &["J"],
        Group::Claim,
        Needs::SelectionAndClaim,
        "Joins the selection to the focused claim, as when “she said” splits a quotation",
    ),
    say(
        Action::PlaceClaim,
        "Place the claim here",
        &["H"],
        Group::Claim,
        Needs::SelectionAndClaim,
        "Makes the selected words the claim’s own, as when its words are no longer in the text",
    ),
    say(
        Action::RemoveSegment,
        "Remove segment",
        &["Shift+J"],
        Group::Claim,
        Needs::SeveralSegments,
        "Takes the segment at the caret from the focused claim",
    ),
    say(
        Action::DeleteClaim,
        "Delete claim",
        &["Delete", "Backspace"],
        Group::Claim,
        Needs::Claim,
        "Deletes the focused claim",
    ),
    say(
        Action::FindSame,
        "Find same words",
        &["F"],
        Group::Claim,
        Needs::Claim,
        "Lists other places with the claim’s words",
    ),
    say(
        Action::SetCue,
        "Set cue",
        &["U"],
        Group::Claim,
        Needs::SelectionAndClaim,
        "Makes the selected words, such as “said”, the focused claim’s cue",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::Speaker),
        "Speaker…",
        &["S"],
        Group::Claim,
        Needs::Claim,
        "Says who makes the claim",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::ClaimText),
        "In its own words…",
        &["W"],
        Group::Claim,
        Needs::Claim,
        "Says what the claim says, in words that stand by themselves",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::Labels),
        "Labels…",
        &["L"],
        Group::Claim,
        Needs::Claim,
        "Gives the claim your own labels",
    ),
    say(Action::FocusOn(PlaceOfFocus::Note), "Note…", &["M"], Group::Claim, Needs::Claim, "Writes a note on the claim"),
    say(
        Action::Propose,
        "Propose claims",
        &["G"],
        Group::Claim,
        Needs::Document,
        "Reads the article for quotations, commentary and statements to check; you decide about each",
    ),
    say(
        Action::AcceptProposal,
        "Accept proposal",
        &["Enter"],
        Group::Claim,
        Needs::Proposal,
        "Makes a claim of what is proposed; Q, A and C make it one of another tag",
    ),
    say(
        Action::DismissProposal,
        "Dismiss proposal",
        &["Backspace"],
        Group::Claim,
        Needs::Proposal,
        "Puts what is proposed away; for this text it is not proposed again",
    ),
    say(Action::NextProposal, "Next proposal", &["Tab"], Group::Claim, Needs::Proposal, "Goes to the next proposal"),
    say(
        Action::PreviousProposal,
        "Previous proposal",
        &["Shift+Tab"],
        Group::Claim,
        Needs::Proposal,
        "Goes to the proposal before",
    ),
    say(Action::NextClaim, "Next claim", &["N", "F8"], Group::Claim, Needs::SomeClaim, "Goes to the next claim"),
    say(
        Action::PreviousClaim,
        "Previous claim",
        &["P", "Shift+F8"],
        Group::Claim,
        Needs::SomeClaim,
        "Goes to the claim before",
    ),
    nudge(Edge::End, false, true, "Move end on by a character", &["Alt+Right"]),
    nudge(Edge::End, false, false, "Move end back by a character", &["Alt+Left"]),
    nudge(Edge::Start, false, true, "Move start on by a character", &["Alt+Shift+Right"]),
    nudge(Edge::Start, false, false, "Move start back by a character", &["Alt+Shift+Left"]),
    nudge(Edge::End, true, true, "Move end on by a word", &["Alt+Down"]),
    nudge(Edge::End, true, false, "Move end back by a word", &["Alt+Up"]),
    nudge(Edge::Start, true, true, "Move start on by a word", &["Alt+Shift+Down"]),
    nudge(Edge::Start, true, false, "Move start back by a word", &["Alt+Shift+Up"]),
    say(
        Action::SetStatus(StatusGroup::ToCheck),
        "Set to check",
        &["1"],
        Group::Status,
        Needs::Claim,
        "Nothing has been done yet",
    ),
    say(
        Action::SetStatus(StatusGroup::Checking),
        "Set checking",
        &["2"],
        Group::Status,
        Needs::Claim,
        "It is being checked",
    ),
    say(
        Action::SetStatus(StatusGroup::Waiting),
        "Set waiting",
        &["3"],
        Group::Status,
        Needs::Claim,
        "On a reply, a document or a second opinion",
    ),
    say(
        Action::SetStatus(StatusGroup::Checked),
        "Set checked",
        &["4"],
        Group::Status,
        Needs::Claim,
        "The check is done",
    ),
    say(
        Action::SetStatus(StatusGroup::Skipped),
        "Set skipped",
        &["5"],
        Group::Status,
        Needs::Claim,
        "Left out, for a reason",
    ),
    say(
        Action::Duplicate,
        "Duplicate of…",
        &["D"],
        Group::Status,
        Needs::Claim,
        "Leaves the claim out because another says the same and is checked",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::AttributionVerdict),
        "Verdict: was it said?…",
        &["V"],
        Group::Status,
        Needs::Claim,
        "Gives the verdict on whether it was said",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::ContentVerdict),
        "Verdict: is it so?…",
        &["B"],
        Group::Status,
        Needs::Claim,
        "Gives the verdict on whether it is so",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::Rationale),
        "Rationale…",
        &["R"],
        Group::Status,
        Needs::Claim,
        "Says why the verdicts are what they are",
    ),
    say(
        Action::AddEvidence,
        "Add evidence…",
        &["X"],
        Group::Status,
        Needs::Claim,
        "Adds what the verdict rests on; an address on the clipboard begins the form",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::Searched),
        "No record found…",
        &["Shift+X"],
        Group::Status,
        Needs::Claim,
        "Says where was looked in vain",
    ),
    say(
        Action::AddContact,
        "Add contact…",
        &["O"],
        Group::Status,
        Needs::Claim,
        "Notes who was asked about the claim, and what came of it",
    ),
    say(
        Action::Mend,
        "Mend contradictions",
        &[],
        Group::Status,
        Needs::SomeClaim,
        "Takes claims whose check contradicts itself back to where the work can go on",
    ),
    say(
        Action::Show(View::Read),
        "Read",
        &["Ctrl+1"],
        Group::View,
        Needs::Document,
        "Shows the article with its highlights",
    ),
    say(Action::Show(View::Track), "Track", &["Ctrl+2"], Group::View, Needs::Document, "Shows the claims as a table"),
    say(
        Action::Show(View::Board),
        "Board",
        &["Ctrl+3"],
        Group::View,
        Needs::Document,
        "Shows the claims on a board, a column for each state",
    ),
    say(
        Action::Show(View::Summary),
        "Summary",
        &["Ctrl+4"],
        Group::View,
        Needs::Document,
        "Shows figures about the claims",
    ),
    say(
        Action::Show(View::Compare),
        "Compare reviews",
        &["Ctrl+5"],
        Group::View,
        Needs::Document,
        "Shows what several reviewers made of the article",
    ),
    say(
        Action::Pick,
        "Pick or let go",
        &["Y"],
        Group::View,
        Needs::Claim,
        "Picks the focused claim, so that several can be changed in one step",
    ),
    say(
        Action::PickAll,
        "Pick all listed",
        &["Shift+Y"],
        Group::View,
        Needs::SomeClaim,
        "Picks every claim that the filter lets through",
    ),
    say(
        Action::Speakers,
        "Speakers…",
        &["Shift+S"],
        Group::View,
        Needs::Document,
        "Shows the speakers with their names, roles and organisations, to change and merge them",
    ),
    say(
        Action::Sources,
        "Evidence and contacts…",
        &["Ctrl+E"],
        Group::View,
        Needs::Document,
        "Shows all evidence, and who was asked",
    ),
    say(
        Action::Desk,
        "Verdict schemes and approval…",
        &["Ctrl+D"],
        Group::View,
        Needs::Document,
        "Chooses what verdicts are chosen from, and who approves them",
    ),
    say(Action::Palette, "All commands…", &["Ctrl+K"], Group::View, Needs::Nothing, "Lists every command by name"),
    say(Action::Help, "Keyboard shortcuts", &["?", "F1"], Group::View, Needs::Nothing, "Shows every shortcut"),
    say(
        Action::History,
        "Reviewer and steps taken",
        &["Ctrl+H"],
        Group::View,
        Needs::Document,
        "Sets the reviewer’s name, and shows every step, to go back to any",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::Filter),
        "Filter claims…",
        &["Ctrl+Shift+F"],
        Group::View,
        Needs::Document,
        "Lists only the claims with some words",
    ),
    say(
        Action::FocusOn(PlaceOfFocus::Article),
        "Go to the article",
        &["F6"],
        Group::View,
        Needs::Document,
        "Gives the keyboard to the article",
    ),
    say(
        Action::TogglePanel,
        "Show or hide claims",
        &["F9"],
        Group::View,
        Needs::Nothing,
        "Shows or hides the claims beside the article",
    ),
    say(
        Action::ZoomIn,
        "Larger text",
        &["Ctrl+Plus", "Ctrl+Equals"],
        Group::View,
        Needs::Nothing,
        "Makes the article larger",
    ),
    say(Action::ZoomOut, "Smaller text", &["Ctrl+Minus"], Group::View, Needs::Nothing, "Makes the article smaller"),
    say(
        Action::ZoomReset,
        "Normal text size",
        &["Ctrl+0"],
        Group::View,
        Needs::Nothing,
        "Makes the article as large as at first",
    ),
    say(
        Action::NextTheme,
        "Light, dark or system theme",
        &["Ctrl+Shift+L"],
        Group::View,
        Needs::Nothing,
        "Goes on to the next theme",
    ),
    say(
        Action::Escape,
        "Leave",
        &["Escape"],
        Group::View,
        Needs::Nothing,
        "Closes what is open; at last clears the selection",
    ),
    say(
        Action::NextCompared,
        "Next claim to carry over",
        &["N", "F8", "Tab"],
        Group::Compare,
        Needs::Comparison,
        "Goes to the next claim of the comparison",
    ),
    say(
        Action::PreviousCompared,
        "Previous claim to carry over",
        &["P", "Shift+F8", "Shift+Tab"],
        Group::Compare,
        Needs::Comparison,
        "Goes to the claim before",
    ),
    say(
        Action::AcceptPlace,
        "Accept the place",
        &["Enter"],
        Group::Compare,
        Needs::Comparison,
        "The claim goes where it was found",
    ),
    say(
        Action::LeaveWithoutPlace,
        "Leave without a place",
        &["Backspace", "Delete"],
        Group::Compare,
        Needs::Comparison,
        "The claim keeps its old words and what stood beside them; it can be placed later",
    ),
    say(
        Action::AcceptAllAlike,
        "Accept all like this",
        &["Shift+Enter"],
        Group::Compare,
        Needs::Comparison,
        "All undecided claims of the same kind go where they were found",
    ),
    say(
        Action::CarryOver,
        "Carry over",
        &["Ctrl+Enter"],
        Group::Compare,
        Needs::Comparison,
        "Puts the new text in the place of the old one, and the claims with it, as one step",
    ),
];
