"""Python's smtplib signs in with a token and sends one message, by STARTTLS or inside TLS."""

import smtplib

import asked

given = asked.task()
heard = {"challenge": None, "offered": None}


def connected():
    if given["inside_tls"]:
        return smtplib.SMTP_SSL(given["host"], given["port"], timeout=given["patience"], context=asked.trust(given))
    server = smtplib.SMTP(given["host"], given["port"], timeout=given["patience"])
    if given.get("starttls", True):
        server.starttls(context=asked.trust(given))
    return server


def answered(challenge=None):
    if challenge is None:
        return asked.response(given)
    heard["challenge"] = challenge.decode()
    return asked.to_refusal(given)


def refused(at, code, said):
    asked.tell({"accepted": False, "at": at, "code": code, "said": said.decode(errors="replace"), **heard})


try:
    server = connected()
except OSError as error:
    refused("connect", 0, str(error).encode())
try:
    server.ehlo_or_helo_if_needed()
    heard["offered"] = server.esmtp_features.get("auth", "").split()
    if given["token"] is not None:
        # Asked outright, so that a server that does not offer it has to answer.
        server.auth(given["mechanism"], answered, initial_response_ok=True)
    server.sendmail(given["sender"], [given["recipient"]], given["message"].encode(), mail_options=["BODY=8BITMIME"])
except smtplib.SMTPAuthenticationError as error:
    refused("auth", error.smtp_code, error.smtp_error)
except smtplib.SMTPSenderRefused as error:
    refused("sender", error.smtp_code, error.smtp_error)
except smtplib.SMTPRecipientsRefused as error:
    refused("recipient", *error.recipients[given["recipient"]])
except smtplib.SMTPDataError as error:
    refused("data", error.smtp_code, error.smtp_error)
server.quit()
asked.tell({"accepted": True, **heard})
