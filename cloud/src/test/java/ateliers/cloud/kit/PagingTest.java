package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.kit.Paging.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e");

    private static List<Paging<String>> ways() {
        List<Paging<String>> ways = new ArrayList<>(List.of(byPosition(), byLast(), byOrder()));
        List.copyOf(ways).forEach(way -> ways.add(way.opaque()));
        return ways;
    }

    private static Paging<String> byPosition() {
        return Paging.byPosition(RefusedException::new);
    }

    private static Paging<String> byLast() {
        return Paging.byLast(Function.identity(), RefusedException::new);
    }

    private static Paging<String> byOrder() {
        return Paging.byOrder(Function.identity(), RefusedException::new);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void pagesFollowEachOtherToTheEnd(Paging<String> paging) {
        Page<String> first = paging.page(LETTERS, 2, null);
        Page<String> second = paging.page(LETTERS, 2, first.next());
        Page<String> last = paging.page(LETTERS, 2, second.next());

        assertThat(first.items()).containsExactly("a", "b");
        assertThat(second.items()).containsExactly("c", "d");
        assertThat(last.items()).containsExactly("e");
        assertThat(first.isTruncated()).isTrue();
        assertThat(second.isTruncated()).isTrue();
        assertThat(last.isTruncated()).isFalse();
        assertThat(last.next()).isNull();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPageThatTakesAllIsTheLast(Paging<String> paging) {
        assertThat(paging.page(LETTERS, 5, null)).isEqualTo(new Page<>(LETTERS, null));
        assertThat(paging.page(LETTERS, 6, null)).isEqualTo(new Page<>(LETTERS, null));
        assertThat(paging.page(List.of(), 5, null)).isEqualTo(new Page<>(List.of(), null));
        assertThat(paging.page(LETTERS, 4, null).isTruncated()).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void noTokenIsTheFirstPage(String token) {
        assertThat(ways())
                .allSatisfy(paging ->
                        assertThat(paging.page(LETTERS, 1, token).items()).containsExactly("a"));
    }

    @Test
    void tokensHoldThePositionOrTheLastKey() {
        assertThat(byPosition().page(LETTERS, 2, null).next()).isEqualTo("2");
        assertThat(byLast().page(LETTERS, 2, null).next()).isEqualTo("b");
        assertThat(byOrder().page(LETTERS, 2, null).next()).isEqualTo("b");
        assertThat(byLast().opaque().page(LETTERS, 2, null).next()).isEqualTo(encoded("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.0", " 1", "1234567890"})
    void aPositionIsANumberOfNineDigitsAtMost(String token) {
        assertThatThrownBy(() -> byPosition().page(LETTERS, 1, token)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "6", "999999999"})
    void aPositionBehindTheEndIsAnEmptyLastPage(String token) {
        assertThat(byPosition().page(LETTERS, 2, token)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void theLastItemShownMustStillBeThere() {
        assertThat(byLast().page(List.of("a", "b", "d"), 2, "b").items()).containsExactly("d");
        assertThatThrownBy(() -> byLast().page(List.of("a", "c", "d"), 2, "b")).isInstanceOf(RefusedException.class);
    }

    @Test
    void theListMayBeInAnyOrderWhereTheLastItemIsLookedFor() {
        assertThat(byLast().page(List.of("z", "a", "m"), 2, "z").items()).containsExactly("a", "m");
    }

    @ParameterizedTest
    @CsvSource({"a, b", "aa, b", "b, c", "'0', a", "d, e"})
    void whateverComesBehindAKeyFollowsThoughItIsGone(String token, String first) {
        assertThat(byOrder().page(LETTERS, 1, token).items()).containsExactly(first);
    }

    @Test
    void namesThatTheCallerGivesNeedNoRefusal() {
        assertThat(Paging.<String>byOrder(Function.identity()).page(LETTERS, 1, "no name of a letter"))
                .isEqualTo(new Page<>(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "f"})
    void nothingFollowsTheLastKey(String token) {
        assertThat(byOrder().page(LETTERS, 1, token)).isEqualTo(new Page<>(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "=", "YQ==YQ"})
    void anOpaqueTokenThatNobodyWroteIsRefused(String token) {
        assertThat(ways().subList(3, 6))
                .allSatisfy(paging ->
                        assertThatThrownBy(() -> paging.page(LETTERS, 2, token)).isInstanceOf(RefusedException.class));
    }

    @Test
    void whatAnOpaqueTokenHoldsIsCheckedToo() {
        assertThatThrownBy(() -> byLast().opaque().page(LETTERS, 2, encoded("x")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> byPosition().opaque().page(LETTERS, 2, encoded("x")))
                .isInstanceOf(RefusedException.class);
        assertThat(byOrder().opaque().page(LETTERS, 2, encoded("c")).items()).containsExactly("d", "e");
    }

    @Test
    void keysOfAllLettersSurviveInOpaqueTokens() {
        List<String> keys = List.of("été", "naïf", "été/2026+é");

        Page<String> first = byLast().opaque().page(keys, 1, null);

        assertThat(byLast().opaque().page(keys, 1, first.next()).items()).containsExactly("naïf");
    }

    @Test
    void itemsAreShownInAnotherWayOnTheSamePage() {
        Page<Integer> page =
                byLast().page(List.of("one", "three", "five"), 2, null).map(String::length);

        assertThat(page).isEqualTo(new Page<>(List.of(3, 5), "three"));
    }

    @Test
    void aPageIsACopy() {
        List<String> all = new ArrayList<>(LETTERS);

        Page<String> page = byPosition().page(all, 2, null);
        all.set(0, "z");

        assertThat(page.items()).containsExactly("a", "b");
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
