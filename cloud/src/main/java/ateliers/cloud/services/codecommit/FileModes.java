package ateliers.cloud.services.codecommit;

import org.eclipse.jgit.lib.FileMode;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

/** What CodeCommit calls Git's modes of files. */
final class FileModes {
    private FileModes() {}

    static FileModeTypeEnum shown(FileMode mode) {
        if (mode.equals(FileMode.EXECUTABLE_FILE)) {
            return FileModeTypeEnum.EXECUTABLE;
        }
        return mode.equals(FileMode.SYMLINK) ? FileModeTypeEnum.SYMLINK : FileModeTypeEnum.NORMAL;
    }

    /** @param mode as a request gives it; null for none */
    static FileMode asked(FileModeTypeEnum mode) {
        if (mode == null) {
            return null;
        }
        return switch (mode) {
            case EXECUTABLE -> FileMode.EXECUTABLE_FILE;
            case NORMAL -> FileMode.REGULAR_FILE;
            case SYMLINK -> FileMode.SYMLINK;
            default -> throw Refusal.INVALID_FILE_MODE.error();
        };
    }
}
