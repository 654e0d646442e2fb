// Colours that stay apart for colour-blind readers: ramps whose lightness rises all along.

const DEPTH = ['#0d0887', '#41049d', '#6a00a8', '#8f0da4', '#b12a90', '#cc4778', '#e16462', '#f2844b', '#fca636', '#fcce25', '#f0f921'];
const SEQUENTIAL = ['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369', '#e1cc55', '#fee838'];
const BELOW = '#2166ac';
const ABOVE = '#d95f0e';

export const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function mix(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return `#${a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, '0')).join('')}`;
}

function along(ramp, share) {
  const at = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  return mix(ramp[low], ramp[low + 1], at - low);
}

/** One colour per layer, from the embedding to the top; each end of the ramp that the background swallows is left out. */
export function layerColours(layers) {
  const [from, to] = isDark() ? [0.38, 1] : [0, 0.76];
  return layers.map((_, i) => along(DEPTH, layers.length === 1 ? from : from + ((to - from) * i) / (layers.length - 1)));
}

export function transparent(hex, alpha) {
  return `rgba(${channels(hex).join(', ')}, ${alpha})`;
}

/** The colour of a share of the way from lowest to highest. */
export const sequential = (share) => along(SEQUENTIAL, share);

/** The colour of a signed value between −1 and 1: one hue below zero, another above, the background at zero. */
export function signed(value) {
  const middle = isDark() ? '#23262e' : '#f4f2ee';
  return mix(middle, value < 0 ? BELOW : ABOVE, Math.min(1, Math.abs(value)));
}

/** A colour of the style sheet. */
export const themed = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
