package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.Room;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/** The repositories of an account and region. Whoever reads or changes their settings does so {@link #locked}. */
final class Repositories {
    private final Place place;
    private final Clock clock;
    private final Room memory;
    private final Map<String, Repository> byName = new TreeMap<>();

    Repositories(Place place, Clock clock, Room memory) {
        this.place = place;
        this.clock = clock;
        this.memory = memory;
    }

    /** What work on the repositories gives, which nothing else changes meanwhile. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** The same for work that gives nothing. */
    synchronized void locked(Runnable work) {
        work.run();
    }

    /** Work that may fail as storage may. */
    interface Writing<T> {
        T run() throws IOException;
    }

    /**
     * Lets a repository keep more.
     *
     * @param bytes that come, packed
     * @throws ateliers.cloud.door.Unsupported where there is no room for them
     */
    <T> T keeping(Repository repository, long bytes, Writing<T> work) throws IOException {
        memory.take(bytes);
        try {
            return work.run();
        } finally {
            memory.give(bytes);
            repository.count(memory);
        }
    }

    synchronized Repository create(String name) {
        Checks.name(name);
        Repository repository = new Repository(name, clock.instant());
        if (byName.putIfAbsent(name, repository) != null) {
            throw CodeCommitErrors.repositoryExists(name);
        }
        return repository;
    }

    synchronized Repository get(String name) {
        Checks.name(name);
        return find(name).orElseThrow(() -> CodeCommitErrors.noRepository(name));
    }

    synchronized Optional<Repository> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Gives it another name, which its ARN follows. */
    synchronized void rename(Repository repository, String name) {
        Checks.name(name);
        if (byName.putIfAbsent(name, repository) != null) {
            throw CodeCommitErrors.repositoryExists(name);
        }
        byName.remove(repository.name);
        repository.name = name;
    }

    synchronized void delete(Repository repository) {
        byName.remove(repository.name);
        repository.giveBack(memory);
    }

    /** Whether it has not been deleted. */
    synchronized boolean has(Repository repository) {
        return byName.get(repository.name) == repository;
    }

    /** In the order of their names. */
    synchronized List<Repository> all() {
        return List.copyOf(byName.values());
    }

    /** @param name null where a malformed request gives none */
    String arn(String name) {
        return place.arn("codecommit", name == null ? "" : name);
    }

    Place place() {
        return place;
    }

    /** Cloud time. */
    Instant now() {
        return clock.instant();
    }

    /** As operations show it. */
    synchronized RepositoryMetadata metadata(Repository repository) {
        String host = "git-codecommit." + place.region() + ".amazonaws.com/v1/repos/" + repository.name;
        return RepositoryMetadata.builder()
                .accountId(place.account())
                .repositoryId(repository.id)
                .repositoryName(repository.name)
                .repositoryDescription(repository.description.orElse(null))
                .defaultBranch(repository.defaultBranch.orElse(null))
                .creationDate(repository.created)
                .lastModifiedDate(repository.modified)
                .cloneUrlHttp("https://" + host)
                .cloneUrlSsh("ssh://" + host)
                .arn(arn(repository.name))
                .build();
    }
}
