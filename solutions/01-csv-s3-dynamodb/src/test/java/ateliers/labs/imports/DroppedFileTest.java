package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroppedFileTest {

    @ParameterizedTest
    @CsvSource({
        "imports/mon+stock.csv, imports/mon stock.csv",
        "imports/1%2B1.csv, imports/1+1.csv",
        "imports/100%25+promo.csv, imports/100% promo.csv",
        "imports/magasin/%C3%A9t%C3%A9.csv, imports/magasin/été.csv"
    })
    void decodesTheKeyThatS3Encoded(String encoded, String key) {
        assertThat(DroppedFile.of(Events.dropped("stocks", encoded).getRecords().get(0)))
                .isEqualTo(new DroppedFile("stocks", key));
    }

    @Test
    void readsTheSampleEvent() {
        assertThat(DroppedFile.of(Events.read("s3-put.json").getRecords().get(0)))
                .isEqualTo(new DroppedFile("imports-exemple", "imports/magasin nord/stock été 2026.csv"));
    }

    @Test
    void namesWhatIsWrittenAfterTheFile() {
        DroppedFile file = new DroppedFile("stocks", "imports/nuit/stock.csv");

        assertThat(file.rejectsKey()).isEqualTo("rejets/nuit/stock.csv");
        assertThat(file.reportKey()).isEqualTo("rapports/nuit/stock.csv.json");
    }
}
