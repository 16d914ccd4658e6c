package ateliers.cloud.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A file of a form, refused at its end where it has not the size that the form's policy wants. */
final class SizedUpload extends BlockStream {
    private final InputStream in;
    private final List<PostPolicy.Sizes> sizes;
    private long read;

    SizedUpload(InputStream in, List<PostPolicy.Sizes> sizes) {
        this.in = in;
        this.sizes = sizes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        read += Math.max(count, 0);
        if (count >= 0 && sizes.stream().anyMatch(each -> read > each.most())) {
            // The refusal tells the whole size; nothing more of it is kept.
            read += in.transferTo(OutputStream.nullOutputStream());
            count = -1;
        }
        if (count < 0) {
            sizes.forEach(each -> each.check(read));
        }
        return count;
    }
}
