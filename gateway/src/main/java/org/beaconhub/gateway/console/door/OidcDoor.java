package org.beaconhub.gateway.console.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLine.What;
import org.beaconhub.gateway.oidc.Guest;
import org.beaconhub.gateway.oidc.Oidc;
import org.beaconhub.gateway.oidc.OidcRefusal;
import org.beaconhub.rules.fact.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by a provider: the browser goes there, and comes back. */
final class OidcDoor {
    /** Where a browser begins. */
    static final String BEGIN = "/sign-in/oidc";
    /** Where the provider sends it back to; the provider must know it. */
    static final String BACK = "/sign-in/oidc/back";

    private static final Logger LOG = LoggerFactory.getLogger(OidcDoor.class);
    private static final int AWAY_S = 600;

    private final Door door;
    private final SignInDoor signIn;
    private final Oidc oidc;

    /** Beside the pages that let people in. */
    OidcDoor(Door door, SignInDoor signIn, Oidc oidc) {
        this.door = door;
        this.signIn = signIn;
        this.oidc = oidc;
    }

    /** Adds the way there and back. */
    void open(RoutesConfig routes) {
        routes.get(BEGIN, this::begin, Needs.OPEN);
        routes.get(BACK, this::finish, Needs.OPEN);
    }

    private URI back(Context ctx) {
        return URI.create(door.base(ctx) + BACK);
    }

    /** It comes back from another site, so it must be sent then too: it is no session, and opens nothing by itself. */
    private void state(Context ctx, String state, int ageS) {
        door.keep(ctx, stateCookie() + "=" + state, "Lax", "; Max-Age=" + ageS);
    }

    private String stateCookie() {
        return door.cookieName() + "-oidc";
    }

    private void begin(Context ctx) throws IOException {
        String next = SignInDoor.next(ctx.queryParam("next"));
        try {
            Oidc.Begun begun = oidc.begin(back(ctx), next);
            state(ctx, begun.state(), AWAY_S);
            ctx.status(303).header("Location", begun.to().toString());
        } catch (OidcRefusal e) {
            refuse(ctx, next, e);
        }
    }

    private void finish(Context ctx) throws IOException {
        String kept = Optional.ofNullable(ctx.cookie(stateCookie())).orElse("");
        state(ctx, "", 0);
        String next = oidc.next(kept);
        try {
            Guest guest = oidc.finish(back(ctx), kept, ctx.queryParamMap());
            if (door.keys()
                    .accounts()
                    .flatMap(all -> all.account(guest.account().name()))
                    .isPresent()) {
                Text text =
                        new Text("本机已有同名账户，请用其密码登录", "this hub has an account of that name; sign in by its password");
                send(ctx, 409, guest.next(), text, guest.account().name(), text.en());
                return;
            }
            door.write(
                    ctx, guest.account().name(), What.SIGN_IN, "provider's " + guest.subject(), AuditLine.DONE, null);
            signIn.renewGuest(ctx, guest.account());
            PlainPage.sendSecret(ctx, 200, SignInPages.goesOn(guest.next()));
        } catch (OidcRefusal e) {
            refuse(ctx, next, e);
        }
    }

    private void refuse(Context ctx, String next, OidcRefusal e) throws IOException {
        if (e.status() == 502) {
            LOG.warn("{}", e.getMessage());
        }
        send(ctx, e.status(), next, e.text(), "", String.valueOf(e.getMessage()));
    }

    private void send(Context ctx, int status, String next, Text text, String who, String why) throws IOException {
        door.writeTried(ctx, who, What.SIGN_IN, "provider", why);
        PlainPage.sendSecret(ctx, status, SignInPages.signInInstead(next, text));
    }
}
