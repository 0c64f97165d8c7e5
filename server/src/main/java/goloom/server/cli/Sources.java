package goloom.server.cli;

import goloom.server.program.FileBody;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files that a command line names. */
final class Sources {
  private Sources() {}

  static FileBody read(Path path) {
    try {
      return new FileBody(path.getFileName().toString(), Files.readString(path));
    } catch (NoSuchFileException e) {
      throw new UsageException("no such file: " + path);
    } catch (CharacterCodingException e) {
      throw new UsageException("not UTF-8: " + path);
    } catch (IOException e) {
      throw new UsageException("cannot be read: " + path);
    }
  }
}
