package goloom.sandbox;

/** Lengths of strings in UTF-8, without making the bytes. */
final class Utf8 {
  private Utf8() {}

  static int length(String text) {
    var bytes = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      bytes += length(text.codePointAt(i));
    }
    return bytes;
  }

  /** The index up to which {@code text} takes at most {@code bytes}. */
  static int prefix(String text, int bytes) {
    var i = 0;
    for (int left = bytes; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      left -= length(text.codePointAt(i));
      if (left < 0) {
        break;
      }
    }
    return i;
  }

  /** The index before which {@code text} takes at least {@code bytes}. */
  static int suffixAfter(String text, int bytes) {
    var i = 0;
    for (int left = bytes; left > 0 && i < text.length(); ) {
      left -= length(text.codePointAt(i));
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    } else if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
