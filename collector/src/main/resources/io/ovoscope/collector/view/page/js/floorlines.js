// Floors on a chart: dashed lines over its whole width, named at its right edge.

import { themed } from './palette.js';

const LINE_HEIGHT = 13;

/** Moves labels apart that would lie on each other, keeping their order; returns their heights. */
export function spread(wanted, from, to) {
  const heights = [...wanted];
  for (let i = 1; i < heights.length; i++) {
    heights[i] = Math.max(heights[i], heights[i - 1] + LINE_HEIGHT);
  }
  for (let i = heights.length - 1, limit = to; i >= 0; i--, limit -= LINE_HEIGHT) {
    heights[i] = Math.max(from, Math.min(heights[i], limit));
  }
  return heights;
}

/** Draws on uPlot's canvas, whose unit is the device's pixel. Floors that are curves are named only. */
export function drawFloors(chart, floors, ratio) {
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  const ordered = [...floors].sort((a, b) => b.value - a.value);
  const at = ordered.map((floor) => chart.valToPos(floor.value, 'y', true));
  const labels = spread(at.map((y) => y / ratio), bbox.top / ratio + 4, (bbox.top + bbox.height) / ratio - 4);
  ctx.save();
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = 1.25 * ratio;
  ordered.forEach((floor, i) => {
    ctx.strokeStyle = themed('floor');
    ctx.fillStyle = themed('floor');
    if (!floor.curve) {
      line(ctx, floor.dash.map((length) => length * ratio), [[bbox.left, at[i]], [right, at[i]]]);
    }
    ctx.globalAlpha = 0.6;
    line(ctx, [], [[right + 2 * ratio, at[i]], [right + 9 * ratio, labels[i] * ratio]]);
    ctx.globalAlpha = 1;
    ctx.fillText(floor.name, right + 12 * ratio, labels[i] * ratio);
  });
  ctx.restore();
}

function line(ctx, dash, corners) {
  ctx.setLineDash(dash);
  ctx.beginPath();
  corners.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
  ctx.stroke();
}

/** Marks snapshots that are there but have no result: a cross at the foot of the chart, in the layer's colour. */
export function drawMissing(chart, missing, ratio) {
  const { ctx, bbox } = chart;
  const foot = bbox.top + bbox.height - 8 * ratio;
  const arm = 3.5 * ratio;
  ctx.save();
  ctx.lineWidth = 1.75 * ratio;
  missing.forEach(({ x, colour }) => {
    const at = chart.valToPos(x, 'x', true);
    ctx.strokeStyle = colour;
    line(ctx, [], [[at - arm, foot - arm], [at + arm, foot + arm]]);
    line(ctx, [], [[at - arm, foot + arm], [at + arm, foot - arm]]);
  });
  ctx.restore();
}
