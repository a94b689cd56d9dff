//! Decides which of the IDs in a text is which.

use sendoff_problem::Kind;
use sendoff_recipes::Meaning;
use sendoff_values::{FieldId, Guid};

use crate::{
    group::Labelled,
    known::Known,
    reading::{Declined, DeclinedWhat, Evidence, Found, PublicReading, Question},
    token::{Piece, Token},
};

/// Values that a question offers at most, and things declined at most.
const MOST: usize = 4;
const MOST_DECLINED: usize = 16;

/// The IDs of a text, sorted by what they are.
#[derive(Default)]
struct Sorted {
    client: Vec<(Guid, Evidence)>,
    tenant: Vec<(Guid, Evidence)>,
    object: Vec<Guid>,
    secret: Vec<Guid>,
    other: Vec<Guid>,
    unlabelled: Vec<Guid>,
    cut: Vec<usize>,
}

/// Adds what the IDs say. `secretive` tells that the text is about a client secret, so that a bare ID is its Secret ID.
pub(crate) fn decide(
    tokens: &[Token],
    labelled: &Labelled,
    known: &Known,
    secretive: bool,
    reading: &mut PublicReading,
) {
    let mut ids = sort(tokens, labelled);
    ids.recognise(known, secretive);
    decline(&ids, reading);
    let bare = tokens.iter().all(|token| matches!(token.piece, Piece::Id(_)));
    take(FieldId::ClientId, &ids.client, reading);
    take(FieldId::TenantId, &ids.tenant, reading);
    ids.ask(bare, known, reading);
}

fn sort(tokens: &[Token], labelled: &Labelled) -> Sorted {
    let mut ids = Sorted::default();
    for (token, label) in tokens.iter().zip(labelled) {
        match (&token.piece, label) {
            (Piece::Id(id), Some((Meaning::ClientId, evidence))) => add(&mut ids.client, (id.clone(), *evidence)),
            (Piece::Id(id), Some((Meaning::TenantId, evidence))) => add(&mut ids.tenant, (id.clone(), *evidence)),
            (Piece::Id(id), Some((Meaning::ObjectId, _))) => add(&mut ids.object, id.clone()),
            (Piece::Id(id), Some((Meaning::SecretId, _))) => add(&mut ids.secret, id.clone()),
            (Piece::Id(id), Some(_)) => add(&mut ids.other, id.clone()),
            (Piece::Id(id), None) => add(&mut ids.unlabelled, id.clone()),
            (Piece::CutId(_), Some((Meaning::ObjectId | Meaning::SecretId | Meaning::OtherId | Meaning::Other, _))) => {
            }
            (Piece::CutId(length), _) => add(&mut ids.cut, *length),
            _ => {}
        }
    }
    ids
}

/// Adds what is not there yet, up to a limit that no honest paste reaches.
fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.len() < MOST_DECLINED && !list.contains(&item) {
        list.push(item);
    }
}

impl Sorted {
    /// Sorts bare IDs that are known from elsewhere, and all of them when the text is about a secret.
    fn recognise(&mut self, known: &Known, secretive: bool) {
        let bare = std::mem::take(&mut self.unlabelled);
        let tenants = [known.directory.as_ref(), known.tenant_id.as_ref()]
            .into_iter()
            .flatten()
            .map(|id| &id.0)
            .collect::<Vec<_>>();
        for id in bare {
            if self.holds(&id) {
                continue;
            }
            if tenants.contains(&&id) {
                add(&mut self.tenant, (id, Evidence::Shape));
            } else if known.client_id.as_ref().is_some_and(|client| client.is(&id)) {
                add(&mut self.client, (id, Evidence::Shape));
            } else if known.object_ids.contains(&id) {
                add(&mut self.object, id);
            } else if secretive || known.secret_ids.contains(&id) {
                add(&mut self.secret, id);
            } else {
                self.unlabelled.push(id);
            }
        }
    }

    fn holds(&self, id: &Guid) -> bool {
        let named = |list: &[(Guid, Evidence)]| list.iter().any(|(named, _)| named == id);
        named(&self.client)
            || named(&self.tenant)
            || [&self.object, &self.secret, &self.other].iter().any(|list| list.contains(id))
    }

    /// Places what is left: a single bare ID where one field only is open, otherwise a question.
    fn ask(&self, bare: bool, known: &Known, reading: &mut PublicReading) {
        let open: Vec<FieldId> = [
            (FieldId::ClientId, self.client.is_empty() && known.client_id.is_none()),
            (FieldId::TenantId, self.tenant.is_empty() && known.tenant_id.is_none() && known.directory.is_none()),
        ]
        .into_iter()
        .filter_map(|(field, open)| open.then_some(field))
        .collect();
        let values = || self.unlabelled.iter().take(MOST).map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
        match (self.unlabelled.as_slice(), open.as_slice()) {
            ([], _) => {}
            ([id], [field]) if bare => reading.fields.push(found(*field, id, Evidence::Shape)),
            ([id], []) => reading.questions.push(which(id, &[FieldId::ClientId, FieldId::TenantId])),
            ([id], fields) => reading.questions.push(which(id, fields)),
            (_, []) => reading.declined.push(declined(DeclinedWhat::Other, Kind::TwoValuesFit, None)),
            (_, [field, ..]) => reading.questions.push(Question::TwoValuesFit { field: *field, values: values() }),
        }
    }
}

fn which(id: &Guid, fields: &[FieldId]) -> Question {
    Question::WhichField { value: id.as_str().to_owned(), fields: fields.to_vec() }
}

fn found(field: FieldId, id: &Guid, evidence: Evidence) -> Found {
    Found { field, value: id.as_str().to_owned(), evidence }
}

/// Takes the one ID of a field, or asks when there are several.
fn take(field: FieldId, ids: &[(Guid, Evidence)], reading: &mut PublicReading) {
    let mut distinct: Vec<&Guid> = Vec::new();
    for (id, _) in ids {
        if !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    match (distinct.as_slice(), ids.first()) {
        ([id], Some((_, evidence))) => reading.fields.push(found(field, id, *evidence)),
        ([_, _, ..], _) => {
            let values = distinct.iter().take(MOST).map(|id| id.as_str().to_owned()).collect();
            reading.questions.push(Question::TwoValuesFit { field, values });
        }
        _ => {}
    }
}

fn decline(ids: &Sorted, reading: &mut PublicReading) {
    let object = ids.object.iter().map(|id| declined(DeclinedWhat::ObjectId, Kind::ObjectIdPasted, Some(id)));
    let secret = ids.secret.iter().map(|id| declined(DeclinedWhat::SecretId, Kind::SecretIdPasted, Some(id)));
    let cut = ids
        .cut
        .iter()
        .map(|length| Declined { length: Some(*length), ..declined(DeclinedWhat::CutId, Kind::IdCut, None) });
    reading.declined.extend(object.chain(secret).chain(cut).take(MOST_DECLINED));
}

pub(crate) fn declined(what: DeclinedWhat, kind: Kind, id: Option<&Guid>) -> Declined {
    Declined { what, id: id.map(|id| id.as_str().to_owned()), ..Declined::of(kind) }
}
