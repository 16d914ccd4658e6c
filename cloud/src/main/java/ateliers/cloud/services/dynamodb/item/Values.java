package ateliers.cloud.services.dynamodb.item;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
        requireSome(value);
        if (depth > MAX_DEPTH) {
            throw Validation.error("Nesting Levels have exceeded supported limits");
        }
        if (types(value) > 1) {
            // DynamoDB looks at the content first, and at numbers before all else.
            requireContent(value);
            throw Validation.error("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        return switch (type(value)) {
            case "N" -> AttributeValue.fromN(Numbers.canonical(value.n()));
            case "NULL" -> nul(value);
            case "SS" -> AttributeValue.fromSs(strings(value.ss()));
            case "NS" -> AttributeValue.fromNs(numbers(value.ns()));
            case "BS" -> AttributeValue.fromBs(binaries(value.bs()));
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

    private static void requireSome(AttributeValue value) {
        if (types(value) == 0) {
            throw Validation.error(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
    }

    private static int types(AttributeValue value) {
        int types = 0;
        for (Object scalar : new Object[] {value.s(), value.n(), value.b(), value.bool(), value.nul()}) {
            types += scalar == null ? 0 : 1;
        }
        for (boolean has : new boolean[] {value.hasSs(), value.hasNs(), value.hasBs(), value.hasL(), value.hasM()}) {
            types += has ? 1 : 0;
        }
        return types;
    }

    private static void requireContent(AttributeValue value) {
        if (value.n() != null) {
            Numbers.parse(value.n());
        }
        if (value.nul() != null) {
            nul(value);
        }
        if (value.hasSs()) {
            strings(value.ss());
        }
        if (value.hasNs()) {
            numbers(value.ns());
        }
        if (value.hasBs()) {
            binaries(value.bs());
        }
    }

    private static List<String> strings(List<String> members) {
        if (members.isEmpty()) {
            throw Validation.badParameter("An string set  may not be empty");
        }
        if (hasDuplicates(members)) {
            throw Validation.badParameter("Input collection " + members + " contains duplicates.");
        }
        return members;
    }

    private static List<String> numbers(List<String> members) {
        if (members.isEmpty()) {
            throw Validation.badParameter("An number set  may not be empty");
        }
        List<String> numbers = members.stream().map(Numbers::canonical).toList();
        if (hasDuplicates(numbers)) {
            throw Validation.error("Input collection contains duplicates");
        }
        return numbers;
    }

    private static List<SdkBytes> binaries(List<SdkBytes> members) {
        if (members.isEmpty()) {
            throw Validation.badParameter("Binary sets should not be empty");
        }
        if (hasDuplicates(members)) {
            Base64.Encoder base64 = Base64.getEncoder();
            throw Validation.badParameter("Input collection "
                    + members.stream()
                            .map(member -> base64.encodeToString(member.asByteArrayUnsafe()))
                            .toList()
                    + "of type BS contains duplicates.");
        }
        return members;
    }

    private static boolean hasDuplicates(List<?> members) {
        return new HashSet<>(members).size() < members.size();
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
