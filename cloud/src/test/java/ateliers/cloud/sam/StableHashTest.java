package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableHashTest {

    @Test
    void writesCompactJsonWithSortedKeysAndEscapes() {
        assertThat(StableHash.json(Nodes.object("b", Nodes.array(1, true, "é\n"), "a", Nodes.object())))
                .isEqualTo("{\"a\":{},\"b\":[1,true,\"\\u00e9\\n\"]}");
    }

    @Test
    void isTheSuffixThatSamGivesTheVersionOfThisCode() {
        assertThat(StableHash.suffix(Nodes.object("S3Bucket", "sam-demo-bucket", "S3Key", "hello.zip")))
                .isEqualTo("640128d35d");
    }
}
