package org.beaconhub.rules.weather;

/**
 * The fire weather of one area at one noon.
 *
 * @param area path of the area
 * @param noonMs the noon, milliseconds since 1970 UTC
 * @param weather the weather that it was reckoned from
 * @param fireWeather the Canadian codes and indices
 * @param dangerIndex the Chinese forest fire weather index
 * @param grade the Chinese danger grade
 * @param stations how many stations told the weather; 0 where none did
 * @param estimatedDays for how many days in a row, until this one, the weather is an estimate
 */
public record AreaWeather(
        String area,
        long noonMs,
        Weather weather,
        FireWeather fireWeather,
        double dangerIndex,
        DangerGrade grade,
        int stations,
        int estimatedDays) {}
