package org.beaconhub.rules.contact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.source.Nearest;
import org.beaconhub.rules.source.Position;
import org.beaconhub.rules.source.Problems;
import org.beaconhub.rules.source.YamlNode.Fields;
import org.beaconhub.rules.source.YamlNode.Scalar;
import org.beaconhub.rules.source.YamlText;

/** Reads {@code contacts.yaml}. */
public final class ContactReader {
    /** So many people may a site have. */
    private static final int CONTACTS_MAX = 10_000;

    private static final int MAIL_LENGTH_MAX = 254;
    private static final Predicate<String> MAIL = Pattern.compile(
                    "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+")
            .asMatchPredicate();
    private static final Predicate<String> PHONE =
            Pattern.compile("\\+[1-9][0-9]{6,14}").asMatchPredicate();

    private final Set<String> units;
    private final Problems problems;
    private final YamlText texts;
    private final Map<String, Position> known = new LinkedHashMap<>();

    /** Knows the ids of the site's units; tells what is wrong to {@code problems}. */
    public ContactReader(Set<String> units, Problems problems) {
        this.units = units;
        this.problems = problems;
        this.texts = new YamlText(problems);
    }

    /** The people of a document, in its order; none where there is no document. */
    public List<Contact> read(Optional<Fields> document) {
        List<Fields> maps =
                document.map(fields -> texts.maps(fields, "contacts")).orElse(List.of());
        if (maps.size() > CONTACTS_MAX) {
            problems.add(maps.get(CONTACTS_MAX).at(), "more than " + CONTACTS_MAX + " contacts");
        }
        List<Contact> contacts = new ArrayList<>();
        maps.stream().limit(CONTACTS_MAX).forEach(each -> contact(each).ifPresent(contacts::add));
        return contacts;
    }

    /** The ids that stand in the document, those of contacts with a problem included. */
    public Set<String> ids() {
        return new TreeSet<>(known.keySet());
    }

    private Optional<Contact> contact(Fields fields) {
        fields.allow(Set.of("id", "name", "mail", "phone", "roles", "unit"), problems);
        Optional<Scalar> id = texts.required(fields, "id").filter(this::checkId);
        Optional<Text> name = texts.bilingual(fields, "name");
        String mail = texts.optional(fields, "mail")
                .filter(address -> checkMail(address, problems))
                .map(Scalar::text)
                .orElse("");
        String phone = texts.optional(fields, "phone").flatMap(this::phone).orElse("");
        List<String> roles = texts.list(fields, "roles").stream()
                .filter(this::checkName)
                .map(Scalar::text)
                .toList();
        String unit = texts.optional(fields, "unit")
                .filter(this::checkUnit)
                .map(Scalar::text)
                .orElse("");
        return id.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Contact(id.get().text(), name.get(), mail, phone, roles, unit));
    }

    private boolean checkId(Scalar id) {
        if (!checkName(id)) {
            return false;
        }
        Position first = known.putIfAbsent(id.text(), id.at());
        if (first != null) {
            problems.add(id.at(), "contact '" + id.text() + "' stands already at " + first);
        }
        return first == null;
    }

    private boolean checkName(Scalar name) {
        boolean good = YamlText.isName(name.text());
        if (!good) {
            problems.add(name.at(), "'" + name.text() + "' must be small letters, digits and dashes, up to 63");
        }
        return good;
    }

    /** Whether a text is a mail address; where it is none, that is told. */
    public static boolean checkMail(Scalar mail, Problems problems) {
        boolean good = mail.text().length() <= MAIL_LENGTH_MAX
                && MAIL.test(mail.text())
                && !mail.text().contains("..");
        if (!good) {
            problems.add(mail.at(), "mail '" + mail.text() + "' is no address; write one such as 'duty@example.org'");
        }
        return good;
    }

    /** Spaces and dashes are for people. */
    private Optional<String> phone(Scalar phone) {
        String digits = phone.text().replaceAll("[ -]", "");
        if (!PHONE.test(digits)) {
            problems.add(
                    phone.at(),
                    "phone '" + phone.text()
                            + "' is no number; write it with its country, such as '+86 532 5550 0101'");
            return Optional.empty();
        }
        return Optional.of(digits);
    }

    private boolean checkUnit(Scalar unit) {
        boolean good = units.contains(unit.text());
        if (!good) {
            problems.add(
                    unit.at(),
                    "unknown unit '" + unit.text() + "'" + Nearest.hint(unit.text(), units)
                            + "; units.yaml says what there is");
        }
        return good;
    }
}
