"""What an assessment looks like outside: words, signs, JSON and the page. It decides nothing."""
