package org.beaconhub.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All accounts and tokens, as they stand in their file. */
record Register(List<Account> accounts, List<ApiToken> tokens) {
    static final Register EMPTY = new Register(List.of(), List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    Register {
        accounts = List.copyOf(accounts);
        tokens = List.copyOf(tokens);
    }

    Optional<Account> account(String name) {
        String key = Account.key(name);
        return accounts.stream()
                .filter(each -> Account.key(each.name()).equals(key))
                .findFirst();
    }

    /** It with an account that is new, or in the place of the one of that name. */
    Register with(Account account) {
        return new Register(put(accounts, account, account(account.name())), tokens);
    }

    Register without(Account account) {
        return new Register(
                accounts.stream().filter(each -> !each.equals(account)).toList(), tokens);
    }

    Optional<ApiToken> token(String name) {
        String key = Account.key(name);
        return tokens.stream()
                .filter(each -> Account.key(each.name()).equals(key))
                .findFirst();
    }

    Register with(ApiToken token) {
        return new Register(accounts, put(tokens, token, token(token.name())));
    }

    Register without(ApiToken token) {
        return new Register(
                accounts, tokens.stream().filter(each -> !each.equals(token)).toList());
    }

    private static <T> List<T> put(List<T> all, T thing, Optional<T> old) {
        List<T> next = new ArrayList<>(all);
        old.ifPresentOrElse(each -> next.set(next.indexOf(each), thing), () -> next.add(thing));
        return next;
    }

    String text() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode accountNodes = root.putArray("accounts");
        for (Account each : accounts) {
            ObjectNode node = accountNodes
                    .addObject()
                    .put("name", each.name())
                    .put("role", each.role().word());
            each.password().ifPresent(hash -> node.put("password", hash));
            each.link().ifPresent(hash -> node.put("link", hash).put("link_until", each.linkUntilMs()));
        }
        ArrayNode tokenNodes = root.putArray("tokens");
        tokens.forEach(each -> tokenNodes
                .addObject()
                .put("name", each.name())
                .put("role", each.role().word())
                .put("hash", each.hash()));
        return root.toPrettyString() + "\n";
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IOException where it is not so; says what is wrong
     */
    static Register parse(String text) throws IOException {
        JsonNode root = JSON.readTree(text);
        List<Account> accounts = new ArrayList<>();
        List<ApiToken> tokens = new ArrayList<>();
        try {
            for (JsonNode node : root.withArray("accounts")) {
                accounts.add(new Account(
                        node.path("name").asText(),
                        role(node),
                        Optional.ofNullable(node.path("password").textValue()),
                        Optional.ofNullable(node.path("link").textValue()),
                        node.path("link_until").asLong(0)));
            }
            for (JsonNode node : root.withArray("tokens")) {
                tokens.add(new ApiToken(
                        node.path("name").asText(),
                        role(node),
                        node.path("hash").asText()));
            }
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException("it is no list of accounts: " + e.getMessage(), e);
        }
        return new Register(accounts, tokens);
    }

    private static Role role(JsonNode node) throws IOException {
        String word = node.path("role").asText();
        return Role.of(word).orElseThrow(() -> new IOException("'" + word + "' is no role; there are " + Role.words()));
    }
}
