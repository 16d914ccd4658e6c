package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.SeveralRecords;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many files come together, or in one event: each is announced once. */
final class EachOfMany {
    private static final int FILES = 20;

    /** In one event: more than one PublishBatch takes. */
    private static final int RECORDS = 12;

    /** What the records of one event may take longer than one of them. */
    private static final Duration ONE_BY_ONE = Duration.ofMinutes(2);

    /** A function whose concurrency is reserved is throttled, and Lambda gives it the rest of a crowd later and later. */
    private static final Duration CROWD = Duration.ofMinutes(30);

    private final Stack stack;

    EachOfMany(Stack stack) {
        this.stack = stack;
    }

    void check() {
        List<String> numbered = AnnouncedUploads.numberedKeys(RECORDS + 1);
        crowd(numbered);
        severalRecords(numbered.subList(0, RECORDS));
        sameKey(numbered.get(RECORDS));
    }

    /** All of the same content, but for one of no bytes at all. */
    private void crowd(List<String> numbered) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        Set<String> keys = Stream.concat(numbered.stream(), Stream.generate(AnnouncedUploads::key))
                .distinct()
                .limit(FILES)
                .collect(Collectors.toCollection(TreeSet::new));
        String empty = Variety.one(List.copyOf(keys));
        String sameForAll = Variety.text();
        keys.parallelStream().forEach(key -> uploads.put(key, key.equals(empty) ? "" : sameForAll));
        List<String> announced = announced(uploads, keys, keys.size(), CROWD.plus(uploads.allRetries()));
        Set<String> others = new TreeSet<>(keys);
        others.remove(empty);
        Expectation.that("Un fichier vide est un dépôt comme un autre : il doit être annoncé.")
                .expected("20 notifications, dont une du fichier de 0 octet " + empty)
                .seen("19 notifications, aucune de ce fichier")
                .hint("annonce le fichier quelle que soit sa taille, même s'il fait 0 octet.")
                .holdsIf(announced.size() != others.size() || !others.equals(Set.copyOf(announced)));
        Expectation.that("Chaque fichier doit être annoncé une fois, même quand beaucoup arrivent ensemble.")
                .hint("ne garde rien d'une invocation à l'autre, et traite chaque enregistrement de l'événement.")
                .eachOnce(keys, announced, TopicProbe.NOTIFICATION);
    }

    private void severalRecords(List<String> keys) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        if (new SeveralRecords(stack, uploads.bucket).deliver(keys)) {
            Expectation.that("Un événement qui porte plusieurs Records donne une notification pour chacun.")
                    .hint("parcours event.getRecords(), et publie une notification par enregistrement.")
                    .eachOnce(
                            keys,
                            announced(uploads, keys, keys.size(), uploads.soon().plus(ONE_BY_ONE)),
                            TopicProbe.NOTIFICATION);
        }
    }

    /** A file that is replaced as soon as it is there. */
    private void sameKey(String key) {
        AnnouncedUploads uploads = new AnnouncedUploads(stack);
        if (new SeveralRecords(stack, uploads.bucket).deliver(List.of(key, key))) {
            Expectation.that(
                            "Deux Records de la même clé, dans un même événement, sont deux dépôts : le fichier a été remplacé.")
                    .hint("publie pour chaque enregistrement, sans retenir les clés que tu as déjà vues.")
                    .exactly(
                            2,
                            announced(uploads, List.of(key), 2, uploads.soon()).size(),
                            TopicProbe.NOTIFICATION);
        }
    }

    private List<String> announced(AnnouncedUploads uploads, Collection<String> keys, int count, Duration soon) {
        stack.await(() -> uploads.probe.received().size() >= count, soon);
        stack.never(() -> uploads.probe.received().size() > count, uploads.quiet());
        return uploads.announced(keys);
    }
}
