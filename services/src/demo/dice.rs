//! A small deterministic generator: the same seed number gives the same people, texts and pictures on every machine
//! and with every version of every crate, so that benchmarks compare and screenshots do not change.

/// `SplitMix64`: one 64-bit word of state, good enough for pictures and made-up data, useless for secrets.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A generator that depends on nothing but its seed.
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// A stable number for a name (FNV-1a), to derive one stream per slug.
    pub fn hash(name: &str) -> u64 {
        name.bytes()
            .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 (included) to 1 (excluded).
    pub fn unit(&mut self) -> f32 {
        let [first, second, ..] = self.bits().to_be_bytes();
        f32::from(u16::from_be_bytes([first, second])) / 65_536.0
    }

    /// Evenly between two numbers.
    pub fn range(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// A whole number from `low` to `high`, both included.
    pub fn whole(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).unsigned_abs().saturating_add(1);
        low.saturating_add_unsigned(self.bits() % span)
    }

    /// A small count from `low` to `high`, both included.
    pub fn count(&mut self, low: u8, high: u8) -> u8 {
        u8::try_from(self.whole(i64::from(low), i64::from(high))).unwrap_or(low)
    }

    /// True with the given probability.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    /// An index below `length`; 0 when `length` is 0.
    pub fn index(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).unwrap_or(1).max(1);
        usize::try_from(self.bits() % length).unwrap_or(0)
    }

    /// One of the choices. The slice must not be empty: the tables of the demo never are.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.index(choices.len())]
    }

    /// Puts the items in a random order (Fisher-Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }

    /// `wanted` different items in random order (all of them when there are fewer).
    pub fn sample<'a, T>(&mut self, choices: &'a [T], wanted: usize) -> Vec<&'a T> {
        let mut items: Vec<&T> = choices.iter().collect();
        self.shuffle(&mut items);
        items.truncate(wanted);
        items
    }

    /// An independent generator for one thing, so that drawing more for one does not move the others.
    pub fn fork(&mut self, name: &str) -> Self {
        Self::new(self.bits() ^ Self::hash(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_gives_the_same_stream() {
        let (mut one, mut other) = (Dice::new(7), Dice::new(7));
        assert!((0..100).all(|_| one.bits() == other.bits()));
    }

    #[test]
    fn whole_numbers_stay_within_both_ends_and_reach_them() {
        let mut dice = Dice::new(1);
        let rolls: Vec<i64> = (0..1000).map(|_| dice.whole(-2, 3)).collect();
        assert_eq!(rolls.iter().min(), Some(&-2));
        assert_eq!(rolls.iter().max(), Some(&3));
    }
}
