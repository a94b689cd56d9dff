//! Words that are nearly something, and what stands beside a value.

use sendoff_intake::Known;
use sendoff_values::StepId;

use crate::check_all;

#[test]
fn words_that_are_nearly_something_are_nothing() {
    let nothing = Known::default();
    check_all(
        Some(StepId::ClientSecret),
        &nothing,
        &[
            ("see Konfigurationsverwaltung below", ""),
            ("see Schl\u{fc}ssel1234567890 below", ""),
            ("see Zm9vYmFyYmF6cXV4cXV1eA1 below", "secret:Zm9vYmFyYmF6cXV4cXV1eA1/unusual/shape"),
            ("see 12345678901234567890 below", ""),
            ("Expires 2027-05-21_x", ""),
            ("Expires 2027-05-21x", ""),
            ("Expires 2027-05-21", "secret_expires=2027-05-21/shape"),
            ("Expires 2027-05-21 23:30 {V}", "secret_expires=2027-05-21/shape secret/usual/column"),
        ],
    );
    check_all(
        Some(StepId::Mailbox),
        &nothing,
        &[("a@b.c", "mailbox=a@b.c/shape"), ("a@b", ""), ("@b.example", ""), ("a@b@c.example", "")],
    );
}

#[test]
fn what_stands_beside_a_value_decides() {
    let nothing = Known::default();
    check_all(
        Some(StepId::ClientSecret),
        &nothing,
        &[
            ("\"Kurz.Wort\"", "secret:Kurz.Wort/odd/shape"),
            ("Value 8xQ8Q~3kTm0vqsLw", "-other:16"),
            ("Value\n8xQ8Q~3kTm0vqsLw\n", "-other:16"),
            ("8xQ8Q~3kTm0vqsLw copied", "-other"),
            ("8xQ8Q~3kTm0vqsLw", "-other:16"),
        ],
    );
    check_all(
        Some(StepId::Tenant),
        &nothing,
        &[
            ("{O} see Application (client) ID", "?which:2"),
            ("{O}\nsee Zm9vYmFyYmF6cXV4cXV1eA1 below", "?which:2"),
            ("{O} (Application (client) ID)", "client_id={O}/label"),
            ("{O} (\nApplication (client) ID", "?which:2"),
            ("x {T}\n{O} (Application (client) ID)", "client_id={O}/label ?which:1"),
            ("{T} {O} (Application (client) ID)", "?two:client_id:2"),
            ("Redirect URIs\nhttp://localhost/a\nhttp://localhost/a", "redirect_uri=http://localhost/a/label"),
            ("7f3c1a52-0b8e-4d0e-9a61\n-2f8c51d7b0aaff", "-cut_id:23"),
        ],
    );
}

#[test]
fn what_belongs_to_something_else_is_not_asked_about() {
    let nothing = Known::default();
    check_all(
        Some(StepId::Tenant),
        &nothing,
        &[
            ("Display name {C}", ""),
            ("Display name\n{C}", ""),
            ("Display name\n\n\n{C}", "?which:2"),
            ("Managed application in local directory {O}\nApplication (client) ID {C}", "client_id={C}/label"),
            ("office@harbour.example {T}", "?which:2"),
            ("https://login.microsoftonline.com/{T}/oauth2 {C} {O}", "tenant_id={T}/address ?two:client_id:2"),
            ("Display name {C}\n\n\n\n\n{C}", ""),
            ("{C}\nand\n{C}", "?which:2"),
            (
                "Redirect URIs\nhttp://localhost/a\nRedirect URIs\nhttp://localhost/a",
                "redirect_uri=http://localhost/a/label",
            ),
            ("one\ntwo\nDisplay name {C}", ""),
            ("Application (client) ID\tDisplay name\n{C}\tTourTools mail", "client_id={C}/column"),
            ("Application (client) ID\n\n{C}", "client_id={C}/label"),
            ("Application (client) ID\n\n\n\n{C}", "?which:2"),
            ("{O}\n{C} (Application (client) ID)", "client_id={C}/label ?which:1"),
        ],
    );
    check_all(
        Some(StepId::ClientSecret),
        &nothing,
        &[
            ("see 8xQ...... below", "-hidden_secret"),
            (
                "Value Secret ID\nZm9vYmFyYmF6cXV4cXV1eA1 {S}",
                "secret:Zm9vYmFyYmF6cXV4cXV1eA1/unusual/column -secret_id",
            ),
            (
                "Value\nZm9vYmFyYmF6cXV4cXV1eA1\nRedirect URIs\nhttp://localhost/Zm9vYmFyYmF6cXV4cXV1eA1",
                "secret:Zm9vYmFyYmF6cXV4cXV1eA1/unusual/label",
            ),
            (
                "Value\nZm9vYmFyYmF6cXV4cXV1eA1\nRedirect URIs\nhttp://localhost/a",
                "redirect_uri=http://localhost/a/label secret:Zm9vYmFyYmF6cXV4cXV1eA1/unusual/label",
            ),
            ("Expires 21st of May, 2027", "secret_expires=2027-05-21/shape"),
            ("Expires 1st May 2027", "secret_expires=2027-05-01/shape"),
            ("Expires 4.3.2027", "secret_expires=2027-03-04/shape"),
            ("Expires 4/3/2027", "?day:2027-04-03:2027-03-04"),
            ("Zm9vYmFyYmF6cXV4cXV1eA1 and Zm9vYmFyYmF6cXV4cXV1eA2", "?secrets:2"),
            ("Description of the Value {V}", "secret/usual/shape"),
        ],
    );
    check_all(
        Some(StepId::Mailbox),
        &nothing,
        &[("office@harbour.example {T}", "mailbox=office@harbour.example/shape ?which:2")],
    );
    check_all(
        None,
        &nothing,
        &[
            ("office@harbour.example Office@harbour.example", "mailbox=office@harbour.example/shape"),
            ("office@harbour.example other@harbour.example", ""),
            ("office@harbour.example {T}", "?which:2"),
        ],
    );
}

/// Sixteen blanks part an ID, seventeen do not.
#[test]
fn an_id_is_broken_by_no_more_than_sixteen_blanks() {
    let parted = |blanks: usize| format!("7f3c1a52-0b8e-4d0e-9a61-{}2f8c51d7b0aa", " ".repeat(blanks));
    check_all(
        Some(StepId::Tenant),
        &Known::default(),
        &[
            (&parted(16), "?which:2"),
            (&parted(17), "-cut_id:24"),
            ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b 0aa", "?which:2"),
            ("7f3c1a52-0b8e-4d0e-9a61-2f8c51d7b0a a", "-cut_id:35"),
        ],
    );
}
