//! Reads a paste for a provider that names registrations by a client ID alone. No label of its portal is known, so a text is
//! read only where it is the value by itself, and the step that is open says which value.

use sendoff_problem::Problem;
use sendoff_values::{FieldId, StepId};

use crate::{
    field::{check_field, check_secret},
    known::Known,
    reading::{Evidence, Found, PublicReading, Reading},
};

/// The client secret at its own step; the client ID at any other.
pub(crate) fn read(text: &str, step: Option<StepId>, known: &Known) -> Result<Reading, Problem> {
    if step == Some(StepId::ClientSecret) {
        return Ok(Reading { secret: Some(check_secret(text, known)?), ..Reading::default() });
    }
    let entered = check_field(FieldId::ClientId, text, known)?;
    let fields = vec![Found { field: entered.field, value: entered.value, evidence: Evidence::Shape }];
    Ok(Reading { public: PublicReading { fields, ..PublicReading::default() }, ..Reading::default() })
}
