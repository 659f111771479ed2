package org.beaconhub.gateway.oidc;

import org.beaconhub.rules.fact.Text;

/** Somebody who came by a provider is not let in, and is told why; what the audit says is the message. */
public final class OidcRefusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Text text;

    OidcRefusal(int status, Text text, String detail) {
        super(detail.isEmpty() ? text.en() : text.en() + ": " + detail);
        this.status = status;
        this.text = text;
    }

    static OidcRefusal down(Exception e) {
        return new OidcRefusal(
                502,
                new Text(
                        "单点登录服务现在不可用，请稍后再试，或用本机账户登录",
                        "the sign-in service cannot be used now; try again later, or sign in with an account of this hub"),
                String.valueOf(e.getMessage()));
    }

    static OidcRefusal notTrusted(String detail) {
        return new OidcRefusal(
                403,
                new Text(
                        "单点登录服务的答复不可信，未登录", "what the sign-in service answered cannot be trusted; nobody is signed in"),
                detail);
    }

    static OidcRefusal tooLate() {
        return new OidcRefusal(
                403, new Text("这次登录已过期或已用过，请重新开始", "this sign-in is too old, or was used already; begin anew"), "");
    }

    /** The HTTP status that fits. */
    public int status() {
        return status;
    }

    /** Why, in both languages. */
    public Text text() {
        return text;
    }
}
