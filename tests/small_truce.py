"""The smallest agreement that incidents can be held against: a truce in a valley."""

AGREED = """
```servanda
agreement truce "A truce"
  time zone Europe/Kyiv
  in force 2026-01-10
party north "North"
party south "South"
area valley "the valley"
action attack "uses armed force against"
thing outposts "outposts"
ban truce "The truce"
  each of north and south must not attack in valley
```
"""
