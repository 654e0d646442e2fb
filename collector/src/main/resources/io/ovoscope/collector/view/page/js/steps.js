// Where a step stands on the axis. On the logarithmic axis step 0 has a place of its own, one unit left of step 1.

export const toX = (step, log) => (log ? (step === 0 ? 0 : 1 + Math.log2(step)) : step);

export const toStep = (x, log) => (log ? (x <= 0 ? 0 : Math.round(2 ** (x - 1))) : Math.round(x));

/** Positions of the logarithmic axis's labels: 0, 1, 2, 4, ... or, where they would be too many, every k-th of them. */
export function logTicks(max, atMost) {
  const last = Math.floor(max + 1e-9);
  const every = Math.max(1, Math.ceil(last / Math.max(1, atMost)));
  const ticks = [0];
  for (let x = 1; x <= last; x += every) {
    ticks.push(x);
  }
  return ticks;
}

/** Positions of the linear axis's labels: round numbers. */
export function linearTicks(max, atMost) {
  const rough = max / Math.max(1, atMost);
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const unit = [1, 2, 5, 10].find((factor) => factor * magnitude >= rough) * magnitude;
  const ticks = [];
  for (let x = 0; x <= max; x += unit) {
    ticks.push(x);
  }
  return ticks;
}

/** A label short enough for an axis: 8192 as 8192, 16384 as 16k. */
export const tickLabel = (step) => (step < 10000 ? String(step) : step < 1e6 ? `${+(step / 1000).toPrecision(3)}k` : `${+(step / 1e6).toPrecision(3)}M`);
