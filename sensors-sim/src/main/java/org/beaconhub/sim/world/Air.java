package org.beaconhub.sim.world;

/**
 * The air at a place.
 *
 * @param temperature in °C
 * @param humidity relative, in %
 * @param smoke light obscured, in %/m
 * @param co carbon monoxide, in ppm
 * @param heatFlux radiation of flames, in kW/m²
 */
public record Air(double temperature, double humidity, double smoke, double co, double heatFlux) {}
