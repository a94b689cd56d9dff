"""Sends by smtplib and looks by imaplib and poplib, with XOAUTH2; what is told comes on standard input as JSON."""

import base64
import email
import imaplib
import json
import poplib
import smtplib
import ssl
import sys

told = json.load(sys.stdin)
context = ssl.create_default_context(cafile=told["ca"])
mailbox, mail = told["mailbox"], told["mail"]


def bearer(token):
    return f"user={mailbox}\1auth=Bearer {told[token]}\1\1"


with smtplib.SMTP(mail["smtp"]["host"], mail["smtp"]["port"], timeout=30) as smtp:
    smtp.ehlo()
    smtp.starttls(context=context)
    smtp.ehlo()
    smtp.auth("XOAUTH2", lambda challenge=None: bearer("smtp"))
    smtp.sendmail(mailbox, [mailbox], f"From: {mailbox}\nTo: {mailbox}\nMessage-ID: <python@client.example>\n\n.dot\n")

imap = imaplib.IMAP4_SSL(mail["imap"]["host"], mail["imap"]["port"], ssl_context=context)
imap.authenticate("XOAUTH2", lambda challenge: bearer("imap").encode())
_, count = imap.select("INBOX", readonly=True)
_, fetched = imap.fetch("1", "(BODY.PEEK[HEADER])")
imap.logout()

pop = poplib.POP3_SSL(mail["pop3"]["host"], mail["pop3"]["port"], context=context)
pop._shortcmd("AUTH XOAUTH2")
pop._shortcmd(base64.b64encode(bearer("pop").encode()).decode())
head = b"\n".join(pop.top(1, 0)[1])
pop.quit()

print(json.dumps({
    "imap": email.message_from_bytes(fetched[0][1])["Message-ID"],
    "pop": email.message_from_bytes(head)["Message-ID"],
    "count": int(count[0]),
}))
