package ateliers.cloud.services.secretsmanager;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;

/**
 * Passwords by chance.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html">GetRandomPassword</a>
 */
final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPERCASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String NUMBERS = "0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final long DEFAULT_LENGTH = 32;
    private static final int LONGEST = 4096;

    private Passwords() {}

    static String random(GetRandomPasswordRequest request) {
        Checks.constraints()
                .between("passwordLength", request.passwordLength(), 1, LONGEST)
                .length("excludeCharacters", request.excludeCharacters(), 0, LONGEST)
                .require();
        long length = request.passwordLength() == null ? DEFAULT_LENGTH : request.passwordLength();
        List<String> kinds = kinds(request);
        boolean each = !Boolean.FALSE.equals(request.requireEachIncludedType());
        if (kinds.isEmpty() || each && length < kinds.size()) {
            throw SecretsManagerErrors.parameter(
                    kinds.isEmpty()
                            ? "You can't exclude all characters from the password."
                            : "PasswordLength is too short for the required character types.");
        }
        List<Character> password = new ArrayList<>();
        if (each) {
            kinds.forEach(kind -> password.add(any(kind)));
        }
        String all = String.join("", kinds);
        while (password.size() < length) {
            password.add(any(all));
        }
        Collections.shuffle(password, RANDOM);
        return password.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** The characters of each type that is included. */
    private static List<String> kinds(GetRandomPasswordRequest request) {
        String excluded = request.excludeCharacters() == null ? "" : request.excludeCharacters();
        return Stream.of(
                        Boolean.TRUE.equals(request.excludeLowercase()) ? "" : LOWERCASE,
                        Boolean.TRUE.equals(request.excludeUppercase()) ? "" : UPPERCASE,
                        Boolean.TRUE.equals(request.excludeNumbers()) ? "" : NUMBERS,
                        Boolean.TRUE.equals(request.excludePunctuation()) ? "" : PUNCTUATION,
                        Boolean.TRUE.equals(request.includeSpace()) ? " " : "")
                .map(kind -> kind.chars()
                        .filter(character -> excluded.indexOf(character) < 0)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .filter(kind -> !kind.isEmpty())
                .toList();
    }

    private static char any(String characters) {
        return characters.charAt(RANDOM.nextInt(characters.length()));
    }
}
