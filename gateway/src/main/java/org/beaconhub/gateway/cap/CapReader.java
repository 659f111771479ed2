package org.beaconhub.gateway.cap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.beaconhub.gateway.xml.XmlTree;
import org.beaconhub.rules.fact.Place;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads messages of any sender: only what is valid against the schema of OASIS, without a document type, and reaching for
 * nothing outside itself. A signature is neither kept nor checked.
 */
public final class CapReader {
    /** Longer messages are not read, in bytes. */
    public static final int BYTES_MAX = 1 << 20;

    private static final int DEPTH_MAX = 100;
    private static final int REASON_LENGTH_MAX = 300;
    private static final int NUMBER_LENGTH_MAX = 40;
    private static final Pattern ENTRY = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Schema SCHEMA = schema();

    private CapReader() {}

    /** What some bytes say. */
    public static CapReading read(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return new CapReading.Unreadable("it has " + bytes.length + " bytes, at most " + BYTES_MAX + " are read");
        }
        try {
            return new CapReading.Message(
                    alert(builder().parse(new ByteArrayInputStream(bytes)).getDocumentElement()));
        } catch (SAXParseException e) {
            return unreadable("line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": " + e.getMessage());
        } catch (SAXException | IOException | IllegalArgumentException | DateTimeException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static CapReading unreadable(String why) {
        String line = XmlTree.clean(why).replaceAll("\\s+", " ");
        return new CapReading.Unreadable(line.substring(0, Math.min(line.length(), REASON_LENGTH_MAX)));
    }

    private static Schema schema() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            URL schema = Objects.requireNonNull(CapReader.class.getResource("cap12.xsd"));
            return factory.newSchema(schema);
        } catch (SAXException e) {
            throw new IllegalStateException("the schema of CAP 1.2 comes with the hub", e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", DEPTH_MAX);
            factory.setXIncludeAware(false);
            factory.setSchema(SCHEMA);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK parses XML safely", e);
        }
    }

    /** The first thing that is wrong ends the reading. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    private static CapAlert alert(Element at) {
        return new CapAlert(
                new CapAlert.Reference(text(at, "sender"), text(at, "identifier"), time(text(at, "sent"))),
                CapWord.of(CapAlert.Status.class, text(at, "status")),
                CapWord.of(CapAlert.MsgType.class, text(at, "msgType")),
                text(at, "source"),
                new CapAlert.Audience(
                        CapWord.of(CapAlert.Scope.class, text(at, "scope")),
                        text(at, "restriction"),
                        entries(text(at, "addresses"))),
                texts(at, "code"),
                text(at, "note"),
                Arrays.stream(text(at, "references").split("\\s+"))
                        .filter(each -> !each.isEmpty())
                        .map(CapReader::reference)
                        .toList(),
                entries(text(at, "incidents")),
                children(at, "info").map(CapReader::info).toList());
    }

    private static CapAlert.Reference reference(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a reference is sender,identifier,sent, got '" + text + "'");
        }
        return new CapAlert.Reference(parts[0], parts[1], time(parts[2]));
    }

    private static CapInfo info(Element at) {
        return new CapInfo(
                text(at, "language"),
                words(CapInfo.Category.class, at, "category"),
                text(at, "event"),
                words(CapInfo.ResponseType.class, at, "responseType"),
                new CapInfo.Assessment(
                        CapWord.of(CapInfo.Urgency.class, text(at, "urgency")),
                        CapWord.of(CapInfo.Severity.class, text(at, "severity")),
                        CapWord.of(CapInfo.Certainty.class, text(at, "certainty"))),
                text(at, "audience"),
                named(at, "eventCode"),
                new CapInfo.Times(
                        given(at, "effective").map(CapReader::time),
                        given(at, "onset").map(CapReader::time),
                        given(at, "expires").map(CapReader::time)),
                new CapInfo.Words(
                        text(at, "senderName"),
                        text(at, "headline"),
                        text(at, "description"),
                        text(at, "instruction"),
                        text(at, "web"),
                        text(at, "contact")),
                named(at, "parameter"),
                children(at, "resource").map(CapReader::resource).toList(),
                children(at, "area").map(CapReader::area).toList());
    }

    private static CapInfo.Resource resource(Element at) {
        return new CapInfo.Resource(
                text(at, "resourceDesc"),
                text(at, "mimeType"),
                text(at, "size"),
                text(at, "uri"),
                text(at, "derefUri"),
                text(at, "digest"));
    }

    private static CapArea area(Element at) {
        return new CapArea(
                text(at, "areaDesc"),
                texts(at, "polygon").stream()
                        .filter(each -> !each.isEmpty())
                        .map(each -> Arrays.stream(each.split("\\s+"))
                                .map(CapReader::point)
                                .toList())
                        .toList(),
                texts(at, "circle").stream()
                        .filter(each -> !each.isEmpty())
                        .map(CapReader::circle)
                        .toList(),
                named(at, "geocode"),
                given(at, "altitude").map(CapReader::number),
                given(at, "ceiling").map(CapReader::number));
    }

    private static CapArea.Circle circle(String text) {
        String[] parts = text.split("\\s+");
        if (parts.length != 2) {
            throw new IllegalArgumentException("a circle is lat,lon radius, got '" + text + "'");
        }
        return new CapArea.Circle(point(parts[0]), number(parts[1]));
    }

    private static Place point(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a point is lat,lon, got '" + text + "'");
        }
        return new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    private static BigDecimal number(String text) {
        if (text.length() > NUMBER_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a number has at most " + NUMBER_LENGTH_MAX + " characters, got " + text.length());
        }
        return new BigDecimal(text);
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }

    private static List<String> entries(String text) {
        return ENTRY.matcher(text)
                .results()
                .map(each -> each.group(1) == null ? each.group(2) : each.group(1))
                .toList();
    }

    private static List<CapInfo.Named> named(Element at, String name) {
        return children(at, name)
                .map(each -> new CapInfo.Named(text(each, "valueName"), text(each, "value")))
                .toList();
    }

    private static <E extends Enum<E> & CapWord> List<E> words(Class<E> type, Element at, String name) {
        return texts(at, name).stream().map(each -> CapWord.of(type, each)).toList();
    }

    private static Stream<Element> children(Element at, String name) {
        Stream.Builder<Element> found = Stream.builder();
        for (Node child = at.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element
                    && CapWriter.NAMESPACE.equals(element.getNamespaceURI())
                    && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found.build();
    }

    private static List<String> texts(Element at, String name) {
        return children(at, name)
                .map(each -> XmlTree.clean(each.getTextContent()))
                .toList();
    }

    private static Optional<String> given(Element at, String name) {
        return texts(at, name).stream().findFirst();
    }

    private static String text(Element at, String name) {
        return given(at, name).orElse("");
    }
}
