package org.beaconhub.gateway.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An XML document that grows element by element, and its bytes. */
public final class XmlTree {
    private static final byte[] HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8);

    private final Document document;
    private final String namespace;
    private final Element root;

    /** A document of one element. */
    public XmlTree(String namespace, String rootName) {
        try {
            this.document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK builds documents", e);
        }
        this.namespace = namespace;
        this.root = document.createElementNS(namespace, rootName);
        document.appendChild(root);
    }

    /** Its outermost element. */
    public Element root() {
        return root;
    }

    /** A child with a text. */
    public Element text(Element parent, String name, String text) {
        Element child = child(parent, name);
        child.setTextContent(clean(text));
        return child;
    }

    /** A child with a text, where there is one. */
    public void textIfAny(Element parent, String name, String text) {
        String clean = clean(text);
        if (!clean.isEmpty()) {
            text(parent, name, clean);
        }
    }

    /** A child that others go into. */
    public Element child(Element parent, String name) {
        Element child = document.createElementNS(namespace, name);
        parent.appendChild(document.createTextNode("\n" + "  ".repeat(depth(parent) + 1)));
        parent.appendChild(child);
        return child;
    }

    /** Ends an element that others went into. */
    public void end(Element parent) {
        parent.appendChild(document.createTextNode("\n" + "  ".repeat(depth(parent))));
    }

    private int depth(Element element) {
        int depth = 0;
        for (Node at = element; !at.isSameNode(root); at = at.getParentNode()) {
            depth++;
        }
        return depth;
    }

    /** The document in UTF-8. */
    public byte[] bytes() {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer plain = factory.newTransformer();
            plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            plain.setOutputProperty(OutputKeys.ENCODING, StandardCharsets.UTF_8.name());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(HEAD);
            plain.transform(new DOMSource(document), new StreamResult(out));
            out.write('\n');
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException("a document of elements and clean texts can be written", e);
        }
    }

    /** A text without what XML 1.0 forbids and without control characters; line ends are line feeds. */
    public static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(XmlTree::mayStand)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** XML 1.0, production 2, less the controls from 7F to 9F, which it only discourages. */
    private static boolean mayStand(int point) {
        return point == '\t'
                || point == '\n'
                || point >= 0x20 && point < 0x7F
                || point >= 0xA0 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }
}
