"""From claims to issues: chains, independent origins, grades, and the eyes that look at them."""
