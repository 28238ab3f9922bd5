//! On the server nothing is chosen.

pub fn chosen_picture(_field: &str) -> Option<String> {
    None
}

pub fn forget(_address: &str) {}
