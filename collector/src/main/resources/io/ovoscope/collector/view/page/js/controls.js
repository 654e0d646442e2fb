// What the page shows: levels, axis, heat map, layer.

import { choice, el } from './dom.js';
import { LEVELS, MEASURES } from './words.js';

/** @param on `levels`, `axis`, `measure`, `layer`: called after the view has been changed */
export function writeControls(form, run, view, colours, on) {
  form.replaceChildren(levels(run, view, on.levels), layers(run, view, colours, on.layer),
    choice('axis', 'Steps', [['log', 'logarithmic'], ['linear', 'linear']], view.log ? 'log' : 'linear', (axis) => {
      view.log = axis === 'log';
      on.axis();
    }),
    choice('measure', 'Heat map', Object.entries(MEASURES).map(([key, { label, title }]) => [key, label, title]), view.measure, (measure) => {
      view.measure = measure;
      on.measure();
    }));
  form.hidden = false;
}

function levels(run, view, onChange) {
  const present = LEVELS.filter((level) => run.tasks.some((task) => task.level === level));
  const boxes = present.map((level) => el('label', { class: 'option' },
    el('input', {
      type: 'checkbox', name: 'level', value: level, checked: !view.hidden.has(level),
      change: ({ target }) => {
        view.hidden[target.checked ? 'delete' : 'add'](level);
        onChange();
      },
    }), el('span', { text: level })));
  return el('fieldset', {}, el('legend', { text: 'Levels' }), el('span', { class: 'options' }, ...boxes));
}

function layers(run, view, colours, onChange) {
  const options = [['', 'best of each task'], ...run.layers.map((layer) => [String(layer.index), layer.name])];
  const chosen = view.layer === null ? '' : String(view.layer);
  const group = choice('layer', 'Layer', options, chosen, (value) => {
    view.layer = value === '' ? null : Number(value);
    onChange();
  });
  group.querySelectorAll('input').forEach((input) => {
    if (input.value !== '') {
      const swatch = el('span', { class: 'swatch' });
      swatch.style.backgroundColor = colours[Number(input.value)];
      input.after(swatch);
    }
  });
  return group;
}
