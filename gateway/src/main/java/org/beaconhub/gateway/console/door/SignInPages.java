package org.beaconhub.gateway.console.door;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.beaconhub.gateway.html.Html;
import org.beaconhub.rules.fact.Text;

/** The pages of the door, in both languages, as plain HTML that needs no script. */
final class SignInPages {
    static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 1.05rem/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 24rem; padding: 1rem; }
            h1 { font-size: 1.4rem; }
            label { display: block; margin-top: 1rem; }
            input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem; margin-top: .2rem; }
            button { margin-top: 1.5rem; }
            .wrong { border-left: .3rem solid #b00020; padding-left: .6rem; overflow-wrap: anywhere; }
            .quiet { font-size: .9rem; }
            a { color: inherit; }
            """;

    private static final String NEW_PASSWORD = """
            <label>新密码 · New password <input name="password" type="password" minlength="12" maxlength="128" autocomplete="new-password" required></label>
            <label>再输入一次 · Once more <input name="again" type="password" maxlength="128" autocomplete="new-password" required></label>
            <p class="quiet">至少 12 个字符，几个互不相关的词最好。At least 12 characters; a few unrelated words are best.</p>
            """;

    /** What stands behind the number sign reaches no server, log or other page; it goes into the form and out of the address. */
    static final String SCRIPT = """
            const form = document.querySelector("form"), code = location.hash.slice(1);
            if (code) {
              history.replaceState(null, "", location.pathname);
              form.elements.code.value = code;
              form.requestSubmit();
            }
            """;

    /** What stands behind the number sign goes along to the provider: no link takes it by itself, and it is the page that somebody wanted. */
    static final String PROVIDER_SCRIPT = """
            const link = document.querySelector("a[href*='?next=']");
            link.setAttribute("href", link.getAttribute("href") + encodeURIComponent(location.hash));
            """;

    private SignInPages() {}

    private static String page(String title, Optional<Text> wrong, String body) {
        String alert = wrong.map(SignInPages::alert).orElse("");
        return """
                <!doctype html>
                <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title><link rel="stylesheet" href="/sign-in.css"></head>
                <body><main><h1>%s</h1>%s
                %s</main></body></html>
                """.formatted(title, title, alert, body);
    }

    private static String alert(Text text) {
        return "<p class=\"wrong\" role=\"alert\">" + Html.escaped(text.zh()) + "<br>" + Html.escaped(text.en())
                + "</p>";
    }

    /**
     * The form, at its own address. It is sent to where it stands, so that what stands behind the number sign, which no server sees, stays: a wall
     * that had to sign in is the wall afterwards.
     */
    static String signIn(String name, String next, Optional<Text> wrong, boolean provider) {
        return signIn("", name, next, wrong, provider);
    }

    /** The form at the address to which the provider sends people back. */
    static String signInInstead(String next, Text wrong) {
        return signIn(" action=\"/sign-in\"", "", next, Optional.of(wrong), true);
    }

    private static String signIn(String action, String name, String next, Optional<Text> wrong, boolean provider) {
        String by = provider ? """
                <p><a href="%s?next=%s">单点登录 · Single sign-on</a></p>
                <p class="quiet">或用本机账户 · Or with an account of this hub:</p>
                <script type="module" src="/sign-in.js"></script>
                """.formatted(OidcDoor.BEGIN, URLEncoder.encode(next, StandardCharsets.UTF_8)) : "";
        return page(
                "登录烽台 · Sign in to Beacon Hub",
                wrong,
                by + """
                <form method="post"%s>
                <input type="hidden" name="next" value="%s">
                <label>姓名 · Name <input name="name" maxlength="64" autocomplete="username" autocapitalize="none" value="%s" autofocus></label>
                <label>密码或令牌 · Password or token <input name="password" type="password" maxlength="128" autocomplete="current-password" required></label>
                <button>登录 · Sign in</button></form>
                <p class="quiet">大屏可用只读令牌登录，姓名留空。A wall display signs in with a read-only token and no name.</p>
                <p class="quiet">忘记密码：请管理员发一个一次性链接。Forgotten: ask the admin for a one-time link.</p>
                <p class="quiet"><a href="/report">报告险情，无需登录 · Report an emergency, without an account</a></p>
                """.formatted(action, Html.escaped(next), Html.escaped(name)));
    }

    /** Asks for the code of a one-time link, which the link's script fills in. */
    static String code() {
        return page("设置密码 · Choose a password", Optional.empty(), """
                <form method="post" action="/set-up">
                <label>链接中 # 之后的代码 · The code behind the # of the link <input name="code" maxlength="64" autocomplete="off" autocapitalize="none" required></label>
                <button>继续 · Go on</button></form>
                <script type="module" src="/set-up.js"></script>
                """);
    }

    /** Lets a person change the password that they know. */
    static String password(String name, Optional<Text> wrong) {
        return page("更改密码 · Change the password", wrong, """
                <form method="post" action="/password"><p>%s</p>
                <input type="hidden" name="username" autocomplete="username" value="%s">
                <label>当前密码 · Current password <input name="current" type="password" maxlength="128" autocomplete="current-password" required autofocus></label>
                %s
                <button>保存 · Save</button></form>
                <p class="quiet">其他地方的登录随即结束。Wherever else you are signed in, that ends.</p>
                <p class="quiet"><a href="/">返回 · Back</a></p>
                """.formatted(
                        Html.escaped(name), Html.escaped(name), NEW_PASSWORD));
    }

    static String setUp(String code, String name, Optional<Text> wrong) {
        String who = name.isEmpty() ? """
                <label>姓名（登录用） · Name to sign in with <input name="name" maxlength="32" autocomplete="username" required></label>
                """ : "<p>" + Html.escaped(name) + "</p>";
        return page("设置密码 · Choose a password", wrong, """
                <form method="post" action="/set-up"><input type="hidden" name="code" value="%s">%s
                %s
                <button>保存 · Save</button></form>
                """.formatted(Html.escaped(code), who, NEW_PASSWORD));
    }

    /** Who comes from another site has no cookie of a session yet: a page of our own goes on, and has it. */
    static String goesOn(String next) {
        return """
                <!doctype html>
                <html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=%1$s">
                <title>登录烽台 · Sign in to Beacon Hub</title><link rel="stylesheet" href="/sign-in.css"></head>
                <body><main><p><a href="%1$s">继续 · Go on</a></p></main></body></html>
                """.formatted(Html.escaped(next));
    }

    static String gone() {
        return page(
                "链接已失效 · The link is not good any more",
                Optional.empty(),
                "<p>请管理员再发一个。Ask the admin for another.</p><p><a href=\"/sign-in\">登录 · Sign in</a></p>\n");
    }
}
