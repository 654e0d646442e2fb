package io.ovoscope.agent.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Why a checkpoint, or a part of it, is not there. */
public enum CheckpointFailure {
    /** The disk has no room for it, or would have less than the store leaves free. */
    DISK_FULL,
    /** The directory may not be written, or something that is no directory stands there. */
    NOT_WRITABLE,
    /** The directory has been removed while a checkpoint was written. */
    DIRECTORY_GONE,
    /** Another process keeps checkpoints of the same run there. */
    DIRECTORY_IN_USE,
    /** It alone takes more than {@code maxMebibytes}. */
    TOO_LARGE,
    /** Memory ran out. */
    OUT_OF_MEMORY,
    /** The agent was closed meanwhile. */
    CLOSING,
    /** Writing failed otherwise. */
    WRITE_FAILED,
    /** The checkpoint is there, but without the updater's state, which could not be copied. */
    UPDATER_NOT_COPIED,
    /** A checkpoint that is to make room could not be deleted. */
    NOT_DELETED;

    /** As it stands in the counter's name, for example {@code disk-full}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static CheckpointFailure of(Throwable thrown) {
        if (thrown instanceof NoRoomException known) {
            return known.reason();
        }
        if (thrown instanceof FolderLock.InUseException) {
            return DIRECTORY_IN_USE;
        }
        if (thrown instanceof OutOfMemoryError) {
            return OUT_OF_MEMORY;
        }
        if (thrown instanceof ClosedChannelException) {
            return CLOSING;
        }
        if (thrown instanceof NoSuchFileException) {
            return DIRECTORY_GONE;
        }
        if (thrown instanceof AccessDeniedException || thrown instanceof ReadOnlyFileSystemException) {
            return NOT_WRITABLE;
        }
        return thrown instanceof IOException ? of(String.valueOf(thrown.getMessage()), thrown) : WRITE_FAILED;
    }

    /** What Java has no exception of its own for is told by the operating system's words. */
    private static CheckpointFailure of(String message, Throwable thrown) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("quota exceeded") || words.contains("not enough space")) {
            return DISK_FULL;
        }
        boolean refused =
                words.contains("read-only") || words.contains("not a directory") || words.contains("permission denied");
        // Streams, unlike channels, have no exception of their own for it.
        if (thrown instanceof FileNotFoundException && words.contains("no such file")) {
            return DIRECTORY_GONE;
        }
        boolean noDirectory = thrown instanceof FileAlreadyExistsException || thrown instanceof NotDirectoryException;
        return refused || noDirectory ? NOT_WRITABLE : WRITE_FAILED;
    }
}
