"""Models that propose facts, and the check of evidence that stands between what they say and what is published."""
