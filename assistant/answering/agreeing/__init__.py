"""Whether sources agree: a sentence taken apart, and held against what other passages say."""
