package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Fn::Cidr} for IPv4.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html">Fn::Cidr</a>
 */
final class CidrBlocks {

    private static final Pattern BLOCK =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    private CidrBlocks() {}

    /** @param arguments block, count and optionally subnet bits, the inverse of the mask */
    static JsonNode split(JsonNode arguments) {
        String block = arguments.get(0).asText();
        int count = arguments.get(1).asInt();
        int bits = arguments.has(2) ? arguments.get(2).asInt() : 8;
        if (block.contains(":")) {
            throw new Unsupported("cloudformation: Fn::Cidr of an IPv6 block");
        }
        Matcher matcher = BLOCK.matcher(block);
        if (!matcher.matches() || count < 1 || count > 256 || bits < 1 || bits > 32) {
            throw refused(block);
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            address = address << 8 | Integer.parseInt(matcher.group(i));
        }
        int mask = Integer.parseInt(matcher.group(5));
        int newMask = 32 - bits;
        if (mask > 32 || newMask < mask || count > 1L << newMask - mask) {
            throw refused(block);
        }
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        long start = mask == 0 ? 0 : address & -1L << 32 - mask;
        for (int i = 0; i < count; i++) {
            long each = start + ((long) i << bits);
            blocks.add((each >> 24 & 255) + "." + (each >> 16 & 255) + "." + (each >> 8 & 255) + "." + (each & 255)
                    + "/" + newMask);
        }
        return blocks;
    }

    private static TemplateValidationException refused(String block) {
        return new TemplateValidationException(
                "Template error: Fn::Cidr cannot make the requested subnets out of " + block);
    }
}
