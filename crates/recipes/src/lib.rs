//! Reads recipe, provider and catalogue files into checked types, or says where they are wrong.
