//! Mail records as a name server of our own gives them: in order, at odds with the standard, cut, slow, not at all. Nobody else is asked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use sendoff_wire::MailRecords;

const PATIENCE: Duration = Duration::from_secs(3);

/// What is asked for a domain of two labels: kind MX of the Internet.
const QUESTION: &[u8] = b"\x07harbour\x07example\0\0\x0f\0\x01";

/// How the server answers by UDP and by TCP; nothing: it is silent.
#[derive(Clone, Default)]
struct Answers {
    udp: Option<Vec<u8>>,
    tcp: Option<Vec<u8>>,
}

/// A name server at a port of its own. It notes what it is asked.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Server {
    fn start(answers: Answers) -> Self {
        let (udp, tcp) = both_at_one_port();
        let (address, asked) = (udp.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            let mut room = [0; 1_500];
            while let Ok((length, from)) = udp.recv_from(&mut room) {
                noted.lock().unwrap().push(room[..length].to_vec());
                if let Some(answer) = &answers.udp {
                    let _ = udp.send_to(&to(&room[..length], answer), from);
                }
            }
        });
        thread::spawn(move || {
            while let Ok((mut stream, _)) = tcp.accept() {
                let mut length = [0; 2];
                stream.read_exact(&mut length).unwrap();
                let mut question = vec![0; usize::from(u16::from_be_bytes(length))];
                stream.read_exact(&mut question).unwrap();
                let Some(answer) = &answers.tcp else { continue };
                let answer = to(&question, answer);
                let length = u16::try_from(answer.len()).unwrap().to_be_bytes();
                let _ = stream.write_all(&[&length[..], &answer].concat());
                let _ = stream.read(&mut [0]);
            }
        });
        Self { address, asked }
    }

    async fn exchanges(&self) -> Vec<String> {
        let records = MailRecords::at(self.address, PATIENCE);
        let found = records.exchanges(&"harbour.example".parse().unwrap()).await;
        found.into_iter().map(|host| host.to_string()).collect()
    }
}

fn both_at_one_port() -> (UdpSocket, TcpListener) {
    for _ in 0..50 {
        let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()) {
            return (udp, tcp);
        }
    }
    panic!("no port is free for both")
}

/// The answer under the number of the question.
fn to(question: &[u8], answer: &[u8]) -> Vec<u8> {
    [&question[..2], answer].concat()
}

/// Everything behind the number: flags, counts, the question, these records.
fn message(flags: u16, records: &[Vec<u8>]) -> Vec<u8> {
    let count = u16::try_from(records.len()).unwrap().to_be_bytes();
    [&flags.to_be_bytes()[..], &[0, 1], &count, &[0, 0, 0, 0], QUESTION, &records.concat()].concat()
}

/// An answer, recursion wanted and available.
const WELL: u16 = 0x8180;
const CUT: u16 = 0x8380;
const NO_SUCH_NAME: u16 = 0x8183;
const SERVER_FAILED: u16 = 0x8182;

/// One record for the name that was asked for.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap().to_be_bytes();
    [&[0xc0, 12][..], &kind.to_be_bytes(), &[0, 1, 0, 0, 1, 0], &length, data].concat()
}

fn mx(preference: u16, host: &str) -> Vec<u8> {
    let labels: Vec<&[u8]> = host.split('.').map(str::as_bytes).collect();
    mx_of(preference, &labels)
}

fn mx_of(preference: u16, labels: &[&[u8]]) -> Vec<u8> {
    let mut data = preference.to_be_bytes().to_vec();
    for label in labels {
        data.push(u8::try_from(label.len()).unwrap());
        data.extend_from_slice(label);
    }
    data.push(0);
    record(15, &data)
}

fn by_udp(flags: u16, records: &[Vec<u8>]) -> Server {
    Server::start(Answers { udp: Some(message(flags, records)), tcp: None })
}

#[tokio::test]
async fn exchanges_come_in_the_order_of_senders_and_only_the_domain_is_asked_for() {
    let server = by_udp(WELL, &[mx(20, "alt1.aspmx.l.google.com"), mx(10, "ASPMX.L.GOOGLE.COM")]);
    assert_eq!(server.exchanges().await, ["aspmx.l.google.com", "alt1.aspmx.l.google.com"]);
    let asked = server.asked.lock().unwrap();
    assert_eq!(asked.len(), 1, "one question, and none of it below another domain");
    // Number, flags and counts are twelve bytes; behind the question an OPT record may stand (RFC 6891), and that is all.
    let (question, rest) = asked[0][12..].split_at(QUESTION.len());
    assert_eq!(question, QUESTION);
    assert!(rest.is_empty() || (rest.starts_with(&[0, 0, 41]) && rest.len() == 11), "{rest:?}");
}

