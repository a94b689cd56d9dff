//! RSA keys of 2,048 bits: Google signs its ID tokens with one, and a service account's key file holds one (RS256).
//!
//! Their secrecy guards nothing but practice: primes are tested by Miller and Rabin, and nothing is done in constant time.
//! Signing and checking are ring's.

use crate::random::Random;
use num_bigint::BigUint;
use yasna::DERWriterSeq;
use yasna::models::ObjectIdentifier;

/// Bytes of each prime.
const PRIME_BYTES: usize = 128;
/// Enough for a random number of 1,024 bits (FIPS 186-5, table B.1, asks for fewer).
const ROUNDS: usize = 8;
/// The public exponent.
const EXPONENT: u32 = 65_537;

/// A new private key as PKCS #8 (RFC 5958, RFC 8017 appendix A.1.2), in DER.
pub(super) fn generate(random: &mut Random) -> Vec<u8> {
    loop {
        let (p, q) = (prime(random), prime(random));
        // ring wants the greater one first.
        let (p, q) = if p > q { (p, q) } else { (q, p) };
        if let Some(der) = private_key(&p, &q) {
            return der;
        }
    }
}

fn private_key(p: &BigUint, q: &BigUint) -> Option<Vec<u8>> {
    let one = BigUint::from(1_u32);
    let (e, below_p, below_q) = (BigUint::from(EXPONENT), p - &one, q - &one);
    let d = e.modinv(&(&below_p * &below_q))?;
    let parts = [p * q, e, d.clone(), p.clone(), q.clone(), &d % &below_p, &d % &below_q, q.modinv(p)?];
    let inner = yasna::construct_der(|writer| {
        writer.write_sequence(|sequence| {
            integer(sequence, &BigUint::ZERO);
            for part in &parts {
                integer(sequence, part);
            }
        });
    });
    Some(yasna::construct_der(|writer| {
        writer.write_sequence(|sequence| {
            integer(sequence, &BigUint::ZERO);
            sequence.next().write_sequence(|algorithm| {
                algorithm.next().write_oid(&ObjectIdentifier::from_slice(&[1, 2, 840, 113_549, 1, 1, 1]));
                algorithm.next().write_null();
            });
            sequence.next().write_bytes(&inner);
        });
    }))
}

fn integer(sequence: &mut DERWriterSeq<'_>, value: &BigUint) {
    sequence.next().write_bigint_bytes(&value.to_bytes_be(), true);
}

/// The two highest bits are set, so that the product of two has 2,048.
fn prime(random: &mut Random) -> BigUint {
    loop {
        let mut bytes = random.bytes(PRIME_BYTES);
        bytes[0] |= 0b1100_0000;
        bytes[PRIME_BYTES - 1] |= 1;
        let candidate = BigUint::from_bytes_be(&bytes);
        let fits_exponent = (&candidate - 1_u32) % EXPONENT != BigUint::ZERO;
        if fits_exponent && is_prime(&candidate, random) {
            return candidate;
        }
    }
}

fn is_prime(candidate: &BigUint, random: &mut Random) -> bool {
    if (3_u32..2_000).step_by(2).any(|small| candidate % small == BigUint::ZERO) {
        return false;
    }
    let below = candidate - 1_u32;
    let twos = below.trailing_zeros().unwrap_or_default();
    let odd = &below >> twos;
    (0..ROUNDS).all(|_| {
        let base = BigUint::from_bytes_be(&random.bytes(PRIME_BYTES - 1)) + 2_u32;
        passes(candidate, &below, (&odd, twos), &base)
    })
}

/// One round of Miller and Rabin.
fn passes(candidate: &BigUint, below: &BigUint, (odd, twos): (&BigUint, u64), base: &BigUint) -> bool {
    let mut power = base.modpow(odd, candidate);
    if power == BigUint::from(1_u32) || power == *below {
        return true;
    }
    (1..twos).any(|_| {
        power = &power * &power % candidate;
        power == *below
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};

    #[test]
    fn a_new_key_signs_what_its_other_half_takes() {
        let key = RsaKeyPair::from_pkcs8(&generate(&mut Random::new(Some(14)))).unwrap();
        assert_eq!(key.public().modulus_len(), 256);
        let mut signature = vec![0; 256];
        key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"text", &mut signature).unwrap();
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public_key());
        assert!(public.verify(b"text", &signature).is_ok());
        assert!(public.verify(b"another", &signature).is_err());
    }

    #[test]
    fn known_primes_are_told_from_what_only_looks_like_one() {
        let random = &mut Random::new(Some(15));
        let mersenne = |exponent: u32| (BigUint::from(1_u32) << exponent) - 1_u32;
        assert!(is_prime(&mersenne(521), random) && is_prime(&mersenne(607), random));
        // 2^523 - 1 has no small factor.
        assert!(!is_prime(&mersenne(523), random) && !is_prime(&(mersenne(521) * mersenne(607)), random));
    }
}
