package goloom.server.examples;

import goloom.worker.protocol.SourceFile;
import java.util.List;

/** A program to learn from. */
public record Example(
    String id, String title, String summary, String topic, List<SourceFile> files) {}
