const isProperty = (node, name) => name in node && !name.includes('-') && name !== 'form' && name !== 'list';

const assign = (node, name, value) => {
  if (value === undefined || value === null) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (isProperty(node, name)) node[name] = value;
  else node.setAttribute(name, value);
};

/** Makes an element: `h('button.quiet', { type: 'button', onclick }, 'Copy')`. Text is text, never markup. */
export const h = (name, attributes = {}, ...children) => {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  node.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) assign(node, key, value);
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
};

export const byId = (id) => document.getElementById(id);

/** Draws into a node whenever the data differs from last time, so that what has the focus keeps it while nothing changes. */
export const drawer = (node, draw) => {
  let last;
  return (data) => {
    const text = JSON.stringify(data);
    if (text === last) return;
    last = text;
    node.replaceChildren(...[draw(data)].flat());
  };
};

let hiding;

/** Says something for a moment. */
export const say = (text, kind = 'done') => {
  const toast = byId('toast');
  toast.textContent = text;
  toast.dataset.kind = kind;
  toast.classList.add('shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => toast.classList.remove('shown'), 4000);
};

/** Puts a text on the clipboard; without a permission to do so, by way of a selection. */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', { value: text, readOnly: true, 'aria-hidden': 'true' });
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
};

/** A button that asks once more before it does what cannot be undone. */
export const sureButton = (label, act) => {
  let timer;
  const calm = () => {
    clearTimeout(timer);
    delete button.dataset.armed;
    button.textContent = label;
  };
  const button = h(
    'button.danger',
    {
      type: 'button',
      onblur: calm,
      onclick: () => {
        if (button.dataset.armed) {
          calm();
          act();
          return;
        }
        button.dataset.armed = 'yes';
        button.textContent = 'Press again to confirm';
        timer = setTimeout(calm, 4000);
      },
    },
    label,
  );
  return button;
};

/** A titled part of the controls. */
export const panel = (id, title, ...children) =>
  h('section.panel', { id, 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title), ...children);

/** A label above its control. */
export const field = (label, control, hint) => h('label.field', {}, h('span', {}, label), control, hint && h('small', {}, hint));
