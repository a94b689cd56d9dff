//! One catalogue: everything a person reads comes from here.
