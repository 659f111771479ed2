package org.beaconhub.gateway.dispatch.sms;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text as short messages.
 *
 * @param alphabet how it is written
 * @param bodies what each message has, its header included where there are several
 */
record Parts(Alphabet alphabet, List<byte[]> bodies) {
    /** More cost more, and arrive worse. */
    static final int COUNT_MAX = 3;

    /** The user data header that joins parts (3GPP TS 23.040, 9.2.3.24.1): length, element, its length, and three bytes. */
    private static final int HEADER_BYTES = 6;

    /** Copies the list. */
    Parts {
        bodies = List.copyOf(bodies);
    }

    /**
     * The parts of a text and what must stand whole at its end. What is too much of the text is cut.
     *
     * @param reference what a phone joins the parts by, 0 to 255; another message soon after needs another one
     */
    static Parts of(String text, String end, int reference) {
        Alphabet alphabet = Alphabet.of(text + end);
        List<byte[]> last = encoded(alphabet, end);
        List<byte[]> all = encoded(alphabet, text);
        all.addAll(last);
        if (bytes(all) <= alphabet.aloneBytes()) {
            return new Parts(alphabet, List.of(joined(all)));
        }
        List<List<byte[]>> parts = split(all, alphabet.partBytes());
        if (parts.size() > COUNT_MAX) {
            parts = split(cut(text, last, alphabet), alphabet.partBytes());
        }
        List<byte[]> bodies = new ArrayList<>();
        for (List<byte[]> part : parts) {
            bodies.add(withHeader(joined(part), parts.size(), bodies.size() + 1, reference));
        }
        return new Parts(alphabet, bodies);
    }

    /** How much room an end leaves for the text before it is cut, in characters. */
    static int roomBefore(String text, String end) {
        Alphabet alphabet = Alphabet.of(text + end);
        int unitBytes = alphabet.characterBytesMax() / 2;
        return (bytesMax(alphabet) - bytes(encoded(alphabet, end))) / unitBytes;
    }

    private static int bytesMax(Alphabet alphabet) {
        return COUNT_MAX * alphabet.partBytes() - (COUNT_MAX - 1) * alphabet.characterBytesMax() / 2;
    }

    private static List<byte[]> cut(String text, List<byte[]> last, Alphabet alphabet) {
        List<byte[]> mark = encoded(alphabet, alphabet.cutMark());
        int left = bytesMax(alphabet) - bytes(last) - bytes(mark);
        List<byte[]> kept = new ArrayList<>();
        for (byte[] character : encoded(alphabet, text)) {
            left -= character.length;
            if (left < 0) {
                break;
            }
            kept.add(character);
        }
        kept.addAll(mark);
        kept.addAll(last);
        return kept;
    }

    private static List<byte[]> encoded(Alphabet alphabet, String text) {
        return text.codePoints().mapToObj(alphabet::encode).collect(Collectors.toCollection(ArrayList::new));
    }

    private static int bytes(List<byte[]> characters) {
        return characters.stream().mapToInt(each -> each.length).sum();
    }

    /** Full parts, none of which ends within a character. */
    private static List<List<byte[]>> split(List<byte[]> characters, int bytesMax) {
        List<List<byte[]>> parts = new ArrayList<>();
        int left = 0;
        for (byte[] character : characters) {
            if (character.length > left) {
                parts.add(new ArrayList<>());
                left = bytesMax;
            }
            parts.getLast().add(character);
            left -= character.length;
        }
        return parts;
    }

    private static byte[] joined(List<byte[]> characters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        characters.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] withHeader(byte[] text, int count, int number, int reference) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                new byte[] {HEADER_BYTES - 1, 0, HEADER_BYTES - 3, (byte) reference, (byte) count, (byte) number});
        bytes.writeBytes(text);
        return bytes.toByteArray();
    }
}
