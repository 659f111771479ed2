package org.beaconhub.gateway.xml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.w3c.dom.Element;

/**
 * A feed that others subscribe to, as Atom (RFC 4287).
 *
 * @param id what it is, whatever its address; the same text gives the same id
 * @param title what people call it
 * @param author who issues it
 * @param self its address
 * @param began when it began; a feed without entries was updated then
 * @param entries the newest first
 */
public record AtomFeed(String id, String title, String author, String self, Instant began, List<Entry> entries) {
    /** The media type of a feed. */
    public static final String TYPE = "application/atom+xml; charset=utf-8";

    /**
     * One entry.
     *
     * @param id what it is; the same text gives the same id
     * @param title in one line
     * @param summary in a few lines
     * @param updated when it changed last
     * @param link its address
     * @param linkType the media type of what is there
     */
    public record Entry(String id, String title, String summary, Instant updated, String link, String linkType) {}

    /** Copies the list. */
    public AtomFeed {
        entries = List.copyOf(entries);
    }

    /** The feed as XML, in UTF-8. */
    public byte[] bytes() {
        XmlTree tree = new XmlTree("http://www.w3.org/2005/Atom", "feed");
        Element root = tree.root();
        head(
                tree,
                root,
                id,
                title,
                entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(began));
        Element by = tree.child(root, "author");
        tree.text(by, "name", author);
        tree.end(by);
        link(tree, root, "self", TYPE, self);
        for (Entry entry : entries) {
            Element at = tree.child(root, "entry");
            head(tree, at, entry.id(), entry.title(), entry.updated());
            link(tree, at, "alternate", entry.linkType(), entry.link());
            tree.textIfAny(at, "summary", entry.summary());
            tree.end(at);
        }
        tree.end(root);
        return tree.bytes();
    }

    private static void head(XmlTree tree, Element at, String id, String title, Instant updated) {
        tree.text(at, "id", "urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
        tree.text(at, "title", title);
        tree.text(at, "updated", DateTimeFormatter.ISO_INSTANT.format(updated.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static void link(XmlTree tree, Element at, String rel, String type, String href) {
        Element link = tree.child(at, "link");
        link.setAttribute("rel", rel);
        link.setAttribute("type", type);
        link.setAttribute("href", XmlTree.clean(href));
    }
}
