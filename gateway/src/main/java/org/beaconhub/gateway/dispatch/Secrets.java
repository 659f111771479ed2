package org.beaconhub.gateway.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beaconhub.rules.fact.Text;

/** A folder with one secret a file; read anew each time, so that a secret can be changed while the hub runs. */
public final class Secrets {
    /** A key of 4096 bits in PEM with its certificate and those above it. */
    private static final int BYTES_MAX = 16 * 1024;

    private final Path folder;

    /** The secrets of a folder, which need not be there. */
    public Secrets(Path folder) {
        this.folder = folder;
    }

    /**
     * The secret of a name, without white space around it.
     *
     * @throws DispatchFault where there is none; it names the file, never what is in it
     */
    public byte[] read(String name) throws DispatchFault {
        if (!name.matches("[a-z][a-z0-9-]{0,62}")) {
            throw missing(name, "名称不合规", "is no name of a secret");
        }
        try (InputStream file = Files.newInputStream(folder.resolve(name))) {
            byte[] content = file.readNBytes(BYTES_MAX + 1);
            if (content.length > BYTES_MAX) {
                throw missing(name, "超过 " + BYTES_MAX + " 字节", "has more than " + BYTES_MAX + " bytes");
            }
            String secret = new String(content, StandardCharsets.UTF_8).strip();
            if (secret.isEmpty()) {
                throw missing(name, "是空的", "is empty");
            }
            return secret.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            String cause = e.getClass().getSimpleName();
            throw missing(name, "无法读取（" + cause + "）", "cannot be read (" + cause + ")");
        }
    }

    private static DispatchFault missing(String name, String zh, String en) {
        return new DispatchFault(
                DispatchFault.Sort.LASTING,
                new Text(
                        "密钥“" + name + "”：密钥文件夹中的同名文件" + zh,
                        "secret '" + name + "': the file of that name in the secrets folder " + en));
    }
}
