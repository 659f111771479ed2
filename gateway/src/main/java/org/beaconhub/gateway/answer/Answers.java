package org.beaconhub.gateway.answer;

/**
 * How people who are called can answer beside the console.
 *
 * @param links by a link
 * @param replies by what they send back
 */
public record Answers(AnswerLinks links, Replies replies) {}
