const themes = ['system', 'light', 'dark'];
const storageKey = 'affinity-sandbox-theme';

const stored = () => {
  try {
    return localStorage.getItem(storageKey) ?? 'system';
  } catch {
    return 'system';
  }
};

const store = (theme) => {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // A browser that keeps nothing starts with the system's theme again.
  }
};

/** Light, dark, or as the system has it. */
export const startTheme = (button) => {
  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
    store(next);
    apply(next);
  });
  apply(themes.includes(stored()) ? stored() : 'system');
};
