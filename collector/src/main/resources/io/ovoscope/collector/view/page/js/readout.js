// What the pointer shows of a step: every layer with its interval, and the floors of one.

import { el } from './dom.js';
import { count, headline, interval, points as inPoints } from './format.js';
import { figuresOf } from './figures.js';
import { floorsOf } from './floors.js';
import { REASONS } from './words.js';

const MOST_LAYERS = 14;

const cellOf = (text, type = 'td', attributes = {}) => el(type, { text, ...attributes });

function swatch(colour) {
  const element = el('span', { class: 'swatch' });
  element.style.backgroundColor = colour;
  return element;
}

function layerRow(run, task, step, layer, colour, isChosen) {
  const point = run.point(task.name, layer.index, step);
  const head = el('th', { scope: 'row' }, swatch(colour), layer.name);
  const row = el('tr', { class: isChosen ? 'chosen' : '' }, head);
  if (!point) {
    row.append(cellOf('not there', 'td', { colspan: 2, class: 'quiet' }));
  } else if (point.value === null) {
    row.append(cellOf(`× ${REASONS[point.missing?.reason] ?? 'no result'}`, 'td', { colspan: 2, class: 'quiet' }));
  } else {
    const isShare = run.isShare(task.name);
    row.append(cellOf(headline(point.value, isShare), 'td', { class: 'number' }), cellOf(interval(point, isShare), 'td', { class: 'number quiet' }));
  }
  return row;
}

/** The layers from the top of the model down: all, or around the chosen one where they are many. */
function shown(run, chosen) {
  const downward = [...run.layers].reverse();
  const at = Math.max(0, downward.findIndex((layer) => layer.index === chosen));
  const from = Math.min(Math.max(0, at - MOST_LAYERS / 2), Math.max(0, downward.length - MOST_LAYERS));
  return downward.slice(from, from + MOST_LAYERS);
}

/** Of how many words, and what a lexicon gets right of them: without both the share says little. */
function unseen(point, isShare) {
  const n = isPresent(point.unseenN) ? ` (n = ${count(point.unseenN)})` : '';
  const floor = isPresent(point.unseenLexicon) ? `, lexicon on them ${headline(point.unseenLexicon, isShare)}` : '';
  return `words never seen in training the probe: ${headline(point.unseenAccuracy, isShare)}${n}${floor}`;
}

/** @param chosen the layer whose floors are shown */
export function readout(run, task, step, colours, chosen) {
  const isShare = run.isShare(task.name);
  const rows = shown(run, chosen).map((layer) => layerRow(run, task, step, layer, colours[layer.index], layer.index === chosen));
  const nodes = [el('p', { class: 'tip-title', text: `${task.name}, step ${count(step)}` }),
    el('table', {}, el('tbody', {}, ...rows))];
  const point = run.point(task.name, chosen, step);
  if (point && point.value !== null) {
    const floors = floorsOf(point, run.manifest.baseline).map((floor) => el('tr', {},
      cellOf(floor.name, 'th', { scope: 'row' }), cellOf(headline(floor.value, isShare), 'td', { class: 'number' }),
      cellOf(inPoints(point.value - floor.value), 'td', { class: 'number quiet' })));
    if (floors.length > 0) {
      nodes.push(el('p', { class: 'tip-sub', text: `floors of ${run.layerName(chosen)}, and what it is above them` }), el('table', {}, el('tbody', {}, ...floors)));
    }
    if (isPresent(point.unseenAccuracy)) {
      nodes.push(el('p', { class: 'tip-sub', text: unseen(point, isShare) }));
    }
    const costly = figuresOf(point).filter(({ key }) => ['codelength', 'compression', 'conditional', 'spearman', 'rootAccuracy'].includes(key));
    costly.forEach(({ name, text }) => nodes.push(el('p', { class: 'tip-sub', text: `${name}: ${text}` })));
    point.remarks.forEach((remark) => nodes.push(el('p', { class: 'tip-sub', text: remark })));
    if (point.converged === false) {
      nodes.push(el('p', { class: 'tip-sub', text: 'the probe’s training did not converge' }));
    }
  } else if (point?.missing) {
    nodes.push(el('p', { class: 'tip-sub', text: point.missing.detail }));
  }
  return nodes;
}

const isPresent = (value) => value !== null && value !== undefined;
