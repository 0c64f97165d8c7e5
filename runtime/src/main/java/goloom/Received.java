package goloom;

import org.jspecify.annotations.Nullable;

/**
 * What a receive yields. Go: {@code v, ok := <-ch}.
 *
 * @param value the value; the channel's zero value where {@code ok} is false
 * @param ok whether it was sent, false where the channel is closed and drained
 */
public record Received<T>(@Nullable T value, boolean ok) {}
