package org.beaconhub.rules.weather;

import org.beaconhub.rules.bytes.ByteSink;
import org.beaconhub.rules.bytes.ByteSource;

/**
 * The weather that fire-weather indices are reckoned from: at noon, local standard time, or of an hour.
 *
 * @param temperatureC air temperature in the shade, °C
 * @param humidityPercent relative humidity, %
 * @param windKmh wind speed 10 m above open ground, km/h
 * @param rainMm rain since the last such observation, mm: of 24 h for the daily codes, of the hour for the hourly one
 */
public record Weather(double temperatureC, double humidityPercent, double windKmh, double rainMm) {
    /** Lowest and highest temperature, °C: a little beyond the records of the Earth. */
    static final Range TEMPERATURE_C = new Range("temperature", "°C", -90, 60);
    /** Relative humidity, %. */
    static final Range HUMIDITY_PERCENT = new Range("relative humidity", "%", 0, 100);
    /** Wind speed, km/h: the record outside of tornadoes is 408. */
    static final Range WIND_KMH = new Range("wind speed", "km/h", 0, 410);
    /** Rain of a day, mm: the record is 1,825. */
    static final Range RAIN_MM = new Range("rain", "mm", 0, 1825);

    /** Rejects what no weather can be. */
    public Weather {
        TEMPERATURE_C.check(temperatureC);
        HUMIDITY_PERCENT.check(humidityPercent);
        WIND_KMH.check(windKmh);
        RAIN_MM.check(rainMm);
    }

    /** The same weather with another amount of rain, mm. */
    public Weather withRain(double otherRainMm) {
        return new Weather(temperatureC, humidityPercent, windKmh, otherRainMm);
    }

    void write(ByteSink sink) {
        sink.putDouble(temperatureC);
        sink.putDouble(humidityPercent);
        sink.putDouble(windKmh);
        sink.putDouble(rainMm);
    }

    static Weather read(ByteSource source) {
        return new Weather(source.getDouble(), source.getDouble(), source.getDouble(), source.getDouble());
    }
}
