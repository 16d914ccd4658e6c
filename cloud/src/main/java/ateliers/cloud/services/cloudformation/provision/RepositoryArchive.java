package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.s3.S3Client;

/** The archive that a repository begins with: in a bucket that CloudFormation's caller may read. */
final class RepositoryArchive {
    /** Of all files together, once unpacked: they are in memory. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private RepositoryArchive() {}

    /**
     * Its files.
     *
     * @param location with Bucket, Key and maybe ObjectVersion
     */
    static List<PutFileEntry> files(ResourceCall call, JsonNode location) {
        byte[] zip = call.client(S3Client.class)
                .getObjectAsBytes(
                        request -> request.bucket(location.path("Bucket").asText())
                                .key(location.path("Key").asText())
                                .versionId(location.path("ObjectVersion").asText(null)))
                .asByteArray();
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(zip))) {
            return files(archive);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The archive of the repository's code cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<PutFileEntry> files(ZipInputStream archive) throws IOException {
        List<PutFileEntry> files = new ArrayList<>();
        int left = MOST_BYTES;
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (entry.isDirectory()) {
                continue;
            }
            byte[] content = archive.readNBytes(left + 1);
            left -= content.length;
            if (left < 0) {
                throw new Unsupported("codecommit: archives of more than " + MOST_BYTES + " bytes");
            }
            files.add(PutFileEntry.builder()
                    .filePath(entry.getName())
                    .fileContent(SdkBytes.fromByteArrayUnsafe(content))
                    .build());
        }
        return files;
    }
}
