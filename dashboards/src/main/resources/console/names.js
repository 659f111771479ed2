import { state } from "./store.js";
import { pick } from "./words.js";

export const areaName = path => pick(state.site?.areas.find(area => area.path === path)?.name) || path;
export const deviceName = id => pick(state.devices.get(id)?.name) || id;
export const deviceLink = id => `#/devices/${encodeURIComponent(id)}`;
