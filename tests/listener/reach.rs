//! Promise 2: the port can be reached by this computer's two loopback addresses and by no other, from here or from the
//! computer at the other end of the wire.

use std::process::Command;

use sendoff_tests::program;

use crate::peer_process::Peer;

/// A network of the test's own, with addresses of every kind.
const NETWORK: &str = "set -e
ip link set lo up
ip link add wire type veth peer name far
ip link set wire up
ip address add 127.0.0.5/8 dev lo
for one in 192.0.2.10/24 198.51.100.7/24 10.11.12.13/8 172.16.5.6/12 192.168.1.20/24 169.254.9.9/16 100.64.3.2/10; do
  ip address add $one dev wire
done
for one in 2001:db8::10/64 2001:db8:1::1/64 fd12:3456::9/64 fe80::1234/64; do
  ip -6 address add $one dev wire nodad
done
exec \"$0\" reach 100";

#[test]
fn no_other_address_of_this_computer_reaches_the_port() {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--net", "sh", "-c", NETWORK]).arg(program("listener-peer"));
    let said = Peer::of(command).said();
    let count = |name: &str| said[name].as_array().map_or(0, Vec::len);
    let addresses = count("addresses");
    println!(
        "{addresses} other addresses of this computer, {} listeners: {} connections (and {} where all addresses are \
         listened on): {}; from another computer {} and {}",
        said["times"],
        count("connected"),
        said["control"],
        said["addresses"],
        count("from_far"),
        said["far_control"]
    );
    assert_eq!(said["times"], 100);
    assert!(addresses >= 14, "{said}");
    assert_eq!(said["control"], addresses, "each of them is there to be reached");
    assert_eq!(count("connected"), 0, "{said}");
    assert_eq!(said["far_control"], 2, "the other computer reaches this one by both families: {said}");
    assert_eq!(count("from_far"), 0, "{said}");
}
