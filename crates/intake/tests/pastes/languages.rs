//! The portal in German, French, Spanish, Dutch, Italian and Portuguese: the same pages, the same values.

use jiff::civil::date;
use sendoff_intake::{DayReading, Known, read_day};
use sendoff_values::StepId;

use crate::check_all;

/// One language of the portal.
struct Language {
    name: &'static str,
    /// *Display name*, *Supported account types*, *Application ID URI*, *Managed application in local directory*.
    others: [&'static str; 4],
    client: &'static str,
    object: &'static str,
    tenant: &'static str,
    /// *Description*, *Expires*, *Value*, *Secret ID*: the columns of *Client secrets*.
    columns: [&'static str; 4],
    redirects: &'static str,
    /// The 21 May 2027, as the portal and as people write it.
    days: &'static [&'static str],
}

const LANGUAGES: [Language; 7] = [
    Language {
        name: "German",
        others: [
            "Anzeigename",
            "Unterstützte Kontotypen",
            "Anwendungs-ID-URI",
            "Verwaltete Anwendung im lokalen Verzeichnis",
        ],
        client: "Anwendungs-ID (Client)",
        object: "Objekt-ID",
        tenant: "Verzeichnis-ID (Mandant)",
        columns: ["Beschreibung", "Gültig bis", "Wert", "Geheime ID"],
        redirects: "Umleitungs-URIs",
        days: &["21.5.2027", "21.05.2027", "21. Mai 2027", "Fr., 21. Mai 2027", "Freitag, 21. Mai 2027", "21.05.27"],
    },
    Language {
        name: "French",
        others: [
            "Nom d’affichage",
            "Types de comptes pris en charge",
            "URI d’ID d’application",
            "Application managée dans l’annuaire local",
        ],
        client: "ID d’application (client)",
        object: "ID d’objet",
        tenant: "ID de l’annuaire (locataire)",
        columns: ["Description", "Date d’expiration", "Valeur", "ID du secret"],
        redirects: "URI de redirection",
        days: &["21/05/2027", "21 mai 2027", "vendredi 21 mai 2027", "21 MAI 2027", "ven. 21 mai 2027"],
    },
    Language {
        name: "Spanish",
        others: [
            "Nombre para mostrar",
            "Tipos de cuenta admitidos",
            "URI de id. de aplicación",
            "Aplicación administrada en directorio local",
        ],
        client: "Id. de aplicación (cliente)",
        object: "Id. de objeto",
        tenant: "Id. de directorio (inquilino)",
        columns: ["Descripción", "Expira", "Valor", "Id. de secreto"],
        redirects: "URI de redirección",
        days: &["21/5/2027", "21 de mayo de 2027", "viernes, 21 de mayo de 2027", "21 may 2027", "21 de mayo del 2027"],
    },
    Language {
        name: "Dutch",
        others: [
            "Weergavenaam",
            "Ondersteunde accounttypen",
            "URI van toepassings-id",
            "Beheerde toepassing in lokale map",
        ],
        client: "Toepassings-id (client)",
        object: "Object-id",
        tenant: "Map-id (tenant)",
        columns: ["Beschrijving", "Verloopt op", "Waarde", "Geheim-id"],
        redirects: "Omleidings-URI's",
        days: &["21-5-2027", "21-05-2027", "21 mei 2027", "vrijdag 21 mei 2027", "21 MEI 2027"],
    },
    Language {
        name: "Italian",
        others: [
            "Nome visualizzato",
            "Tipi di account supportati",
            "URI ID applicazione",
            "Applicazione gestita nella directory locale",
        ],
        client: "ID applicazione (client)",
        object: "ID oggetto",
        tenant: "ID directory (tenant)",
        columns: ["Descrizione", "Scadenza", "Valore", "ID segreto"],
        redirects: "URI di reindirizzamento",
        days: &["21/05/2027", "21 maggio 2027", "venerdì 21 maggio 2027", "21 mag 2027"],
    },
    Language {
        name: "Portuguese (Brazil)",
        others: [
            "Nome de exibição",
            "Tipos de conta com suporte",
            "URI da ID do aplicativo",
            "Aplicativo gerenciado no diretório local",
        ],
        client: "ID do aplicativo (cliente)",
        object: "ID do objeto",
        tenant: "ID do diretório (locatário)",
        columns: ["Descrição", "Expira em", "Valor", "ID do segredo"],
        redirects: "URI de redirecionamento",
        days: &["21/05/2027", "21 de maio de 2027", "sexta-feira, 21 de maio de 2027", "21 de mai. de 2027"],
    },
    Language {
        name: "Portuguese (Portugal)",
        others: [
            "Nome a apresentar",
            "Tipos de conta suportados",
            "URI do ID da aplicação",
            "Aplicação gerida no diretório local",
        ],
        client: "ID da aplicação (cliente)",
        object: "ID do objeto",
        tenant: "ID do diretório (inquilino)",
        columns: ["Descrição", "Data de expiração", "Valor", "ID do segredo"],
        redirects: "URIs de redirecionamento",
        days: &["21/05/2027", "21-05-2027", "21 mai. 2027", "sexta-feira, 21 de maio de 2027"],
    },
];

/// Reads a page of every language at a step, with no question and nothing left over.
fn check_pages(step: StepId, page: impl Fn(&Language) -> String, expected: &str) {
    for language in &LANGUAGES {
        let text = page(language);
        let known = Known::default();
        check_all(Some(step), &known, &[(&text, expected), (&text.replace('\n', "\r\n"), expected)]);
    }
}

const IDS: &str = "client_id={C}/label tenant_id={T}/label -object_id";

#[test]
fn overview_in_every_layout() {
    for (behind_label, behind_value) in
        [("\n:\n", "\n"), (" : ", "\n"), ("\t", "\n"), ("\n", "\n\n"), (" ", "Kopieren\n"), (": ", ", ")]
    {
        let page = |language: &Language| {
            let [name, accounts, uri, managed] = language.others;
            let rows = [
                (name, "TourTools mail"),
                (language.client, "{C}"),
                (language.object, "{O}"),
                (language.tenant, "{T}"),
                (accounts, "x"),
                (uri, "api://{C}"),
                (managed, "TourTools mail"),
            ];
            rows.map(|(label, value)| format!("{label}{behind_label}{value}")).join(behind_value)
        };
        check_pages(StepId::Tenant, page, IDS);
    }
}

#[test]
fn overview_in_columns() {
    let heads = |language: &Language| [language.client, language.object, language.tenant].join("\t");
    let page = |language: &Language| format!("{}\n{{C}}\t{{O}}\t{{T}}", heads(language));
    check_pages(StepId::Tenant, page, &IDS.replace("label", "column"));
}

#[test]
fn the_table_of_client_secrets() {
    for language in &LANGUAGES {
        for day in language.days {
            let row = format!("{}\nTourTools mail\t{day}\t{{V}}\t{{S}}", language.columns.join("\t"));
            let found = "secret_expires=2027-05-21/column secret/usual/column -secret_id";
            check_all(Some(StepId::ClientSecret), &Known::default(), &[(&row, found)]);
            check_all(None, &Known::default(), &[(&row, found)]);
        }
    }
}

#[test]
fn labels_beside_a_secret() {
    let page = |language: &Language| {
        let [name, day, value, id] = language.columns;
        format!("{name}: TourTools mail\n{value}: {{V}}\n{id}: {{S}}\n{day}: {}", language.days[0])
    };
    check_pages(StepId::ClientSecret, page, "secret_expires=2027-05-21/label secret/usual/label -secret_id");
}

#[test]
fn authentication() {
    let page = |language: &Language| {
        format!("Web\n{}\nhttps://www.tourtools.com/auth/\nhttp://localhost/mail-setup\n", language.redirects)
    };
    check_pages(StepId::RedirectUri, page, "redirect_uri=https://www.tourtools.com/auth//label");
}

#[test]
fn an_object_id_is_never_a_client_id() {
    check_pages(StepId::Tenant, |language| format!("{}\n{{O}}", language.object), "-object_id");
    check_pages(StepId::Tenant, |language| format!("{}\n{}\n{{O}}", language.client, language.object), "-object_id");
}

#[test]
fn days_as_people_write_them() {
    for language in &LANGUAGES {
        for day in language.days {
            assert_eq!(read_day(day), DayReading::One(date(2027, 5, 21)), "{}: {day}", language.name);
        }
    }
}

#[test]
fn months_of_every_language_whole_and_shortened() {
    for (language, months) in [
        ("German", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        ("German, short", "Jan. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez."),
        ("Austrian", "Jänner Feber März April Mai Juni Juli August September Oktober November Dezember"),
        ("French", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        ("French, short", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        ("Spanish", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        ("Spanish, short", "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic."),
        ("Dutch", "januari februari maart april mei juni juli augustus september oktober november december"),
        ("Dutch, short", "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec."),
        ("Italian", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        ("Italian, short", "gen feb mar apr mag giu lug ago set ott nov dic"),
        ("Portuguese", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        ("Portuguese, short", "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."),
        ("English", "January February March April May June July August September October November December"),
    ] {
        for (number, month) in (1..).zip(months.split(' ')) {
            let expected = DayReading::One(date(2027, number, 21));
            let capitals = month.to_uppercase();
            for text in [
                format!("21 {month} 2027"),
                format!("21. {month} 2027"),
                format!("21 de {month} de 2027"),
                format!("21 {capitals} 2027"),
                format!("{month} 21, 2027"),
            ] {
                assert_eq!(read_day(&text), expected, "{language}: {text}");
            }
        }
    }
}

#[test]
fn the_first_of_a_month() {
    let first = DayReading::One(date(2027, 5, 1));
    for text in [
        "1er mai 2027",
        "1º de maio de 2027",
        "1.º de mayo de 2027",
        "1° maggio 2027",
        "1e mei 2027",
        "1. Mai 2027",
        "1st May 2027",
    ] {
        assert_eq!(read_day(text), first, "{text}");
    }
}
