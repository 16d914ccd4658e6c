package ateliers.cloud;

public final class Cloud {
    private Cloud() {}
}
