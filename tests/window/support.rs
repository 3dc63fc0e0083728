//! A window without a screen, driven by pointer, keys and the names of what it shows.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
};

use claimlight::{
    app::{Replacing, State, Tab, View},
    claim::Claim,
    review::Review,
    store::Folders,
    ui::{ClaimlightApp, DialogOutcome, DialogRequest, Runtime},
};
use eframe::egui::{
    self, Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, Role, ViewportCommand, ViewportId, vec2,
};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT as _, Queryable as _},
};

use crate::{
    filing::Dropped,
    place::{Bell, Copied, PATIENCE, Person, Signs},
};

/// How many frames the window may take to come to rest.
const MOST_FRAMES: usize = 60;

/// How much time passes between two frames, in seconds: two presses next to each other make a double click.
const FRAME: f32 = 0.1;

type Stage = Rc<RefCell<Option<ClaimlightApp>>>;

/// A window under test.
pub(crate) struct Window {
    harness: Harness<'static, Stage>,
    bell: Arc<Bell>,
    pub(crate) person: Person,
    /// What the clipboard holds beside plain words.
    pub(crate) form: Copied,
    /// What the window asked of the system: to close, not to close, to paste.
    pub(crate) requests: Vec<ViewportCommand>,
    /// What was put on the clipboard.
    pub(crate) copied: Vec<String>,
    /// What else was handed to the system, such as pictures.
    pub(crate) outputs: Vec<OutputCommand>,
}

impl Window {
    pub(crate) fn new(folders: Folders, file: Option<PathBuf>, signs: Signs) -> Self {
        let person = Person::default();
        let form = Copied::default();
        let runtime = Runtime::new(folders, Box::new(person.clone()));
        let mut runtime = runtime.with_clipboard(Arc::new(form.clone()));
        runtime.begin(file);
        let bell = Arc::new(Bell::default());
        let stage = Stage::default();
        let (rung, made) = (Arc::clone(&bell), Rc::clone(&stage));
        let builder = Harness::builder();
        let builder = if signs == Signs::Any { builder.allow_missing_glyphs() } else { builder };
        let harness = builder
            .with_size(vec2(1300.0, 1500.0))
            .with_step_dt(FRAME)
            .with_max_steps(1)
            .with_context_setup(move |context| {
                context.set_repaint_observer(move |info| {
                    if info.delay.is_zero() {
                        rung.ring();
                    }
                });
                *made.borrow_mut() = Some(ClaimlightApp::new(context, runtime, None));
            })
            .build_ui_state(
                |ui, stage: &mut Stage| {
                    if let Some(app) = stage.borrow_mut().as_mut() {
                        app.frame(ui);
                    }
                },
                stage,
            );
        Self { harness, bell, person, form, requests: Vec::new(), copied: Vec::new(), outputs: Vec::new() }
    }

    /// What the window shows.
    pub(crate) fn state(&self) -> State {
        self.harness.state().borrow().as_ref().expect("a program").state().clone()
    }

    /// Shows one frame and takes down what it asks of the system.
    pub(crate) fn step(&mut self) {
        self.bell.hush();
        self.harness.step();
        let output = self.harness.output();
        let commands = output.viewport_output.get(&ViewportId::ROOT).map(|root| root.commands.clone());
        self.requests.extend(commands.into_iter().flatten());
        self.copied.extend(output.platform_output.commands.iter().filter_map(|command| match command {
            OutputCommand::CopyText(words) => Some(words.clone()),
            _ => None,
        }));
        self.outputs.extend(output.platform_output.commands.iter().cloned());
    }

    fn is_at_rest(&self) -> bool {
        let root = self.harness.output().viewport_output.get(&ViewportId::ROOT);
        root.is_none_or(|root| !root.repaint_delay.is_zero())
    }

