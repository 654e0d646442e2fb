// Where in the model a task stands: best layer with its interval, and the centre of gravity, over training steps.

import uPlot from '/uplot/dist/uPlot.esm.js';
import { el, setText } from './dom.js';
import { count } from './format.js';
import { themed, transparent } from './palette.js';
import { tickLabel, toStep, toX, linearTicks, logTicks } from './steps.js';
import { hideTooltip, showTooltip } from './tooltip.js';

const ROW = 17;
const LEAST_HEIGHT = 84;
const MOST_HEIGHT = 190;
const LABEL_ROOM = 98;
const AXIS_ROOM = 72;

const range = (from, to) => (from === to ? `${from}` : `${from} to ${to}`);

/** What a profile says, in words. */
export function told(run, profile) {
  const names = range(run.layerName(profile.bestLower), run.layerName(profile.bestUpper));
  const centre = profile.centreOfGravity === null ? 'no layer adds anything to layer 0'
    : `centre of gravity ${profile.centreOfGravity.toFixed(2)}${profile.centreLower === null ? '' : ` [${profile.centreLower.toFixed(2)}, ${profile.centreUpper.toFixed(2)}]`}`;
  return `best layer ${run.layerName(profile.best)} (95%: ${names}), ${centre}`;
}

export class LayerStory {
  constructor(run, task, view) {
    this.run = run;
    this.task = task;
    this.view = view;
    this.host = el('div', { class: 'story-chart' });
    this.said = el('p', { class: 'story-said quiet' });
    this.element = el('div', { class: 'story', hidden: true, role: 'img' },
      el('p', { class: 'story-title', text: 'where it stands: best layer (bar: 95% interval) and centre of gravity (line)' }), this.host, this.said);
  }

  update() {
    this.steps = this.run.profileSteps(this.task.name);
    this.element.hidden = this.steps.length === 0;
    if (this.steps.length === 0) {
      return;
    }
    setText(this.said, `Now: ${told(this.run, this.run.profile(this.task.name, this.steps.at(-1)))}.`);
    this.element.setAttribute('aria-label', `Layers of ${this.task.name}. ${this.said.textContent}`);
    this.data = this.columns();
    if (this.plot) {
      this.plot.setData(this.data);
    } else {
      this.begin();
    }
  }

  columns() {
    const all = this.steps.map((step) => this.run.profile(this.task.name, step));
    const column = (key) => all.map((profile) => profile[key]);
    return [this.steps.map((step) => toX(step, this.view.log)), column('best'), column('centreOfGravity'), column('centreUpper'), column('centreLower')];
  }

  begin() {
    this.plot = new uPlot(this.options(), this.data, this.host);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.host);
    this.plot.over.addEventListener('mouseenter', () => { this.hovered = true; });
    this.plot.over.addEventListener('mouseleave', () => { this.hovered = false; hideTooltip(); });
  }

  resize() {
    const width = this.host.clientWidth;
    if (width > 0 && width !== this.plot.width) {
      this.plot.setSize({ width, height: this.height });
    }
  }

  get height() {
    return Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, 30 + ROW * this.run.layers.length));
  }

  options() {
    const font = '11px system-ui, sans-serif';
    const axis = { stroke: () => themed('quiet'), grid: { stroke: () => themed('grid'), width: 1 }, ticks: { show: false }, font };
    const edge = { stroke: 'transparent', width: 0, points: { show: false } };
    const last = this.run.layers.length - 1;
    return {
      width: Math.max(300, this.host.clientWidth),
      height: this.height,
      padding: [6, LABEL_ROOM, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, sync: { key: 'steps' }, points: { show: false } },
      scales: { x: { time: false, range: () => this.xRange() }, y: { range: () => [-0.5, last + 0.5] } },
      axes: [
        { ...axis, size: 20, splits: (u, _, min, max) => this.ticks(max), values: (u, splits) => splits.map((x) => tickLabel(toStep(x, this.view.log))) },
        { ...axis, size: AXIS_ROOM, splits: () => this.layerTicks(), values: (u, splits) => splits.map((layer) => this.shortName(layer)) },
      ],
      series: [{}, { stroke: () => themed('ink'), width: 0, paths: () => null, points: { show: true, size: 6, fill: () => themed('ink'), stroke: () => themed('ink'), width: 0 } },
        { stroke: () => themed('accent'), width: 2, points: { show: false }, spanGaps: false }, edge, edge],
      bands: [{ series: [3, 4], fill: () => transparent(themed('accent'), 0.16) }],
      hooks: { draw: [(u) => this.bars(u)], setCursor: [(u) => this.point(u)] },
    };
  }

  xRange() {
    const steps = this.run.steps(this.task.name);
    const last = toX(steps.at(-1) ?? 0, this.view.log);
    return [this.view.log ? -0.25 : -last * 0.02, Math.max(this.view.log ? 1.25 : 1, last * 1.02)];
  }

  ticks(max) {
    const room = Math.max(2, Math.floor((this.plot.width - LABEL_ROOM - AXIS_ROOM) / 32));
    return this.view.log ? logTicks(max, room) : linearTicks(max, Math.min(8, room));
  }

  /** Every layer where there is room, else the two ends and some between. */
  layerTicks() {
    const every = Math.ceil(this.run.layers.length / Math.floor((this.height - 30) / 13));
    return this.run.layers.map(({ index }) => index).filter((index) => index % every === 0);
  }

  shortName(layer) {
    const name = this.run.layerName(layer);
    return name.length > 10 ? `…${name.slice(-9)}` : name;
  }

  /** The best layer's intervals, drawn on uPlot's canvas. */
  bars(u) {
    const { ctx } = u;
    ctx.save();
    ctx.strokeStyle = themed('ink');
    ctx.globalAlpha = 0.4;
    ctx.lineWidth = 2 * devicePixelRatio;
    this.steps.forEach((step, i) => {
      const { bestLower, bestUpper } = this.run.profile(this.task.name, step);
      const x = u.valToPos(this.data[0][i], 'x', true);
      ctx.beginPath();
      ctx.moveTo(x, u.valToPos(bestLower, 'y', true));
      ctx.lineTo(x, u.valToPos(bestUpper, 'y', true));
      ctx.stroke();
    });
    ctx.restore();
  }

  point(u) {
    const { idx } = u.cursor;
    if (!this.hovered || idx === null || idx === undefined) {
      return;
    }
    const profile = this.run.profile(this.task.name, this.steps[idx]);
    const rect = u.over.getBoundingClientRect();
    const shares = profile.bestShare.map((share, layer) => ({ share, layer })).filter(({ share }) => share >= 0.005).reverse();
    showTooltip(rect.left + u.valToPos(this.data[0][idx], 'x'), rect.top + this.height / 3,
      el('p', { class: 'tip-title', text: `${this.task.name}, step ${count(profile.step)}` }),
      el('p', { class: 'tip-line', text: told(this.run, profile) }),
      el('p', { class: 'tip-sub', text: 'the best in so many resamples:' }),
      el('table', {}, el('tbody', {}, ...shares.map(({ share, layer }) => el('tr', {}, el('th', { text: this.run.layerName(layer) }), el('td', { class: 'number', text: `${(100 * share).toFixed(0)}%` }))))));
  }

  restyle() {
    this.plot?.redraw(true, true);
  }

  destroy() {
    this.sizes?.disconnect();
    this.plot?.destroy();
  }
}
