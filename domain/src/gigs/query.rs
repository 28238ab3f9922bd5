//! Writing query strings; reading them is the framework's work.

/// A query string in the making, without its question mark.
#[derive(Default)]
pub struct QueryString(String);

impl QueryString {
    pub fn push(&mut self, name: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    self.0.push(char::from(byte));
                }
                b' ' => self.0.push('+'),
                other => {
                    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                    self.0.push('%');
                    self.0.push(char::from(DIGITS[usize::from(other >> 4)]));
                    self.0.push(char::from(DIGITS[usize::from(other & 15)]));
                }
            }
        }
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::QueryString;

    #[test]
    fn values_are_encoded_so_that_they_read_back() {
        let mut query = QueryString::default();
        query.push("q", "diseño & más=100%");
        query.push("sort", "newest");
        assert_eq!(query.into_string(), "q=dise%C3%B1o+%26+m%C3%A1s%3D100%25&sort=newest");
    }
}