    /// Whether something goes on that only a thread can end.
    fn is_waiting(&self) -> bool {
        let state = self.state();
        let is_searched = state.document.as_ref().is_some_and(|document| document.proposals.search.is_some());
        let is_compared = state
            .document
            .as_ref()
            .is_some_and(|document| matches!(document.replacing, Some(Replacing::Underway { .. })));
        // Other reviews are read and measured on threads; a sign turns meanwhile.
        let is_read = state.document.as_ref().is_some_and(|document| {
            let reviews = &document.reviews;
            let is_measured = reviews.tab == Tab::Figures && reviews.figures().is_none();
            state.view == View::Compare && (reviews.left() > 0 || (is_measured && !reviews.others().is_empty()))
        });
        let is_class_read = state.class.reading.is_some() || state.class.is_writing;
        state.loading.is_some() || is_searched || is_compared || is_read || is_class_read
    }

    /// Shows frames until the window is at rest, and checks that everything in it has a name.
    pub(crate) fn settle(&mut self) {
        for _ in 0..MOST_FRAMES {
            self.step();
            // While a file is read, or searched, the window shows that it is, which ends when the thread says so.
            if self.is_at_rest() || self.is_waiting() {
                self.harness.check_accessibility();
                return;
            }
        }
        panic!("the window does not come to rest: {:?}", self.harness.ctx.repaint_causes());
    }

    /// Shows frames until something holds, waiting for threads in between.
    pub(crate) fn wait_for(&mut self, what: &str, holds: impl Fn(&State) -> bool) {
        let begun = std::time::Instant::now();
        while !holds(&self.state()) {
            assert!(begun.elapsed() < PATIENCE, "no {what}; notices: {:?}", self.notices());
            if self.is_at_rest() {
                assert!(self.bell.wait(), "no {what}; notices: {:?}", self.notices());
            }
            self.step();
        }
        self.settle();
    }

