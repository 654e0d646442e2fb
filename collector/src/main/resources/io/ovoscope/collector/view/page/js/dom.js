// Elements without markup: every text becomes a text node, so that names from a run can never become elements.

/** An element with attributes; `text` is its text, functions become listeners, false and null are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'text') {
      element.textContent = value;
    } else if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Changes a text only where it differs, so that nothing is announced or laid out twice. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** One of several, as a group of radio buttons. */
export function choice(name, legend, options, chosen, onChange) {
  const buttons = options.map(([value, label, title]) => el('label', { class: 'option', title },
    el('input', { type: 'radio', name, value, checked: value === chosen, change: () => onChange(value) }),
    el('span', { text: label })));
  return el('fieldset', {}, el('legend', { text: legend }), el('span', { class: 'options' }, ...buttons));
}
