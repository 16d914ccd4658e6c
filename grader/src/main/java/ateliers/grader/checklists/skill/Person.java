package ateliers.grader.checklists.skill;

import java.security.SecureRandom;

/**
 * Somebody who talks to the skill, as Alexa tells it: an account, and the device that heard.
 *
 * @param userId one for each account that has the skill, on all its devices
 */
record Person(String userId, String deviceId) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    static Person anyone() {
        return new Person("amzn1.ask.account." + letters(120), device());
    }

    /** The same account, heard by another device. */
    Person elsewhere() {
        return new Person(userId, device());
    }

    /** Somebody else, before the same device. */
    Person neighbour() {
        return new Person(anyone().userId, deviceId);
    }

    private static String device() {
        return "amzn1.ask.device." + letters(80);
    }

    private static String letters(int length) {
        StringBuilder text = new StringBuilder("A");
        while (text.length() < length) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