    /// Presses keys as the table writes them, such as `Ctrl+Shift+S`; a key that types a sign types it too.
    pub(crate) fn press(&mut self, keys: &str) {
        let (modifiers, key) = parsed(keys);
        let (key, text) = match key {
            "?" => (Key::Questionmark, Some("?".to_owned())),
            name => (Key::from_name(name).expect("a key"), typed(name, modifiers)),
        };
        let press = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
        let events = &mut self.harness.input_mut().events;
        events.extend([Event::ModifiersChanged(modifiers), press(true)]);
        events.extend(text.map(Event::Text));
        self.step();
        let events = &mut self.harness.input_mut().events;
        events.extend([press(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.settle();
    }

    /// Lets something happen in the next frame, as the system reports it.
    pub(crate) fn happen(&mut self, event: Event) {
        self.harness.input_mut().events.push(event);
        self.settle();
    }

    /// What the next frame is given.
    pub(crate) fn input(&mut self) -> &mut egui::RawInput {
        self.harness.input_mut()
    }

    /// Types words into whatever has the keyboard.
    pub(crate) fn write(&mut self, words: &str) {
        self.happen(Event::Text(words.to_owned()));
    }

    /// Replaces what stands in a field.
    pub(crate) fn fill(&mut self, field: &str, words: &str) {
        self.click(field);
        self.press("Ctrl+A");
        if words.is_empty() {
            self.press("Backspace");
        } else {
            self.write(words);
        }
    }

    /// Every node with this name; labels only when nothing else has it.
    fn named<'window>(&'window self, name: &'window str) -> Vec<Node<'window>> {
        // A label under its own field or button has the same words; what can be acted on is meant.
        let all: Vec<Node<'_>> = self.harness.query_all_by_label(name).collect();
        let acting: Vec<Node<'_>> =
            all.iter().copied().filter(|node| node.accesskit_node().role() != Role::Label).collect();
        if acting.is_empty() { all } else { acting }
    }

    /// The whole name of the one thing whose name begins like this.
    pub(crate) fn name_beginning(&self, beginning: &str) -> String {
        let all = self.harness.query_all_by_label_contains(beginning);
        let names: Vec<String> = all.filter_map(|node| node.accesskit_node().label()).collect();
        let found = names.into_iter().find(|name| name.starts_with(beginning));
        found.expect("a name that begins like this")
    }

    /// The names of the lines of lists that begin like this.
    pub(crate) fn options_beginning(&self, beginning: &str) -> Vec<String> {
        let all = self.harness.query_all_by_label_contains(beginning);
        let options = all.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
        let names = options.filter_map(|node| node.accesskit_node().label());
        names.filter(|name| name.starts_with(beginning)).collect()
    }

    /// Drops files on the window.
    pub(crate) fn drop_files(&mut self, files: &[&Path]) {
        for file in files {
            self.harness.input_mut().dropped_files.push(Arc::new(Dropped((*file).to_owned())));
        }
        self.settle();
    }

    /// Scrolls what has this name into view.
    pub(crate) fn scroll_to(&mut self, name: &str) {
        self.node(name).scroll_to_me();
        self.settle();
        self.settle();
    }

    /// Whether something of this name is shown.
    pub(crate) fn shows(&self, name: &str) -> bool {
        !self.named(name).is_empty()
    }

    /// Whether a label or name with these words in it is shown.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// The one node of this name.
    pub(crate) fn node<'window>(&'window self, name: &'window str) -> Node<'window> {
        let found = self.named(name);
        assert_eq!(found.len(), 1, "nodes named {name}: {found:?}");
        found[0]
    }

    /// Clicks with the pointer on what has this name.
    pub(crate) fn click(&mut self, name: &str) {
        let rect = self.node(name).rect();
        self.click_at(rect.center(), Modifiers::NONE);
    }

    /// Clicks with the pointer on the first of several that have this name, in the order of the window.
    pub(crate) fn click_first(&mut self, name: &str) {
        let rect = self.named(name).first().expect("a node of that name").rect();
        self.click_at(rect.center(), Modifiers::NONE);
    }

    /// Clicks by the accessibility tree alone, as a screen reader does.
    pub(crate) fn activate(&mut self, name: &str) {
        self.node(name).click_accesskit();
        self.settle();
    }

    /// A single click, apart in time from the one before.
    pub(crate) fn click_at(&mut self, at: Pos2, modifiers: Modifiers) {
        self.rest();
        self.press_pointer(at, 1, modifiers);
        self.settle();
    }

    /// Several presses in quick succession.
    pub(crate) fn click_often(&mut self, at: Pos2, times: usize) {
        self.rest();
        self.press_pointer(at, times, Modifiers::NONE);
        self.settle();
    }

    fn press_pointer(&mut self, at: Pos2, times: usize, modifiers: Modifiers) {
        self.harness.input_mut().events.extend([Event::PointerMoved(at), Event::ModifiersChanged(modifiers)]);
        self.step();
        for _ in 0..times {
            for pressed in [true, false] {
                let event = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers };
                self.harness.input_mut().events.push(event);
                self.step();
            }
        }
        self.harness.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
    }

    /// Drags the pointer from place to place and lets go at the last.
    pub(crate) fn drag(&mut self, places: &[Pos2], presses: usize) {
        self.rest();
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let (first, last) = (places[0], places[places.len() - 1]);
        if presses > 1 {
            self.press_pointer(first, presses - 1, Modifiers::NONE);
        } else {
            self.harness.input_mut().events.push(Event::PointerMoved(first));
            self.step();
        }
        self.harness.input_mut().events.push(button(first, true));
        self.step();
        for place in &places[1..] {
            self.harness.input_mut().events.push(Event::PointerMoved(*place));
            self.step();
        }
        self.step();
        self.harness.input_mut().events.push(button(last, false));
        self.settle();
    }

    /// Lets enough time pass that the next press is no part of a double click.
    fn rest(&mut self) {
        for _ in 0..5 {
            self.step();
        }
    }

    /// Where a paragraph is shown.
    pub(crate) fn paragraph(&self, beginning: &str) -> Rect {
        let roles = [Role::Paragraph, Role::Heading];
        let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(beginning));
        let mut found = self
            .harness
            .query_all_by_label_contains(beginning)
            .filter(|node| roles.contains(&node.accesskit_node().role()) && begins(node));
        found.next().expect("a paragraph").rect()
    }

    /// A point on the first place in the article with these words, where `|` is among them: there a click puts the caret.
    pub(crate) fn point(&mut self, words: &str) -> Pos2 {
        let at = self.place(words);
        let text = self.text();
        let start = text[..at].rfind("\n\n").map_or(0, |gap| gap + 2);
        let end = text[at..].find("\n\n").map_or(text.len(), |gap| at + gap);
        let rect = self.paragraph(text[start..end].trim());
        // The caret itself tells which place a point means; the places of a line are in order, so halving finds it.
        let (mut left, mut right) = (rect.left() - 2.0, rect.right() + 2.0);
        for _ in 0..24 {
            let here = Pos2::new(f32::midpoint(left, right), rect.center().y);
            self.click_at(here, Modifiers::NONE);
            match self.head().cmp(&at) {
                std::cmp::Ordering::Equal => return here,
                std::cmp::Ordering::Less => left = here.x,
                std::cmp::Ordering::Greater => right = here.x,
            }
        }
        panic!("no point for {words}");
    }

    /// Where `|` stands among words of the article, in bytes.
    pub(crate) fn place(&self, words: &str) -> usize {
        let bare = words.replace('|', "");
        self.text().find(&bare).expect("words of the article") + words.find('|').unwrap_or(0)
    }

    /// Puts the caret at the first place with these words, where `|` is among them, by keys alone.
    pub(crate) fn go_to(&mut self, words: &str) {
        let at = self.place(words);
        self.press("F6");
        self.press("Ctrl+Home");
        for _ in 0..self.text()[..at].matches("\n\n").count() {
            self.press("Ctrl+Down");
        }
        while self.head() < at {
            self.press("Ctrl+Right");
        }
        while self.head() > at {
            self.press("Left");
        }
        assert_eq!(self.head(), at);
    }

    /// Selects words by keys alone.
    pub(crate) fn select(&mut self, words: &str) {
        self.go_to(words);
        let end = self.head() + words.len();
        while self.head() < end {
            self.press("Ctrl+Shift+Right");
        }
        while self.head() > end {
            self.press("Shift+Left");
        }
        assert_eq!(self.selected(), words);
    }

    /// Selects words and tags them by a key.
    pub(crate) fn tag(&mut self, key: &str, words: &str) {
        self.select(words);
        self.press(key);
    }

    pub(crate) fn text(&self) -> String {
        let state = self.state();
        let document = state.document.as_ref().expect("a document");
        document.review.article().text().as_str().to_owned()
    }

    /// Where the caret is, in bytes.
    pub(crate) fn head(&self) -> usize {
        self.state().document.expect("a document").selection.head.get()
    }

    /// The selected words.
    pub(crate) fn selected(&self) -> String {
        let state = self.state();
        let (start, end) = state.document.as_ref().expect("a document").selection.range();
        self.text()[start.get()..end.get()].to_owned()
    }

    /// The claims in text order, such as `quote: We had … made it`.
    pub(crate) fn claims(&self) -> Vec<String> {
        let state = self.state();
        let document = state.document.as_ref().expect("a document");
        let text = document.review.article().text();
        let said = |claim: &Claim| {
            let words: Vec<&str> = claim.segments.placed().iter().map(|span| text.slice(*span)).collect();
            format!("{}: {}", claim.tag.name(), words.join(" … "))
        };
        document.review.claims().in_order().iter().map(|claim| said(claim)).collect()
    }

    /// Has the article read for proposals, and waits until the first is looked at.
    pub(crate) fn propose(&mut self) {
        self.press("G");
        self.wait_for("proposals", |state| {
            state.document.as_ref().is_some_and(|document| document.proposals.current().is_some())
        });
    }

    /// The review as it is now.
    pub(crate) fn review(&self) -> Review {
        Review::clone(&self.state().document.expect("a document").review)
    }

    /// The names of the steps made, oldest first.
    pub(crate) fn steps(&self) -> Vec<String> {
        self.state().document.expect("a document").undo.done_names().map(ToString::to_string).collect()
    }

    /// The addresses that were handed to the system to be opened.
    pub(crate) fn opened(&self) -> Vec<String> {
        let addresses = self.outputs.iter().filter_map(|output| match output {
            OutputCommand::OpenUrl(open) => Some(open.url.clone()),
            _ => None,
        });
        addresses.collect()
    }

    /// The claim that is looked at.
    pub(crate) fn focused(&self) -> Claim {
        let state = self.state();
        let document = state.document.as_ref().expect("a document");
        Claim::clone(document.focused().expect("a focused claim"))
    }

    /// Gives the focused claim what its check must have to be checked, by keys alone.
    pub(crate) fn find(&mut self, verdict: &str) {
        self.press(verdict);
        self.press("1");
        self.press("R");
        self.write("The harbour log says so");
        self.press("Escape");
        self.press("Shift+X");
        self.write("The harbour log");
        self.press("Escape");
    }

    /// The sentences for the reviewer.
    pub(crate) fn notices(&self) -> Vec<String> {
        self.state().notices.into_iter().map(|notice| notice.words).collect()
    }

    /// The name of what has the keyboard.
    pub(crate) fn keyboard(&self) -> String {
        let root = self.harness.root();
        let focused = root.children_recursive().find(Node::is_focused);
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// The role of what has this name.
    pub(crate) fn role(&self, name: &str) -> Role {
        self.node(name).accesskit_node().role()
    }

    /// The roles of everything that has this name.
    pub(crate) fn roles(&self, name: &str) -> Vec<Role> {
        self.named(name).iter().map(|node| node.accesskit_node().role()).collect()
    }

    /// Whether a button, box or choice of this name is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.node(name).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// What the system dialogs were asked for.
    pub(crate) fn asked(&self) -> Vec<DialogRequest> {
        self.person.asked.borrow().clone()
    }

    /// Lays out the answer to the next dialog.
    pub(crate) fn will_pick(&mut self, path: &Path) {
        self.person.outcomes.borrow_mut().push_back(DialogOutcome::Picked(path.to_owned()));
    }

    /// Lays out that the system has no dialog for the next question.
    pub(crate) fn will_have_no_dialog(&mut self) {
        self.person.outcomes.borrow_mut().push_back(DialogOutcome::Unavailable);
    }

    /// Whether the window asked to be closed.
    pub(crate) fn has_closed(&self) -> bool {
        self.requests.contains(&ViewportCommand::Close)
    }

    /// Saves under this path, which becomes the review’s file.
    pub(crate) fn save_as(&mut self, path: &Path) {
        self.will_pick(path);
        self.press("Ctrl+Shift+S");
        self.wait_for("file", |state| {
            !state.saving && state.document.as_ref().is_some_and(|document| document.file.is_some())
        });
    }
}

/// The modifiers and the name of the key.
fn parsed(keys: &str) -> (Modifiers, &str) {
    let mut modifiers = Modifiers::NONE;
    let mut rest = keys;
    while let Some((modifier, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
        match modifier {
            "Ctrl" => (modifiers.ctrl, modifiers.command) = (true, true),
            "Shift" => modifiers.shift = true,
            "Alt" => modifiers.alt = true,
            other => panic!("{other} is no modifier"),
        }
        rest = after;
    }
    (modifiers, rest)
}

/// What a key types, if anything.
fn typed(name: &str, modifiers: Modifiers) -> Option<String> {
    if modifiers.command || modifiers.alt {
        return None;
    }
    match name {
        "Space" => Some(" ".to_owned()),
        name if name.chars().count() == 1 && modifiers.shift => Some(name.to_owned()),
        name if name.chars().count() == 1 => Some(name.to_lowercase()),
        _ => None,
    }
}
