package org.beaconhub.gateway.console.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.beaconhub.gateway.access.Account;
import org.beaconhub.gateway.access.Accounts;
import org.beaconhub.gateway.access.Caller;
import org.beaconhub.gateway.audit.AuditLine;
import org.beaconhub.gateway.audit.AuditLine.What;
import org.beaconhub.rules.fact.Text;

/** A person's own password, changed by who knows it; a page without script. */
public final class PasswordDoor {
    private static final Text WRONG = new Text("当前密码不对", "the current password is wrong");
    private static final Text SAME = new Text("新密码与当前密码相同", "the new password is the current one");

    private final Door door;
    private final SignInDoor signIn;

    /** Beside the pages that let people in. */
    public PasswordDoor(Door door, SignInDoor signIn) {
        this.door = door;
        this.signIn = signIn;
    }

    /** Adds the page, for everybody who is signed in. */
    public void open(RoutesConfig routes, Needs needs) {
        routes.get(
                "/password",
                ctx -> PlainPage.send(ctx, 200, SignInPages.password(person(ctx).name(), Optional.empty())),
                needs);
        routes.post("/password", this::change, needs);
    }

    private Account person(Context ctx) {
        if (door.caller(ctx) instanceof Caller.Person person
                && person.account().password().isPresent()) {
            return person.account();
        }
        throw new Refusal(409, new Text("此登录没有密码可更改", "whoever is signed in here has no password of this hub"));
    }

    private void change(Context ctx) throws InterruptedException, IOException {
        Account person = person(ctx);
        if (!signIn.isOwnForm(ctx)) {
            send(ctx, 403, person, SignInDoor.FROM_HERE);
            return;
        }
        String from = door.street().from(ctx);
        long waitMs = door.keys().brake().attempt(person.name(), from);
        if (waitMs > 0) {
            send(ctx, 429, person, SignInDoor.waiting(ctx, waitMs));
            return;
        }
        Accounts accounts = door.keys().accounts().orElseThrow();
        Optional<Account> account = accounts.signedIn(person.name(), SignInDoor.field(ctx, "current"));
        if (account.isEmpty()) {
            send(ctx, 422, person, WRONG);
            return;
        }
        door.keys().brake().succeeded(person.name(), from);
        Optional<Text> refusal = chosen(ctx, accounts, account.get());
        if (refusal.isPresent()) {
            send(ctx, 422, person, refusal.get());
            return;
        }
        door.write(ctx, person.name(), What.PASSWORD, "", AuditLine.DONE, null);
        signIn.renew(ctx, accounts.account(person.name()).orElseThrow());
        ctx.status(303).header("Location", "/");
    }

    private static Optional<Text> chosen(Context ctx, Accounts accounts, Account account) {
        String password = SignInDoor.field(ctx, "password");
        if (!password.equals(SignInDoor.field(ctx, "again"))) {
            return Optional.of(SignInDoor.DIFFER);
        }
        return password.equals(SignInDoor.field(ctx, "current"))
                ? Optional.of(SAME)
                : accounts.replacePassword(account, password);
    }

    private void send(Context ctx, int status, Account person, Text why) throws IOException {
        door.write(ctx, person.name(), What.PASSWORD, "", why.en(), null);
        PlainPage.send(ctx, status, SignInPages.password(person.name(), Optional.of(why)));
    }
}
