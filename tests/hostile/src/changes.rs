//! Random changes of inputs that are known: small, and the same on every machine.

/// Steele, Lea and Flood: splitmix64.
#[derive(Clone, Debug)]
pub struct Changes(u64);

impl Changes {
    /// Changes that follow from a number.
    pub fn from(number: u64) -> Self {
        Self(number)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or_default()
    }

    /// One of the inputs, changed in one to six places; `words` are put in now and then.
    pub fn of(&mut self, inputs: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
        let chosen = self.below(inputs.len());
        let mut bytes = inputs.get(chosen).cloned().unwrap_or_default();
        for _ in 0..=self.below(6) {
            self.change(&mut bytes, inputs, words);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, inputs: &[Vec<u8>], words: &[&str]) {
        let at = self.below(bytes.len() + 1);
        let end = (at + self.below(16)).min(bytes.len());
        match self.below(7) {
            0 => _ = bytes.drain(at..end),
            1 => bytes.insert(at, self.next().to_le_bytes()[0]),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(at),
            4 => {
                let word = words.get(self.below(words.len())).copied().unwrap_or_default();
                bytes.splice(at..end.min(at + 1), word.bytes());
            }
            5 => {
                let other = inputs.get(self.below(inputs.len())).map_or(&[][..], Vec::as_slice);
                let from = self.below(other.len() + 1);
                bytes.splice(at.., other[from..].iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (self.next() % 8);
                }
            }
        }
    }
}