#[tokio::test]
async fn a_domain_without_mail_has_no_exchange() {
    assert_eq!(by_udp(WELL, &[]).exchanges().await, [""; 0]);
    // "No mail is taken here" (RFC 7505).
    assert_eq!(by_udp(WELL, &[mx_of(0, &[])]).exchanges().await, [""; 0]);
    assert_eq!(by_udp(NO_SUCH_NAME, &[]).exchanges().await, [""; 0]);
    assert_eq!(by_udp(SERVER_FAILED, &[]).exchanges().await, [""; 0]);
}

#[tokio::test]
async fn names_that_are_no_hosts_are_left_out() {
    let odd: [&[&[u8]]; 6] = [
        &[b"\x1b]0;x\x07", b"google", b"com"],
        &[b"smtp.google.com"],
        &[b"a b", b"google", b"com"],
        &[b"\xff\xfe", b"google", b"com"],
        &[b"<b>", b"google", b"com"],
        &[b"127", b"0", b"0", b"1"],
    ];
    let mut records: Vec<_> = odd.iter().map(|labels| mx_of(1, labels)).collect();
    records.push(mx(30, "mail.harbour.example"));
    assert_eq!(by_udp(WELL, &records).exchanges().await, ["mail.harbour.example"]);
}

/// An address (kind 1) or a text (kind 16) in place of a mail record says nothing of mail.
#[tokio::test]
async fn records_of_another_kind_are_passed_over() {
    let records = [record(1, &[127, 0, 0, 1]), record(16, b"\x06google"), mx(5, "smtp.google.com")];
    assert_eq!(by_udp(WELL, &records).exchanges().await, ["smtp.google.com"]);
}

/// An answer that does not fit is asked for again by TCP (RFC 7766 section 5), where thousands may come; sixteen are kept.
#[tokio::test]
async fn a_cut_answer_is_asked_for_whole_and_thousands_of_records_are_cut_down() {
    let many: Vec<_> = (0..2_000).rev().map(|at| mx(at, &format!("m{at}.example"))).collect();
    let whole = message(WELL, &many);
    let server = Server::start(Answers { udp: Some(message(CUT, &many[..3])), tcp: Some(whole) });
    let found = server.exchanges().await;
    assert_eq!(found.len(), 16);
    assert_eq!((found[0].as_str(), found[15].as_str()), ("m0.example", "m15.example"));
}

#[tokio::test]
async fn whoever_is_silent_or_babbles_costs_seconds_and_no_more() {
    let good = message(WELL, &[mx(1, "smtp.google.com")]);
    let mut beyond = good.clone();
    *beyond.last_mut().unwrap() = 63;
    // A name that points at itself (RFC 1035 section 4.1.4).
    let loops = message(WELL, &[record(15, &[0, 1, 0xc0, 46])]);
    for answer in
        [None, Some(Vec::new()), Some(vec![0; 3]), Some(good[..good.len() - 4].to_vec()), Some(beyond), Some(loops)]
    {
        let begun = Instant::now();
        let server = Server::start(Answers { udp: answer.clone(), tcp: None });
        assert_eq!(server.exchanges().await, [""; 0], "{answer:?}");
        assert!(begun.elapsed() < PATIENCE + Duration::from_secs(30), "{answer:?} took {:?}", begun.elapsed());
    }
    // Nobody is there at all.
    let nobody = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let records = MailRecords::at(nobody, PATIENCE);
    assert!(records.exchanges(&"harbour.example".parse().unwrap()).await.is_empty());
}

/// Answers to another question, or under another number, are somebody else's.
#[tokio::test]
async fn an_answer_to_another_question_is_not_taken() {
    let mut other = message(WELL, &[mx(1, "smtp.google.com")]);
    let at = other.windows(7).position(|part| part == b"harbour").unwrap();
    other[at] = b'b';
    let server = Server::start(Answers { udp: Some(other), tcp: None });
    assert_eq!(server.exchanges().await, [""; 0]);
}
