//! Which atoms of two texts belong to each other: the fewest changes that make one of the other (Wagner and Fischer, 1974).

use super::atoms::Atom;

/// One atom of either text, or a pair. The two may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) expected: Option<Atom<'a>>,
    pub(super) found: Option<Atom<'a>>,
}

impl Pair<'_> {
    pub(super) fn is_same(&self) -> bool {
        matches!((self.expected, self.found), (Some(expected), Some(found)) if expected.text == found.text)
    }
}

/// Cells of the table; beyond it, what is left in the middle is compared place by place.
const LARGEST_TABLE: usize = 1 << 20;

/// Pairs all atoms in order.
pub(super) fn align<'a>(expected: &[Atom<'a>], found: &[Atom<'a>]) -> Vec<Pair<'a>> {
    let same = |(one, other): &(&Atom<'_>, &Atom<'_>)| one.text == other.text;
    let front = expected.iter().zip(found).take_while(same).count();
    let (left, right) = (&expected[front..], &found[front..]);
    let back = left.iter().rev().zip(right.iter().rev()).take_while(same).count();
    let (left, right) = (&left[..left.len() - back], &right[..right.len() - back]);
    let mut pairs: Vec<Pair<'a>> = zipped(&expected[..front], &found[..front]);
    pairs.extend(if left.len() * right.len() <= LARGEST_TABLE { fewest(left, right) } else { zipped(left, right) });
    pairs.extend(zipped(&expected[expected.len() - back..], &found[found.len() - back..]));
    pairs
}

/// Place by place.
fn zipped<'a>(expected: &[Atom<'a>], found: &[Atom<'a>]) -> Vec<Pair<'a>> {
    let longest = expected.len().max(found.len());
    (0..longest).map(|at| Pair { expected: expected.get(at).copied(), found: found.get(at).copied() }).collect()
}

/// With the fewest changes.
fn fewest<'a>(expected: &[Atom<'a>], found: &[Atom<'a>]) -> Vec<Pair<'a>> {
    let table = Table::of(expected, found);
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < expected.len() || column < found.len() {
        let pair = table.step(row, column, expected, found);
        row += usize::from(pair.expected.is_some());
        column += usize::from(pair.found.is_some());
        pairs.push(pair);
    }
    pairs
}

/// For each pair of places, the changes that the rest of both texts needs.
struct Table {
    width: usize,
    cells: Vec<u32>,
}

impl Table {
    fn of(expected: &[Atom<'_>], found: &[Atom<'_>]) -> Self {
        let width = found.len() + 1;
        let mut table = Self { width, cells: vec![0; (expected.len() + 1) * width] };
        for row in (0..=expected.len()).rev() {
            for column in (0..=found.len()).rev() {
                table.cells[row * width + column] = table.cost(row, column, expected, found);
            }
        }
        table
    }

    fn at(&self, row: usize, column: usize) -> u32 {
        self.cells[row * self.width + column]
    }

    fn cost(&self, row: usize, column: usize, expected: &[Atom<'_>], found: &[Atom<'_>]) -> u32 {
        match (expected.get(row), found.get(column)) {
            (None, None) => 0,
            (Some(_), None) => self.at(row + 1, column) + 1,
            (None, Some(_)) => self.at(row, column + 1) + 1,
            (Some(one), Some(other)) => {
                let both = self.at(row + 1, column + 1) + u32::from(one.text != other.text);
                both.min(self.at(row + 1, column) + 1).min(self.at(row, column + 1) + 1)
            }
        }
    }

    /// The next pair on a cheapest way.
    fn step<'a>(&self, row: usize, column: usize, expected: &[Atom<'a>], found: &[Atom<'a>]) -> Pair<'a> {
        let (one, other) = (expected.get(row).copied(), found.get(column).copied());
        let (Some(left), Some(right)) = (one, other) else {
            return Pair { expected: one, found: other };
        };
        let here = self.at(row, column);
        if here == self.at(row + 1, column + 1) + u32::from(left.text != right.text) {
            Pair { expected: one, found: other }
        } else if here == self.at(row + 1, column) + 1 {
            Pair { expected: one, found: None }
        } else {
            Pair { expected: None, found: other }
        }
    }
}
