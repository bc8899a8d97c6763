//! May a word without diacritics be a Vietnamese syllable?

/// Onsets of Vietnamese syllables without diacritics, longest first.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h",
    "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x",
];

/// Vowels without diacritics.
const NUCLEI: &[&str] = &[
    "a", "e", "i", "o", "u", "y", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ie", "ieu", "iu",
    "oa", "oai", "oao", "oay", "oe", "oeo", "oi", "oo", "ua", "uay", "ue", "ueu", "ui", "uo",
    "uoi", "uou", "uu", "uy", "uya", "uye", "uyu", "ye", "yeu", "uau",
];

/// Final consonants without diacritics.
const CODAS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether a folded word may be a Vietnamese syllable.
pub(crate) fn is_syllable(word: &str) -> bool {
    let fits = |rest: &str| {
        let end = rest.find(|c| !is_vowel(c)).unwrap_or(rest.len());
        NUCLEI.contains(&&rest[..end]) && CODAS.contains(&&rest[end..])
    };
    fits(word)
        || ONSETS
            .iter()
            .any(|onset| word.strip_prefix(onset).is_some_and(fits))
        || word == "gi"
}

/// Whether a letter without diacritics is a vowel.
pub(crate) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for word in [
            "nghieng", "quyet", "gi", "giay", "thuong", "uy", "yeu", "khuyu", "xoong", "an",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["street", "website", "strong", "office", "bcd", "wifi"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
