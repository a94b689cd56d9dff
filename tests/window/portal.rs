//! Stands for xdg-desktop-portal on the bus of a test. Like that one it looks into the root folder of whoever asks, and serves
//! nobody whom it cannot look at.
//!
//! `window-portal FILE` says a line for each question: `setting` or `dialog`, and whether it was `served` or `refused`. A dialog is
//! answered with FILE once a line comes in.
#![allow(
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the interfaces are not ours to choose, and what the macro makes of them uses everything"
)]

#[cfg(target_os = "linux")]
mod service {
    use std::{
        collections::HashMap,
        fs,
        io::{Write, stdin, stdout},
        thread,
    };

    use zbus::{
        fdo,
        message::Header,
        zvariant::{OwnedObjectPath, OwnedValue, Value},
    };

    const PATH: &str = "/org/freedesktop/portal/desktop";

    pub(super) fn serve(file: String) -> zbus::Result<()> {
        let builder = zbus::blocking::connection::Builder::session()?;
        let builder = builder.serve_at(PATH, Dialogs { file })?.serve_at(PATH, Settings)?.serve_at(PATH, Ways)?;
        let _connection = builder.name("org.freedesktop.portal.Desktop")?.build()?;
        say("ready");
        loop {
            thread::park();
        }
    }

    struct Dialogs {
        file: String,
    }

    #[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
    impl Dialogs {
        async fn save_file(
            &self,
            #[zbus(header)] header: Header<'_>,
            #[zbus(connection)] connection: &zbus::Connection,
            _parent: String,
            _title: String,
            options: HashMap<String, OwnedValue>,
        ) -> fdo::Result<OwnedObjectPath> {
            let sender = looked_at("dialog", &header, connection).await?;
            let token = options.get("handle_token").and_then(|token| token.downcast_ref::<String>().ok());
            let sender_part = sender.trim_start_matches(':').replace('.', "_");
            let handle = format!("{PATH}/request/{sender_part}/{}", token.unwrap_or_default());
            let handle = OwnedObjectPath::try_from(handle).map_err(|error| fdo::Error::Failed(error.to_string()))?;
            let (connection, request) = (zbus::blocking::Connection::from(connection.clone()), handle.clone());
            let uri = format!("file://{}", self.file);
            thread::spawn(move || {
                let _ = stdin().read_line(&mut String::new());
                let chosen = HashMap::from([("uris", Value::from(vec![uri]))]);
                let name = "org.freedesktop.portal.Request";
                let told = connection.emit_signal(Some(sender.as_str()), request, name, "Response", &(0_u32, chosen));
                say(if told.is_ok() { "answered" } else { "not answered" });
            });
            Ok(handle)
        }
    }

    struct Settings;

    #[zbus::interface(name = "org.freedesktop.portal.Settings")]
    impl Settings {
        async fn read(
            &self,
            #[zbus(header)] header: Header<'_>,
            #[zbus(connection)] connection: &zbus::Connection,
            _namespace: String,
            _key: String,
        ) -> fdo::Result<OwnedValue> {
            looked_at("setting", &header, connection).await?;
            let dark = Value::Value(Box::new(Value::U32(1)));
            dark.try_to_owned().map_err(|error| fdo::Error::Failed(error.to_string()))
        }
    }

    /// GLib asks a portal for the way into the network too, the driver's as well as ours.
    struct Ways;

    #[zbus::interface(name = "org.freedesktop.portal.ProxyResolver")]
    impl Ways {
        fn lookup(&self, _address: &str) -> Vec<String> {
            vec!["direct://".to_owned()]
        }
    }

    /// The name of who asks, if the root folder of its process can be looked into.
    async fn looked_at(what: &str, header: &Header<'_>, connection: &zbus::Connection) -> fdo::Result<String> {
        let sender = header.sender().ok_or(fdo::Error::AccessDenied("nobody".to_owned()))?.to_string();
        let bus = fdo::DBusProxy::new(connection).await?;
        let name = sender.as_str().try_into().map_err(|_| fdo::Error::AccessDenied(sender.clone()))?;
        let process = bus.get_connection_unix_process_id(name).await?;
        let served = fs::read_dir(format!("/proc/{process}/root/")).is_ok();
        say(&format!("{what} {}", if served { "served" } else { "refused" }));
        if served { Ok(sender) } else { Err(fdo::Error::AccessDenied(sender)) }
    }

    fn say(line: &str) {
        let mut output = stdout().lock();
        let _ = writeln!(output, "{line}").and_then(|()| output.flush());
    }
}

#[cfg(target_os = "linux")]
fn main() -> zbus::Result<()> {
    service::serve(std::env::args().nth(1).unwrap_or_default())
}

#[cfg(not(target_os = "linux"))]
fn main() {}
