package ateliers.cloud.services.dynamodb.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What can be asked of attribute values, in their canonical form. */
public final class Values {
    private static final int MAX_DEPTH = 32;
    private static final int CONTAINER_OVERHEAD = 3;

    private Values() {}

    /** The type as DynamoDB abbreviates it: {@code S N B SS NS BS M L NULL BOOL}. */
    public static String type(AttributeValue value) {
        return switch (value.type()) {
            case UNKNOWN_TO_SDK_VERSION ->
                throw Validation.error(
                        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
            case NUL -> "NULL";
            default -> value.type().name();
        };
    }

    /**
     * Checks a value that was sent and brings it to the form in which it is kept: numbers canonical.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in DynamoDB's words
     */
    public static AttributeValue canonical(AttributeValue value) {
        return canonical(value, 0);
    }

    /** The same for an item or a set of expression values. */
    public static Map<String, AttributeValue> canonical(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> canonical = new LinkedHashMap<>();
        values.forEach((name, value) -> canonical.put(name, canonical(value)));
        return canonical;
    }

    private static AttributeValue canonical(AttributeValue value, int depth) {
        requireOneType(value);
        if (depth > MAX_DEPTH) {
            throw Validation.error("Nesting Levels have exceeded supported limits");
        }
        return switch (type(value)) {
            case "N" -> AttributeValue.fromN(Numbers.canonical(value.n()));
            case "NULL" -> nul(value);
            case "SS" -> AttributeValue.fromSs(distinct("string", value.ss(), value.ss()));
            case "NS" ->
                AttributeValue.fromNs(distinct(
                        "number", value.ns().stream().map(Numbers::canonical).toList(), value.ns()));
            case "BS" -> AttributeValue.fromBs(distinct("binary", value.bs(), value.bs()));
            case "L" ->
                AttributeValue.fromL(
                        value.l().stream().map(v -> canonical(v, depth + 1)).toList());
            case "M" -> {
                Map<String, AttributeValue> members = new LinkedHashMap<>();
                value.m().forEach((name, member) -> members.put(name, canonical(member, depth + 1)));
                yield AttributeValue.fromM(members);
            }
            default -> value;
        };
    }

    private static AttributeValue nul(AttributeValue value) {
        if (!value.nul()) {
            throw Validation.badParameter("Null attribute value types must have the value of true");
        }
        return value;
    }

    private static void requireOneType(AttributeValue value) {
        long scalars = Stream.of(value.s(), value.n(), value.b(), value.bool(), value.nul())
                .filter(Objects::nonNull)
                .count();
        long collections = Stream.of(value.hasSs(), value.hasNs(), value.hasBs(), value.hasL(), value.hasM())
                .filter(has -> has)
                .count();
        long types = scalars + collections;
        if (types > 1) {
            throw Validation.error("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        if (types == 0) {
            throw Validation.error(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
    }

    private static <T> List<T> distinct(String kind, List<T> members, List<?> asSent) {
        if (members.isEmpty()) {
            throw Validation.badParameter("An " + kind + " set  may not be empty");
        }
        if (new HashSet<>(members).size() < members.size()) {
            throw Validation.badParameter("Input collection " + asSent + " contains duplicates.");
        }
        return members;
    }

    /** Whether two values are the same to DynamoDB: sets without order, documents by their members. */
    public static boolean same(AttributeValue a, AttributeValue b) {
        if (a.type() != b.type()) {
            return false;
        }
        return switch (type(a)) {
            case "N" -> new BigDecimal(a.n()).compareTo(new BigDecimal(b.n())) == 0;
            case "SS" -> new HashSet<>(a.ss()).equals(new HashSet<>(b.ss()));
            case "NS" -> new HashSet<>(a.ns()).equals(new HashSet<>(b.ns()));
            case "BS" -> new HashSet<>(a.bs()).equals(new HashSet<>(b.bs()));
            case "L" -> sameLists(a.l(), b.l());
            case "M" ->
                a.m().keySet().equals(b.m().keySet())
                        && a.m().entrySet().stream().allMatch(e -> same(e.getValue(), b.m().get(e.getKey())));
            default -> a.equals(b);
        };
    }

    private static boolean sameLists(List<AttributeValue> a, List<AttributeValue> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Order of two values of the same scalar type: strings and binaries by their bytes, unsigned. */
    public static int compare(AttributeValue a, AttributeValue b) {
        return switch (type(a)) {
            case "N" -> new BigDecimal(a.n()).compareTo(new BigDecimal(b.n()));
            case "S" -> compareBytes(utf8(a.s()), utf8(b.s()));
            case "B" -> compareBytes(a.b().asByteArrayUnsafe(), b.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("no order among " + type(a));
        };
    }

    /** Whether values of this type have an order. */
    public static boolean isOrdered(AttributeValue value) {
        return value.s() != null || value.n() != null || value.b() != null;
    }

    private static int compareBytes(byte[] a, byte[] b) {
        return java.util.Arrays.compareUnsigned(a, b);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Bytes that an item counts for: names and values.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">
     *     Item sizes and formats</a>
     */
    public static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(e -> utf8(e.getKey()).length + size(e.getValue()))
                .sum();
    }

    /** Bytes that a value counts for. */
    public static int size(AttributeValue value) {
        return switch (type(value)) {
            case "S" -> utf8(value.s()).length;
            case "N" -> Numbers.size(value.n());
            case "B" -> value.b().asByteArrayUnsafe().length;
            case "SS" -> total(value.ss(), s -> utf8(s).length);
            case "NS" -> total(value.ns(), Numbers::size);
            case "BS" -> total(value.bs(), (SdkBytes b) -> b.asByteArrayUnsafe().length);
            case "L" -> CONTAINER_OVERHEAD + total(value.l(), v -> size(v) + 1);
            case "M" ->
                CONTAINER_OVERHEAD + total(value.m().entrySet(), e -> utf8(e.getKey()).length + size(e.getValue()) + 1);
            default -> 1;
        };
    }

    private static <T> int total(Collection<T> members, Function<T, Integer> size) {
        return members.stream().mapToInt(size::apply).sum();
    }
}
