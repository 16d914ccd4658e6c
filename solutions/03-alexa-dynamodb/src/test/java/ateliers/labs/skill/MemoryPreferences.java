package ateliers.labs.skill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Des préférences pour les tests : elles ne durent que le temps d'un test. */
final class MemoryPreferences implements Preferences {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<Saved>> histories = new HashMap<>();
    private boolean broken;

    /** À partir de maintenant, tout échoue, comme quand DynamoDB refuse. */
    void breakDown() {
        broken = true;
    }

    /** Tout ce qu'un utilisateur a enregistré, du plus ancien au plus récent. */
    List<Saved> all(String user) {
        return histories.getOrDefault(user, List.of());
    }

    @Override
    public void save(String user, Category category, String value, Instant saved) {
        check();
        values.put(user + "/" + category.id(), value);
        histories.computeIfAbsent(user, any -> new ArrayList<>()).add(new Saved(category.name(), value));
    }

    @Override
    public Optional<String> find(String user, Category category) {
        check();
        return Optional.ofNullable(values.get(user + "/" + category.id()));
    }

    @Override
    public List<Saved> latest(String user, int count) {
        check();
        List<Saved> newestFirst = new ArrayList<>(all(user));
        Collections.reverse(newestFirst);
        return newestFirst.subList(0, Math.min(count, newestFirst.size()));
    }

    private void check() {
        if (broken) {
            throw new IllegalStateException("DynamoDB refuse");
        }
    }
}
