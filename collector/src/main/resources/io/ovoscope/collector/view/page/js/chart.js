// One task's curves: a line per layer with its interval as a band, and the floors of one layer.

import uPlot from '/uplot/dist/uPlot.esm.js';
import { drawAttempts } from './attempts.js';
import { drawFloors, drawMissing } from './floorlines.js';
import { floorsOf } from './floors.js';
import { drawBands, drawMarks, marksOf } from './marks.js';
import { layerColours, themed, transparent } from './palette.js';
import { readout } from './readout.js';
import { linearTicks, logTicks, tickLabel, toStep, toX } from './steps.js';
import { hideTooltip, showTooltip } from './tooltip.js';

const HEIGHT = 256;
const LABEL_ROOM = 98;
const AXIS_ROOM = 46;
const LABEL_WIDTH = 32;
const PER_LAYER = 3;

export class Chart {
  /** @param view what the page shows: `log` axis, chosen `layer` or null for the best */
  constructor(host, run, task, view) {
    this.host = host;
    this.run = run;
    this.task = task;
    this.view = view;
    this.colours = layerColours(run.layers);
    this.read();
    this.plot = new uPlot(this.options(), this.data, host);
    this.emphasise();
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(host);
    this.plot.over.addEventListener('mouseenter', () => { this.hovered = true; });
    this.plot.over.addEventListener('mouseleave', () => { this.hovered = false; hideTooltip(); });
    host.addEventListener('keydown', (event) => this.walk(event));
    host.addEventListener('blur', hideTooltip);
  }

  /** The layer whose floors are shown. */
  get focus() {
    return this.view.layer ?? this.run.best(this.task.name)?.layer ?? 0;
  }

  /** Takes new points, another axis or another layer; only the canvas is drawn anew. */
  update() {
    this.read();
    this.emphasise();
    this.plot.setData(this.data);
  }

  /** After a change of the colour scheme. */
  restyle() {
    this.colours = layerColours(this.run.layers);
    this.plot.redraw(true, true);
  }

  destroy() {
    this.sizes.disconnect();
    this.plot.destroy();
  }

  resize() {
    const width = this.host.clientWidth;
    if (width > 0 && width !== this.plot.width) {
      this.plot.setSize({ width, height: HEIGHT });
    }
  }

  read() {
    const { run, task } = this;
    this.steps = run.steps(task.name);
    const column = (layer, figure) => this.steps.map((step) => run.point(task.name, layer, step)?.[figure] ?? null);
    this.data = [this.steps.map((step) => toX(step, this.view.log))];
    run.layers.forEach(({ index }) => this.data.push(column(index, 'value'), column(index, 'upper'), column(index, 'lower')));
    this.data.push(column(this.focus, 'control'));
    const newest = run.newest(task.name, this.focus);
    this.floors = newest === null ? [] : floorsOf(newest, run.manifest.baseline);
    this.marks = marksOf(run, task, { chosen: this.view.layer, best: this.focus }, this.view.log);
    this.missing = this.steps.flatMap((step) => run.layers
      .filter(({ index }) => run.point(task.name, index, step)?.value === null)
      .map(({ index }) => ({ x: toX(step, this.view.log), colour: this.colours[index] })));
  }

