package goloom.server.snippets;

import goloom.worker.protocol.SourceFile;
import java.util.List;

/** A shared program. It never changes: its id is made from its files. */
public record Snippet(String id, List<SourceFile> files) {}
