package ateliers.cloud.kit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a service cuts lists into pages: what its tokens hold, how they are written, and what it says of a token that is
 * none of its own.
 *
 * @param <T> what is listed
 */
public final class Paging<T> {
    private final Mark<T> mark;
    private final UnaryOperator<String> written;
    private final UnaryOperator<String> read;
    private final Supplier<? extends RuntimeException> refusal;

    /**
     * A part of a list.
     *
     * @param next the token of the part that follows; null at the end
     */
    public record Page<T>(List<T> items, String next) {
        /** Whether more follows. */
        public boolean isTruncated() {
            return next != null;
        }

        /** The same page with each item shown in another way. */
        public <S> Page<S> map(Function<? super T, ? extends S> shown) {
            return new Page<>(items.stream().<S>map(shown).toList(), next);
        }
    }

    /** What a token says of where the next page begins. */
    private interface Mark<T> {
        /** @throws IllegalArgumentException when no page begins there */
        int start(List<T> all, String token);

        String token(List<T> all, int next);
    }

    private Paging(
            Mark<T> mark,
            UnaryOperator<String> written,
            UnaryOperator<String> read,
            Supplier<? extends RuntimeException> refusal) {
        this.mark = mark;
        this.written = written;
        this.read = read;
        this.refusal = refusal;
    }

    /**
     * Tokens hold how many items came before.
     *
     * @param refusal of a token that is no number
     */
    public static <T> Paging<T> byPosition(Supplier<? extends RuntimeException> refusal) {
        return plain(new Position<>(), refusal);
    }

    /**
     * Tokens hold the key of the last item shown, which must still be there.
     *
     * @param refusal of a token that names none
     */
    public static <T> Paging<T> byLast(Function<T, String> key, Supplier<? extends RuntimeException> refusal) {
        return plain(new Last<>(key), refusal);
    }

    /**
     * Tokens hold the key of the last item shown, of a list in the order of its keys: whatever comes behind it follows.
     *
     * @param refusal of a token that cannot be read
     */
    public static <T> Paging<T> byOrder(Function<T, String> key, Supplier<? extends RuntimeException> refusal) {
        return plain(new Order<>(key), refusal);
    }

    /** The same where every token can be read: it is a name that the caller gives. */
    public static <T> Paging<T> byOrder(Function<T, String> key) {
        return byOrder(key, IllegalStateException::new);
    }

    private static <T> Paging<T> plain(Mark<T> mark, Supplier<? extends RuntimeException> refusal) {
        return new Paging<>(mark, token -> token, token -> token, refusal);
    }

    /** The same, with tokens that nobody reads by eye. */
    public Paging<T> opaque() {
        return new Paging<>(
                mark,
                text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                token -> new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8),
                refusal);
    }

    /**
     * A page.
     *
     * @param all in the order of the list
     * @param size how many items it has at most
     * @param token of the page before; null or empty for the first
     */
    public Page<T> page(List<T> all, int size, String token) {
        int from = token == null || token.isEmpty() ? 0 : start(all, token);
        int to = Math.min(all.size(), from + size);
        List<T> items = List.copyOf(all.subList(from, to));
        return new Page<>(items, to < all.size() ? written.apply(mark.token(all, to)) : null);
    }

    private int start(List<T> all, String token) {
        try {
            return mark.start(all, read.apply(token));
        } catch (IllegalArgumentException e) {
            throw refusal.get();
        }
    }

    private record Position<T>() implements Mark<T> {
        @Override
        public int start(List<T> all, String token) {
            if (!token.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(token);
            }
            return Math.min(Integer.parseInt(token), all.size());
        }

        @Override
        public String token(List<T> all, int next) {
            return Integer.toString(next);
        }
    }

    private record Last<T>(Function<T, String> key) implements Mark<T> {
        @Override
        public int start(List<T> all, String token) {
            int last = all.stream().map(key).toList().indexOf(token);
            if (last < 0) {
                throw new IllegalArgumentException(token);
            }
            return last + 1;
        }

        @Override
        public String token(List<T> all, int next) {
            return key.apply(all.get(next - 1));
        }
    }

    private record Order<T>(Function<T, String> key) implements Mark<T> {
        @Override
        public int start(List<T> all, String token) {
            return (int) all.stream()
                    .map(key)
                    .takeWhile(each -> each.compareTo(token) <= 0)
                    .count();
        }

        @Override
        public String token(List<T> all, int next) {
            return key.apply(all.get(next - 1));
        }
    }
}
