package goloom.explore;

import goloom.scheduler.Engine;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stream in the place of {@code System.out} or {@code System.err} in which each print is one
 * event: another goroutine may run before it, none within. What is printed is put into words
 * before.
 */
@SuppressWarnings("AnnotateFormatMethod") // as in the class extended
public abstract class Prints extends PrintStream {
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  protected Prints() {
    super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  /** The running goroutine has printed that. */
  protected abstract void printed(String text);

  private void print1(String text) {
    Engine.beforePrint();
    if (begun.size() > 0) {
      printed(begun.toString(StandardCharsets.UTF_8));
      begun.reset();
    }
    printed(text);
  }

  /** Bytes may be parts of characters: they are printed up to the last whole one. */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    Engine.beforePrint();
    begun.write(bytes, offset, length);
    byte[] all = begun.toByteArray();
    int whole = whole(all);
    begun.reset();
    begun.write(all, whole, all.length - whole);
    if (whole > 0) {
      printed(new String(all, 0, whole, StandardCharsets.UTF_8));
    }
  }

  /** How many bytes there are before a character that is not complete. */
  private static int whole(byte[] bytes) {
    int start = bytes.length;
    while (start > 0 && bytes.length - start < 3 && (bytes[start - 1] & 0xC0) == 0x80) {
      start--;
    }
    if (start == 0) {
      return bytes.length;
    }
    int lead = bytes[start - 1] & 0xFF;
    int needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return bytes.length - (start - 1) < needs ? start - 1 : bytes.length;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void print(boolean b) {
    print1(String.valueOf(b));
  }

  @Override
  public void print(char c) {
    print1(String.valueOf(c));
  }

  @Override
  public void print(int i) {
    print1(String.valueOf(i));
  }

  @Override
  public void print(long l) {
    print1(String.valueOf(l));
  }

  @Override
  public void print(float f) {
    print1(String.valueOf(f));
  }

  @Override
  public void print(double d) {
    print1(String.valueOf(d));
  }

  @Override
  public void print(char[] s) {
    print1(String.valueOf(s));
  }

  @Override
  public void print(@Nullable String s) {
    print1(String.valueOf(s));
  }

  @Override
  public void print(@Nullable Object o) {
    print1(String.valueOf(o));
  }

  @Override
  public void println() {
    print1("\n");
  }

  @Override
  public void println(boolean b) {
    print1(b + "\n");
  }

  @Override
  public void println(char c) {
    print1(c + "\n");
  }

  @Override
  public void println(int i) {
    print1(i + "\n");
  }

  @Override
  public void println(long l) {
    print1(l + "\n");
  }

  @Override
  public void println(float f) {
    print1(f + "\n");
  }

  @Override
  public void println(double d) {
    print1(d + "\n");
  }

  @Override
  public void println(char[] s) {
    print1(String.valueOf(s) + "\n");
  }

  @Override
  public void println(@Nullable String s) {
    print1(s + "\n");
  }

  @Override
  public void println(@Nullable Object o) {
    print1(o + "\n");
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... args) {
    return format(format, args);
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... args) {
    return format(locale, format, args);
  }

  @Override
  public PrintStream format(String format, @Nullable Object... args) {
    print1(String.format(format, args));
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... args) {
    print1(String.format(locale, format, args));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    print1(String.valueOf(text));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text, int start, int end) {
    print1(String.valueOf(text).substring(start, end));
    return this;
  }

  @Override
  public PrintStream append(char c) {
    print1(String.valueOf(c));
    return this;
  }
}
