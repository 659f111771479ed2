package org.beaconhub.gateway.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.beaconhub.gateway.access.Account;
import org.beaconhub.gateway.access.Role;
import org.beaconhub.rules.fact.Text;
import org.jspecify.annotations.Nullable;

/** What a provider says of a person, as it counts here. */
record Claims(IDTokenClaimsSet claims, OidcOptions options) {
    Guest guest(String next) throws OidcRefusal {
        String subject = claims.getSubject().getValue();
        String name = at(options.nameClaim()) instanceof String text ? text : "";
        Role role = role().orElseThrow(() -> new OidcRefusal(
                403,
                new Text("你在本烽台没有角色，请联系管理员", "you have no role at this hub; ask its admin"),
                "'" + options.rolesClaim() + "' of " + subject + " has " + said()));
        try {
            return new Guest(new Account(name, role, Optional.empty(), Optional.empty(), 0), subject, next);
        } catch (IllegalArgumentException e) {
            throw new OidcRefusal(
                    403,
                    new Text(
                            "单点登录服务给的姓名不能用作烽台的姓名，请联系管理员",
                            "the name that the sign-in service gave can be no name here; ask the hub's admin"),
                    "'" + options.nameClaim() + "' of " + subject + ": " + e.getMessage());
        }
    }

    private Optional<Role> role() {
        return said().stream()
                .map(options.roles()::get)
                .filter(Objects::nonNull)
                .max(Comparator.<Role>comparingInt(role -> role.rights().size()).thenComparingInt(Role::ordinal));
    }

    private List<String> said() {
        return switch (at(options.rolesClaim())) {
            case String one -> List.of(one);
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    /** A claim of that name, else what the dots in it lead to. */
    private @Nullable Object at(String name) {
        Map<?, ?> all = claims.toJSONObject();
        if (all.containsKey(name)) {
            return all.get(name);
        }
        Object here = all;
        for (String part : name.split("\\.", -1)) {
            here = here instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return here;
    }
}
