//! No second program on the port. On Linux and macOS that is so as long as nobody sets `SO_REUSEPORT` on this socket; on
//! Windows another program could bind the same port with `SO_REUSEADDR` unless exclusive use is asked for
//! (learn.microsoft.com/windows/win32/winsock/using-so-reuseaddr-and-so-exclusiveaddruse, read 2026-11-21).

use std::io;

use socket2::Socket;

/// Asks for exclusive use. To be called before the socket is bound.
#[cfg(not(windows))]
#[expect(clippy::unnecessary_wraps, reason = "fails on Windows only")]
pub(crate) fn make_exclusive(_: &Socket) -> io::Result<()> {
    Ok(())
}

/// Asks for exclusive use. To be called before the socket is bound.
#[cfg(windows)]
#[expect(unsafe_code, reason = "socket2 has no setter for SO_EXCLUSIVEADDRUSE")]
pub(crate) fn make_exclusive(socket: &Socket) -> io::Result<()> {
    use std::os::windows::io::AsRawSocket;

    use windows_sys::Win32::Networking::WinSock::{SO_EXCLUSIVEADDRUSE, SOCKET, SOL_SOCKET, setsockopt};

    let handle = SOCKET::try_from(socket.as_raw_socket()).map_err(io::Error::other)?;
    let on = 1_i32.to_ne_bytes();
    // SAFETY: the handle is open while `socket` is borrowed, and the pointer and length are those of `on`.
    let outcome = unsafe { setsockopt(handle, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, on.as_ptr(), 4) };
    if outcome == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
