package ateliers.cloud.services.s3;

import java.io.Serializable;
import java.util.Comparator;

/** The order in which S3 lists keys: that of their UTF-8 bytes, which for Java's strings is that of code points. */
final class Utf8Order implements Comparator<String>, Serializable {
    static final Utf8Order INSTANCE = new Utf8Order();

    private static final long serialVersionUID = 1L;

    private Utf8Order() {}

    @Override
    public int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean bothOrNeither = Character.isSurrogate(left) == Character.isSurrogate(right);
                return bothOrNeither ? left - right : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
