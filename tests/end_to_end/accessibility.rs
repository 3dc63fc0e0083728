//! The bus on which programs tell a screen reader what they show: the test hears what somebody hears who cannot see.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use pollster::block_on;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use zbus::{
    Connection,
    connection::Builder,
    zvariant::{DynamicType, OwnedObjectPath, Type, Value},
};

use crate::desktop::PATIENCE;

/// Where the system says how the bus for accessibility is started.
const SERVICE: &str = "/usr/share/dbus-1/services/org.a11y.Bus.service";

/// The numbers of states: a box is ticked, a widget has the keyboard (`ATSPI_STATE_CHECKED`, `ATSPI_STATE_FOCUSED`).
const CHECKED: u32 = 4;
const FOCUSED: u32 = 12;

/// A session bus with nothing on it but accessibility, so that no helper of the machine shows a dialog. It ends with the value.
pub(crate) struct Accessibility {
    daemon: Child,
    address: String,
    bus: Connection,
    _session: Connection,
    _folder: TempDir,
}

/// Something in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Widget {
    /// By what name it is told of.
    pub(crate) name: String,
    /// Whether it has the keyboard.
    pub(crate) has_keyboard: bool,
    /// Whether it is ticked.
    pub(crate) is_ticked: bool,
    path: OwnedObjectPath,
}

impl Widget {
    /// Whether it is the same as it was, whatever became of it.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

/// What the programs tell of a widget at once: itself, its program, what it is in; numbers, interfaces, name, role, description, states.
type Told = (Address, Address, Address, i32, i32, Vec<String>, String, u32, String, Vec<u32>);

/// The name of a program on the bus, and which of its widgets.
type Address = (String, OwnedObjectPath);

impl Accessibility {
    /// Starts the buses and says that somebody listens.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (services, settings) = (folder.path().join("services"), folder.path().join("session.conf"));
        fs::create_dir(&services).expect("a folder");
        fs::copy(SERVICE, services.join("org.a11y.Bus.service")).expect("at-spi2-core is installed");
        fs::write(&settings, settings_of(folder.path(), &services)).expect("the settings are written");
        let mut daemon = Command::new("dbus-daemon")
            .arg("--config-file")
            .arg(&settings)
            .args(["--nofork", "--print-address=1"])
            .env("XDG_RUNTIME_DIR", folder.path())
            // That somebody listens here is no setting of the machine's.
            .env("GSETTINGS_BACKEND", "memory")
            .env_remove("DISPLAY")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        // The daemon writes its address when it is ready: this line is the event.
        BufReader::new(daemon.stdout.take().expect("a pipe"))
            .read_line(&mut address)
            .expect("the bus names its address");
        let address = address.trim().to_owned();
        let session = connect(&address);
        let service = Named { name: "org.a11y.Bus", path: "/org/a11y/bus" };
        let enabled = ("org.a11y.Status", "IsEnabled", Value::from(true));
        service.ask::<()>(&session, "org.freedesktop.DBus.Properties", "Set", &enabled).expect("somebody listens");
        let of_programs: String =
            service.ask(&session, "org.a11y.Bus", "GetAddress", &()).expect("the bus of programs");
        Self { daemon, address, bus: connect(&of_programs), _session: session, _folder: folder }
    }

    /// The address of the session bus.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The name on the bus of the program with this process id, once it is there.
    pub(crate) fn program(&self, process: u32) -> Option<String> {
        let bus = Named { name: "org.freedesktop.DBus", path: "/org/freedesktop/DBus" };
        let ask = |name: &str| bus.ask::<u32>(&self.bus, bus.name, "GetConnectionUnixProcessID", &(name,));
        let names: Vec<String> = bus.ask(&self.bus, bus.name, "ListNames", &())?;
        names.into_iter().find(|name| name.starts_with(':') && ask(name) == Some(process))
    }

    /// All that a program shows; nothing while it changes.
    pub(crate) fn widgets(&self, program: &str) -> Option<Vec<Widget>> {
        let cache = Named { name: program, path: "/org/a11y/atspi/cache" };
        let told: Vec<Told> = cache.ask(&self.bus, "org.a11y.atspi.Cache", "GetItems", &())?;
        let widget = |((_, path), .., name, _, _, states): Told| {
            let has = |state: u32| states.first().is_some_and(|states| states & (1 << state) != 0);
            Widget { name, has_keyboard: has(FOCUSED), is_ticked: has(CHECKED), path }
        };
        Some(told.into_iter().map(widget).collect())
    }

    /// What stands in a field.
    pub(crate) fn text(&self, program: &str, field: &Widget) -> Option<String> {
        let field = Named { name: program, path: field.path.as_str() };
        field.ask(&self.bus, "org.a11y.atspi.Text", "GetText", &(0_i32, -1_i32))
    }
}

impl Drop for Accessibility {
    fn drop(&mut self) {
        // A process that has ended already is as good as killed; the bus of programs ends with this one.
        let _ended = self.daemon.kill();
        let _status = self.daemon.wait();
    }
}

/// Something on a bus that can be asked.
#[derive(Clone, Copy)]
struct Named<'a> {
    name: &'a str,
    path: &'a str,
}

impl Named<'_> {
    fn ask<T: DeserializeOwned + Type>(
        self,
        bus: &Connection,
        interface: &str,
        method: &str,
        words: &(impl serde::Serialize + DynamicType),
    ) -> Option<T> {
        let answer = block_on(bus.call_method(Some(self.name), self.path, Some(interface), method, words)).ok()?;
        let body = answer.body();
        body.deserialize().ok()
    }
}

fn connect(address: &str) -> Connection {
    let builder = Builder::address(address).expect("an address").method_timeout(PATIENCE);
    block_on(builder.build()).expect("the bus answers")
}

fn settings_of(folder: &Path, services: &Path) -> String {
    let (folder, services) = (folder.display(), services.display());
    format!(
        "<busconfig><type>session</type><listen>unix:dir={folder}</listen><servicedir>{services}</servicedir>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>"
    )
}