  options() {
    const axis = { stroke: () => themed('quiet'), grid: { stroke: () => themed('grid'), width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
    return {
      width: Math.max(300, this.host.clientWidth),
      height: HEIGHT,
      padding: [10, LABEL_ROOM, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, sync: { key: 'steps' }, points: { show: false } },
      scales: { x: { time: false, range: () => this.xRange() }, y: { range: () => this.yRange() } },
      axes: [
        { ...axis, size: 22, label: 'training step', labelSize: 18, labelGap: 0, labelFont: '11px system-ui, sans-serif', splits: (u, _, min, max) => this.xTicks(u, max), values: (u, splits) => splits.map((x) => tickLabel(toStep(x, this.view.log))) },
        { ...axis, size: AXIS_ROOM, values: (u, splits) => splits.map((y) => this.yLabel(y)) },
      ],
      series: [{}, ...this.run.layers.flatMap(({ index }) => this.layerSeries(index)), this.controlSeries()],
      bands: this.run.layers.map(({ index }) => ({ series: [2 + PER_LAYER * index, 3 + PER_LAYER * index], fill: () => this.bandColour(index) })),
      hooks: { drawAxes: [(u) => drawBands(u, this.marks), (u) => drawAttempts(u, this.run.manifest, this.view.log, devicePixelRatio), (u) => drawFloors(u, this.floors, devicePixelRatio)], draw: [(u) => drawMissing(u, this.missing, devicePixelRatio), (u) => drawMarks(u, this.marks, devicePixelRatio)], setCursor: [(u) => this.point(u)] },
    };
  }

  layerSeries(layer) {
    const stroke = () => this.lineColour(layer);
    const edge = { stroke: 'transparent', width: 0, points: { show: false } };
    return [{ stroke, width: 2, points: { show: true, size: 4, fill: stroke, stroke, width: 0 } }, edge, edge];
  }

  controlSeries() {
    return { stroke: () => themed('floor'), width: 1.25, dash: [3, 3], points: { show: false } };
  }

  isDim(layer) {
    return this.view.layer !== null && this.view.layer !== layer;
  }

  lineColour(layer) {
    return transparent(this.colours[layer], this.isDim(layer) ? 0.22 : 1);
  }

  /** The layer whose floors are shown has the stronger line. */
  emphasise() {
    this.run.layers.forEach(({ index }) => { this.plot.series[1 + PER_LAYER * index].width = index === this.focus ? 2.75 : 1.6; });
  }

  bandColour(layer) {
    const alpha = this.isDim(layer) ? 0.03 : layer === this.view.layer ? 0.24 : 0.11;
    return transparent(this.colours[layer], alpha);
  }

  xRange() {
    const last = this.data[0].at(-1) ?? 0;
    return [this.view.log ? -0.25 : -last * 0.02, Math.max(this.view.log ? 1.25 : 1, last * 1.02)];
  }

  xTicks(u, max) {
    const room = Math.max(2, Math.floor((u.width - LABEL_ROOM - AXIS_ROOM) / LABEL_WIDTH));
    return this.view.log ? logTicks(max, room) : linearTicks(max, Math.min(8, room));
  }

  /** Over all curves, intervals and floors, to the next tenth, so that the axis seldom jumps. */
  yRange() {
    const all = [...this.data.slice(1).flat(), ...this.floors.map((floor) => floor.value)].filter((value) => value !== null);
    if (all.length === 0) {
      return [0, 1];
    }
    const low = Math.floor(Math.min(...all) * 10 - 0.1) / 10;
    const high = Math.ceil(Math.max(...all) * 10 + 0.1) / 10;
    return this.run.isShare(this.task.name) ? [Math.max(0, low), Math.min(1, high)] : [low, high];
  }

  yLabel(y) {
    return this.run.isShare(this.task.name) ? `${+(100 * y).toFixed(1)}%` : String(+y.toFixed(2));
  }

  point(u) {
    const { idx, left, top } = u.cursor;
    if (!this.hovered || idx === null || idx === undefined) {
      return;
    }
    const rect = u.over.getBoundingClientRect();
    const at = u.valToPos(this.data[0][idx], 'x');
    const nodes = readout(this.run, this.task, this.steps[idx], this.colours, this.focus);
    showTooltip(rect.left + at, rect.top + (top >= 0 && left >= 0 ? top : HEIGHT / 2), ...nodes);
  }

  /** Left and right move from snapshot to snapshot. */
  walk(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || this.steps.length === 0) {
      return;
    }
    event.preventDefault();
    const last = this.steps.length - 1;
    this.at = Math.min(last, Math.max(0, (this.at ?? last + 1) + by));
    this.hovered = true;
    this.plot.setCursor({ left: this.plot.valToPos(this.data[0][this.at], 'x'), top: HEIGHT / 3 });
    this.hovered = false;
  }
}
