package goloom.explore;

/** What the world outside has seen of a program: all of stdout, and all of stderr. */
record Seen(String output, String errors) {}
