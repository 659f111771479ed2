package org.beaconhub.rules.contact;

import java.util.List;
import org.beaconhub.rules.fact.Text;

/**
 * A person, or a desk with people at it, whom the hub tells.
 *
 * @param id unique within the site: small letters, digits and dashes
 * @param name what people call them
 * @param mail address of RFC 5322 without a display name; empty where there is none
 * @param phone number of E.164, a plus and 7 to 15 digits; empty where there is none
 * @param roles what they are called upon for
 * @param unit id of the unit that they belong to; empty for none
 */
public record Contact(String id, Text name, String mail, String phone, List<String> roles, String unit) {
    /** Copies the list. */
    public Contact {
        roles = List.copyOf(roles);
    }
}
